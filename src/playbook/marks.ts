/** Inline marks: `**strong**`, `_emphasis_` at word edges, `[label](url)`, and `\` before a mark to mean the character. */
import { memoize } from './memoize'

/** A parsed template. Strings and link targets may still contain slots for values. */
export type Mark = string | { strong: Mark[] } | { em: Mark[] } | { label: Mark[]; target: string }

const ESCAPED = String.raw`\\(?<escaped>[\\*_[\](){}|])`
const STRONG = String.raw`\*\*(?=\S)(?<strong>(?:\\.|[^\\])+?)(?<=\S)\*\*`
const WORD = String.raw`[\p{L}\p{M}\p{N}_]`
const EMPHASIS = String.raw`(?<!${WORD})_(?=[^\s_])(?<em>(?:\\.|[^\\])+?)(?<=[^\s_])_(?!${WORD})`
const LINK = String.raw`\[(?<label>(?:\\.|[^\\[\]])*)\]\((?<target>(?:[^\s()]|\([^\s()]*\))+)\)`

const WITHOUT_EMPHASIS = new RegExp([ESCAPED, STRONG, LINK].join('|'), 'su')
let withEmphasis: RegExp | undefined

/** Unicode classes take milliseconds to compile, so the pattern that has them is made only for a text with `_`. */
const patternFor = (template: string): RegExp => {
  if (!template.includes('_')) return WITHOUT_EMPHASIS
  withEmphasis ??= new RegExp([ESCAPED, STRONG, EMPHASIS, LINK].join('|'), 'su')
  return withEmphasis
}

const HAS_MARK = /[\\*_[]/

const markOf = ({ escaped, strong, em, label = '', target = '' }: Record<string, string | undefined>): Mark => {
  if (escaped) return escaped
  if (strong) return { strong: parse(strong) }
  if (em) return { em: parse(em) }
  return { label: parse(label), target }
}

const parse = (template: string): Mark[] => {
  if (!HAS_MARK.test(template)) return template ? [template] : []
  const pattern = patternFor(template)
  const marks: Mark[] = []
  let rest = template
  for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
    if (found.index) marks.push(rest.slice(0, found.index))
    marks.push(markOf(found.groups ?? {}))
    rest = rest.slice(found.index + found[0].length)
  }
  if (rest) marks.push(rest)
  return marks
}

export const parseMarks = memoize(parse)

/** The addresses a template links to. */
export const linksIn = (template: string): string[] => parseMarks(template).flatMap(linksOf)

const linksOf = (mark: Mark): string[] => {
  if (typeof mark === 'string') return []
  if ('target' in mark) return [mark.target, ...mark.label.flatMap(linksOf)]
  return ('strong' in mark ? mark.strong : mark.em).flatMap(linksOf)
}
