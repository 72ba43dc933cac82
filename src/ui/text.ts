/** Everything the card says, in its language: the interface's own messages and the playbook's texts. */
import { languagesOf } from '../playbook/language'
import type { Metric, Text, Url } from '../playbook/schema'
import { type Inline, plainInlines, plainText, renderText } from '../playbook/text'
import { urlIn } from '../playbook/url'
import type { FlowState } from '../ask/flow'
import type { CardModel } from './model'
import { english, type MessageId } from './languages'

type Values = Record<string, unknown>

export interface CardText {
  /** An interface message without marks, as a string: the playbook's own wording, else ours. */
  plainMessage(id: MessageId, values?: Values): string
  /** The same for an id that only some scales have a message for; undefined where there is none. */
  findMessage(id: string, values?: Values): string | undefined
  /** The language of that message, where it is another one than the card's. */
  foreignLanguage(id: string): string | undefined
  /** An interface message with its marks. */
  inlineMessage(id: MessageId, values?: Values): Inline[]
  /** A text of the playbook without marks: for accessible names and attributes. */
  plain(text: Text): string
  /**
   * A text of the playbook with its marks and links.
   * @param longest how much of each value in it is shown, in characters @default all of it
   */
  inline(text: Text, longest?: number): Inline[]
  /** The URL for the card's language; undefined when it is missing or not safe to link to. */
  safeUrl(url: Url | undefined): string | undefined
}

/** What the words depend on: of where the card is, the action and the moment. */
export type Speech = Pick<CardModel, 'playbook' | 'language' | 'words' | 'values' | 'now'> & {
  flow: Pick<FlowState, 'action' | 'about'>
}

/** The metrics that texts name: of the moment's action, or of the one that a lesson opened by hand speaks of. */
export const metricsOf = ({ playbook, flow }: Pick<Speech, 'playbook' | 'flow'>): Record<string, Metric> =>
  playbook.actions[flow.about?.action ?? flow.action]?.metrics ?? {}

export function createCardText({ playbook, language, words = english, values, flow, now }: Speech): CardText {
  const metrics = metricsOf({ playbook, flow })
  const fallback = languagesOf(playbook)[0] as string
  const messages: Record<string, string> = words.messages
  const context = (more?: Values) => ({ language, fallback, values: { ...values, ...more }, metrics, now })
  /** A playbook's own wording is in the card's language, and ours formats its numbers and dates as its own words do. */
  const rendered = (id: string, more?: Values): Inline[] | undefined => {
    const own = playbook.texts?.[id]
    if (own !== undefined) return renderText(own, context(more))
    const ours = messages[id]
    return ours === undefined ? undefined : renderText(ours, { ...context(more), language: words.language })
  }
  const findMessage = (id: string, more?: Values): string | undefined => {
    const inlines = rendered(id, more)
    return inlines && plainInlines(inlines)
  }
  return {
    plainMessage: (id, more) => findMessage(id, more) ?? '',
    findMessage,
    foreignLanguage: (id) =>
      playbook.texts?.[id] === undefined && words.language !== language ? words.language : undefined,
    inlineMessage: (id, more) => rendered(id, more) ?? [],
    plain: (text) => plainText(text, context()),
    inline: (text, longest) => renderText(text, { ...context(), longest }),
    safeUrl: (url) => (url === undefined ? undefined : urlIn(url, language, fallback)),
  }
}
