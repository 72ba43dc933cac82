/** Texts of the playbook as the card shows them: in the reader's language, with values filled in and marks parsed. */
import type { FormatContext } from './format'
import { inLanguage } from './language'
import { type Mark, parseMarks } from './marks'
import { reach } from './plain'
import type { Text } from './schema'
import { fillTemplate, VALUE } from './template'
import { safeUrl } from './url'

export { placeholders } from './template'

/** A piece of a text that is ready to show. */
export type Inline = string | { strong: Inline[] } | { em: Inline[] } | { label: Inline[]; url: string }

/** The string for one language, in the plural category of its number. */
const stringOf = (text: Text, { language, fallback, values }: FormatContext): string => {
  const chosen = inLanguage(text, language, fallback) ?? Object.values(text)[0] ?? ''
  if (typeof chosen === 'string') return chosen
  return chosen[new Intl.PluralRules(language).select(reach(values, chosen.by)[0] as number)] ?? chosen.other
}

const withoutIsolates = (text: string): string => text.replace(/[\u2068\u2069]/g, '')

/** Adds to a list of inlines. Neighbouring strings become one. */
const append = (inlines: Inline[], inline: Inline): void => {
  const last = inlines.at(-1)
  if (typeof inline === 'string' && typeof last === 'string') inlines[inlines.length - 1] = last + inline
  else if (inline) inlines.push(inline)
}

/** Takes the values from `values` in order, since the marks are walked in the order of the template. */
const fillMarks = (marks: readonly Mark[], values: string[]): Inline[] => {
  const fill = (text: string, show = (value: string) => value): string =>
    text.replaceAll(VALUE, () => show(values.shift() ?? ''))
  const inlines: Inline[] = []
  for (const mark of marks) {
    if (typeof mark === 'string') append(inlines, fill(mark))
    else if ('strong' in mark) append(inlines, { strong: fillMarks(mark.strong, values) })
    else if ('em' in mark) append(inlines, { em: fillMarks(mark.em, values) })
    else {
      const label = fillMarks(mark.label, values)
      const url = safeUrl(fill(mark.target, (value) => encodeURIComponent(withoutIsolates(value))))
      // A link that is not safe is shown as its label.
      if (url && label.length) append(inlines, { label, url })
      else for (const inline of label) append(inlines, inline)
    }
  }
  return inlines
}

/**
 * A Text as inlines to show. HTML in it is shown as characters. A value is never read as markup, and stands between U+2068
 * and U+2069 so that its direction does not affect the sentence around it.
 */
export const renderText = (text: Text, context: FormatContext): Inline[] => {
  const { text: template, values } = fillTemplate(stringOf(text, context), context)
  return fillMarks(parseMarks(template), values)
}

const flat = (inline: Inline): string => {
  if (typeof inline === 'string') return inline
  if ('url' in inline) return inline.label.map(flat).join('')
  return ('strong' in inline ? inline.strong : inline.em).map(flat).join('')
}

/** Inlines as one string without marks and isolates. */
export const plainInlines = (inlines: Inline[]): string => withoutIsolates(inlines.map(flat).join(''))

/** A Text as one string without marks and isolates, for names and for what is sent. */
export const plainText = (text: Text, context: FormatContext): string => plainInlines(renderText(text, context))
