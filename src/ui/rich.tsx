/** A rendered text as nodes. Never markup: every string becomes a text node. */
import type { ComponentChildren } from 'preact'
import type { Inline } from '../playbook/text'
import { Out } from './out'

/** Values come wrapped in isolates (U+2068 … U+2069); in a page `<bdi>` says the same and stays out of copied text and names. */
const isolated = (words: string): ComponentChildren =>
  words.split(/\u2068(.*?)\u2069/s).map((part, index) => (index % 2 ? <bdi>{part}</bdi> : part))

/** For names and other places that hold no elements. */
export const unisolated = (words: string): string => words.replace(/[\u2068\u2069]/g, '')

export const nodes = (inline: Inline[]): ComponentChildren =>
  inline.map((part) => {
    if (typeof part === 'string') return isolated(part)
    if ('strong' in part) return <strong>{nodes(part.strong)}</strong>
    if ('em' in part) return <em>{nodes(part.em)}</em>
    return <Out url={part.url}>{nodes(part.label)}</Out>
  })
