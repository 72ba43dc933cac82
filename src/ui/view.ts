/** What every part of the card is given: the model, the ways to say things, the way to report what the user did. */
import type { ComponentChildren } from 'preact'
import type { FlowEvent, FlowState } from '../ask/flow'
import { languagesOf } from '../playbook/language'
import type { Action, Metric, Playbook, Text } from '../playbook/schema'
import { plainText, renderText } from '../playbook/text'
import type { Gain } from '../rating/gain'
import { stringsFor } from './languages'
import { nodes, unisolated } from './rich'

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
}

export interface View extends CardModel, Reports {
  /** The metrics of the moment's action. */
  metrics: NonNullable<Action['metrics']>
  /** An interface string: the playbook's own, else ours; empty where there is none. */
  say(key: string): string
  /** The same with its placeholders filled. */
  tell(key: string, values: Record<string, unknown>): ComponentChildren
  /** A playbook's text without its marks, for names. */
  plain(text: Text): string
  /** A playbook's text with its marks and links. */
  rich(text: Text): ComponentChildren
}

export const viewOf = (model: CardModel, { send, newId }: Reports): View => {
  const { playbook, language, values, flow } = model
  const metrics: Record<string, Metric> = playbook.actions[flow.action]?.metrics ?? {}
  const context = { language, fallback: languagesOf(playbook)[0] as string, values, metrics }
  const own = (key: string): Text => playbook.texts?.[key] ?? stringsFor(language)[key] ?? ''
  const plain = (text: Text) => unisolated(plainText(text, context))
  return {
    ...model,
    send,
    newId,
    metrics,
    plain,
    rich: (text) => nodes(renderText(text, context)),
    say: (key) => plain(own(key)),
    tell: (key, more) => nodes(renderText(own(key), { ...context, values: { ...values, ...more } })),
  }
}
