/** Inline marks: `**strong**`, `_emphasis_` at word edges, `[label](url)`, and `\` before a mark to mean the character. */
import { safeUrl } from './url'

export type Inline = string | { strong: Inline[] } | { em: Inline[] } | { label: Inline[]; url: string }

const MARK =
  /\\([\\*_[\](){}|])|\*\*(?=\S)((?:\\.|[^\\])+?)(?<=\S)\*\*|(?<![\p{L}\p{M}\p{N}_])_(?![\s_])((?:\\.|[^\\])+?)(?<![\s_])_(?![\p{L}\p{M}\p{N}_])|\[((?:\\.|[^\\[\]])+)\]\(((?:[^\s()]|\([^\s()]*\))+)\)/su

/** The addresses a template links to. */
export const linksIn = (template: string): string[] => {
  const found = MARK.exec(template)
  if (!found) return []
  const inner = found[2] ?? found[3] ?? found[4] ?? ''
  return [...(found[5] ? [found[5]] : []), ...linksIn(inner), ...linksIn(template.slice(found.index + found[0].length))]
}

/** `words` puts the values into running text, `address` into a URL. A link that is not safe is its label only. */
export const parseMarks = (
  template: string,
  words: (text: string) => string,
  address: (url: string) => string,
): Inline[] => {
  const out: Inline[] = []
  const say = (text: string): void => {
    if (!text) return
    if (typeof out.at(-1) === 'string') out.push(`${out.pop()}${text}`)
    else out.push(text)
  }
  const parse = (inner: string): Inline[] => parseMarks(inner, words, address)
  let rest = template
  for (let found = MARK.exec(rest); found; found = MARK.exec(rest)) {
    const [whole, escaped, strong, em, label, target = ''] = found
    say(words(rest.slice(0, found.index)))
    if (escaped) say(escaped)
    else if (strong) out.push({ strong: parse(strong) })
    else if (em) out.push({ em: parse(em) })
    else if (label) {
      const url = safeUrl(address(target))
      if (url) out.push({ label: parse(label), url })
      else for (const inline of parse(label)) typeof inline === 'string' ? say(inline) : out.push(inline)
    }
    rest = rest.slice(found.index + whole.length)
  }
  say(words(rest))
  return out
}
