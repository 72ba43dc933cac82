/** What every component of the card reads: the model, its texts, and the ways to report what the user did. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { FlowEvent, FlowState } from '../ask/flow'
import type { Action, Playbook } from '../playbook/schema'
import type { Gain } from '../rating/gain'
import type { LazyLessons } from './parts'
import { type CardText, createCardText } from './text'

export type ThemeMode = 'auto' | 'light' | 'dark'

/** Everything the card shows: plain data. It knows of no network, storage or clock. */
export interface CardModel {
  flow: FlowState
  playbook: Playbook
  /** BCP 47: one of the playbook's languages. */
  language: string
  /** Values for placeholders, by root: `moment`, `metrics`, `user`, `goal`, `digest`, `gain`, `lesson`, `playbook`. */
  values: Record<string, unknown>
  gain?: Gain
  /** Overrides the theme the card was opened with. */
  theme?: ThemeMode
}

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
  /** The metrics of the moment's action. */
  metrics: NonNullable<Action['metrics']>
}

export const createCardContext = (model: CardModel, setting: CardSetting): CardContextValue => ({
  ...setting,
  ...model,
  ...createCardText(model),
  theme: model.theme ?? setting.theme,
  metrics: model.playbook.actions[model.flow.action]?.metrics ?? {},
})

export const CardContext = createContext<CardContextValue | undefined>(undefined)

/** @throws outside of a `<Card>` */
export function useCard(): CardContextValue {
  const card = useContext(CardContext)
  if (!card) throw new Error('useCard: expected to be called within <Card>')
  return card
}
