/** A rendered text as nodes. Never markup: every string becomes a text node. */
import type { ComponentChildren } from 'preact'
import type { Inline } from '../playbook/text'

/** Values come wrapped in isolates (U+2068 … U+2069); in a page `<bdi>` says the same and stays out of copied text and names. */
const isolated = (words: string): ComponentChildren =>
  words.split(/\u2068(.*?)\u2069/s).map((part, index) => (index % 2 ? <bdi>{part}</bdi> : part))

/**
 * A link out of the card: always a new tab, so that the user's page stays; the new page can't reach back, but learns where the
 * visit came from. `url` must be safe already. `new-tab` is the card's hidden "Opens in a new tab".
 */
export const out = (url: string, label: ComponentChildren, more?: { class: string; onClick(): void }) => (
  <a href={url} target="_blank" rel="noopener" aria-describedby="new-tab" {...more}>
    {label}
  </a>
)

export const nodes = (inline: Inline[]): ComponentChildren =>
  inline.map((part) => {
    if (typeof part === 'string') return isolated(part)
    if ('strong' in part) return <strong>{nodes(part.strong)}</strong>
    if ('em' in part) return <em>{nodes(part.em)}</em>
    return out(part.url, nodes(part.label))
  })
