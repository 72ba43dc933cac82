/** Inline marks: `**strong**`, `_emphasis_` at word edges, `[label](url)`, and `\` before a mark to mean the character. */
import { safeUrl } from './url'

export type Inline = string | { strong: Inline[] } | { em: Inline[] } | { label: Inline[]; url: string }

const MARK =
  /\\([\\*_[\](){}|])|\*\*(?=\S)((?:\\.|[^\\])+?)(?<=\S)\*\*|(?<![\p{L}\p{M}\p{N}_])_(?=[^\s_])((?:\\.|[^\\])+?)(?<=[^\s_])_(?![\p{L}\p{M}\p{N}_])|\[((?:\\.|[^\\[\]])*)\]\(((?:[^\s()]|\([^\s()]*\))+)\)/su

/** The addresses a template links to. */
export const linksIn = (template: string): string[] => {
  const found = MARK.exec(template)
  if (!found) return []
  const inner = found[2] ?? found[3] ?? found[4] ?? ''
  return [...(found[5] ? [found[5]] : []), ...linksIn(inner), ...linksIn(template.slice(found.index + found[0].length))]
}

/** `put` puts the values into running text, or into an address. A link that is not safe is its label only. */
export const parseMarks = (template: string, put: (text: string, address?: boolean) => string): Inline[] => {
  const out: Inline[] = []
  const add = (inline: Inline): void => {
    const last = out.at(-1)
    if (typeof inline === 'string' && typeof last === 'string') out[out.length - 1] = last + inline
    else if (inline) out.push(inline)
  }
  let rest = template
  for (let found = MARK.exec(rest); found; found = MARK.exec(rest)) {
    const [whole, escaped, strong, em, label = '', target = ''] = found
    add(put(rest.slice(0, found.index)))
    if (escaped) add(escaped)
    else if (strong) add({ strong: parseMarks(strong, put) })
    else if (em) add({ em: parseMarks(em, put) })
    else {
      const inner = parseMarks(label, put)
      const url = safeUrl(put(target, true))
      if (url && inner.length) add({ label: inner, url })
      else inner.forEach(add)
    }
    rest = rest.slice(found.index + whole.length)
  }
  add(put(rest))
  return out
}
