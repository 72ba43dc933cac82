/** What every part of the card is given: the model, the ways to say things, the way to report what the user did. */
import type { ComponentChildren } from 'preact'
import type { FlowEvent, FlowState } from '../ask/flow'
import { languagesOf } from '../playbook/language'
import type { Action, Metric, Playbook, Text, Url } from '../playbook/schema'
import { plainText, renderText } from '../playbook/text'
import { urlIn } from '../playbook/url'
import type { Gain } from '../rating/gain'
import { icon } from './icon'
import { stringsFor } from './languages'
import { nodes, out } from './rich'

/** Everything the card shows: plain data. It knows of no network, storage or clock. */
export interface CardModel {
  flow: FlowState
  playbook: Playbook
  /** BCP 47: one of the playbook's languages. */
  language: string
  /** What placeholders stand for, by root: `moment`, `metrics`, `user`, `goal`, `digest`, `gain`, `lesson`, `playbook`. */
  values: Record<string, unknown>
  gain?: Gain
  /** Overrides the theme the card was opened with. */
  theme?: ThemeMode
}

export type ThemeMode = 'auto' | 'light' | 'dark'

export interface Reports {
  send(event: FlowEvent): void
  newId(): string
  /** Ends when the card closes; whatever a part listens or waits for ends with it. */
  life: AbortSignal
}

export interface View extends CardModel, Reports {
  /** The metrics of the moment's action. */
  metrics: NonNullable<Action['metrics']>
  /** An interface string without marks: the playbook's own, else ours; empty where there is none. */
  say(key: string, values?: Record<string, unknown>): string
  /** The same with its marks, and its values kept apart from the words around them. */
  tell(key: string, values: Record<string, unknown>): ComponentChildren
  /** A playbook's text without its marks, for names. */
  plain(text: Text): string
  /** A playbook's text with its marks and links. */
  rich(text: Text): ComponentChildren
  /** A button named by an interface string. @param events what it sends. @default the event of the string's name */
  act(key: string, look?: string, ...events: FlowEvent[]): ComponentChildren
  /** The button that commits a step's form. */
  commit(look?: string): ComponentChildren
  /** A lesson's way on, in a new tab; following it opens the lesson. Nothing for an address that is missing or not safe. */
  way(url: Url | undefined, label: ComponentChildren, look?: string): ComponentChildren
  /** An address for the reader's language; undefined when it is not safe. */
  address(url: Url | undefined): string | undefined
}

export const viewOf = (model: CardModel, reports: Reports): View => {
  const { playbook, language, values, flow } = model
  const { send } = reports
  const metrics: Record<string, Metric> = playbook.actions[flow.action]?.metrics ?? {}
  const fallback = languagesOf(playbook)[0] as string
  const context = (more?: object) => ({ language, fallback, values: { ...values, ...more }, metrics })
  const own = (key: string): Text => playbook.texts?.[key] ?? stringsFor(language)[key] ?? ''
  const plain = (text: Text, more?: object) => plainText(text, context(more))
  const rich = (text: Text, more?: object) => nodes(renderText(text, context(more)))
  const say = (key: string, more?: object) => plain(own(key), more)
  const address = (url: Url = '') => urlIn(url, language, fallback)
  return {
    ...model,
    ...reports,
    metrics,
    plain,
    rich,
    say,
    address,
    tell: (key, more) => rich(own(key), more),
    act(key, look, ...events) {
      const click = (): void => {
        for (const event of events[0] ? events : [{ type: key } as FlowEvent]) send(event)
      }
      return (
        <button type="button" class={look as string} onClick={click}>
          {say(key)}
        </button>
      )
    },
    commit: (look = '') => (
      <button type="submit" class={`primary ${look}`}>
        {say('continue')}
      </button>
    ),
    way(url, label, look) {
      const safe = address(url)
      return (
        safe &&
        out(safe, [label, icon('M8 4.5h7.5V12M15.5 4.5l-11 11')], {
          class: look as string,
          onClick: () => send({ type: 'open' }),
        })
      )
    },
  }
}
