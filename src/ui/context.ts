/** What every component of the card reads: the model, its texts, and the ways to report what the user did. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ThemeMode } from '../api'
import type { FlowEvent } from '../ask/flow'
import type { Action } from '../playbook/schema'
import { inItsLanguage } from './foreign-words'
import type { MessageId } from './languages'
import type { CardModel } from './model'
import type { LazyLessons } from './parts'
import { type CardText, createCardText, metricsOf } from './text'

export interface CardCallbacks {
  /** Reports what the user did. */
  send(event: FlowEvent): void
  /** A fresh id, for a new rating. */
  newId(): string
}

/** What stays the same while a card is open. */
export interface CardSetting extends CardCallbacks {
  theme: ThemeMode
  root: ShadowRoot
  lessons: LazyLessons
}

export interface CardContextValue extends CardModel, CardSetting, CardText {
  theme: ThemeMode
  typedIn: string
  now: number
  hotkey: string
  /** Has the live region say something that no step says. */
  say(words: string): void
  /** What it was last told to say: another object each time. */
  spoken: { words: string }
  /** An interface message without marks, to show. In another language than the card's it says so. */
  message(id: MessageId, values?: Record<string, unknown>): ComponentChildren
  /** The metrics of the moment's action. */
  metrics: NonNullable<Action['metrics']>
}

const SILENCE = { words: '' }

export const createCardContext = (model: CardModel, setting: CardSetting): CardContextValue => {
  const text = createCardText(model)
  return {
    ...setting,
    ...model,
    ...text,
    message: (id, values) => inItsLanguage(text.foreignLanguage(id), text.plainMessage(id, values)),
    theme: model.theme ?? setting.theme,
    typedIn: model.typedIn ?? model.language,
    now: model.now ?? Date.now(),
    hotkey: model.hotkey ?? '',
    say() {},
    spoken: SILENCE,
    metrics: metricsOf(model),
  }
}

export const CardContext = createContext<CardContextValue | undefined>(undefined)

/** @throws outside of a `<Card>` */
export function useCard(): CardContextValue {
  const card = useContext(CardContext)
  if (!card) throw new Error('useCard: expected to be called within <Card>')
  return card
}
