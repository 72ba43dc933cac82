/** Texts with marks, as nodes. Never markup: every string becomes a text node. */
import type { ComponentChildren } from 'preact'
import type { Text } from '../playbook/schema'
import type { Inline } from '../playbook/text'
import { useCard } from './context'
import { ExternalLink } from './ExternalLink'
import { inItsLanguage } from './foreign-words'
import type { MessageId } from './languages'

/**
 * Values come wrapped in isolates (U+2068 … U+2069). In a page `<bdi>` does the same, and stays out of copied text and
 * accessible names.
 */
const isolated = (text: string): ComponentChildren =>
  text.split(/\u2068(.*?)\u2069/s).map((part, index) => (index % 2 ? <bdi>{part}</bdi> : part))

const nodesOf = (inline: Inline[]): ComponentChildren =>
  inline.map((part) => {
    if (typeof part === 'string') return isolated(part)
    if ('strong' in part) return <strong>{nodesOf(part.strong)}</strong>
    if ('em' in part) return <em>{nodesOf(part.em)}</em>
    return <ExternalLink href={part.url}>{nodesOf(part.label)}</ExternalLink>
  })

/** A text of the playbook. */
export const RichText = ({ text }: { text: Text }) => <>{nodesOf(useCard().inline(text))}</>

/** What users and products call things may be as long as they like. A heading that quotes all of it leaves no room for the answers. */
export const QUOTED = 60

/** A text of the playbook as a heading. It quotes no more than the beginning of a long value. */
export const Heading = ({ text }: { text: Text }) => <>{nodesOf(useCard().inline(text, QUOTED))}</>

/** A message of the interface, with its values kept apart from the words around them. */
export const Message = ({ id, values }: { id: MessageId; values?: Record<string, unknown> }) => {
  const { foreignLanguage, inlineMessage } = useCard()
  return <>{inItsLanguage(foreignLanguage(id), nodesOf(inlineMessage(id, values)))}</>
}
