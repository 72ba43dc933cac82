/** Texts of the playbook as the card shows them: in the reader's language, with values filled in and marks read (CONTRACT 3). */
import { type FormatContext, valueAt } from './format'
import { direction } from './language'
import { type Inline, parseMarks } from './marks'
import { own } from './plain'
import type { Text } from './schema'
import { filled, VALUE } from './template'

export type { FormatContext as TextContext } from './format'
export type { Inline } from './marks'
export { placeholders } from './template'

/** One language's string, in the plural category of its number. */
const stringOf = (text: Text, { language, fallback, values }: FormatContext): string => {
  const chosen =
    typeof text === 'string' ? text : (own(text, language) ?? own(text, fallback) ?? Object.values(text)[0] ?? '')
  if (typeof chosen === 'string') return chosen
  const number = valueAt(values, chosen.by)
  const category = typeof number === 'number' ? new Intl.PluralRules(language).select(number) : 'other'
  return chosen[category] ?? chosen.other
}

/**
 * A Text as nodes to show. HTML in it is characters; a value is never markup, and stands between U+2068 and U+2069, so
 * that its direction does not disturb the sentence.
 */
export const renderText = (text: Text, context: FormatContext): Inline[] => {
  const { text: template, values } = filled(stringOf(text, context), context)
  const put = (part: string, value: (shown: string) => string): string =>
    part.replace(VALUE, (_, index) => value(values[index] ?? ''))
  return parseMarks(
    template,
    (words) => put(words, (shown) => shown),
    (url) => put(url, (shown) => encodeURIComponent(shown.replace(/[\u2068\u2069]/g, ''))),
  )
}

const flat = (inline: Inline): string =>
  typeof inline === 'string'
    ? inline
    : ('strong' in inline ? inline.strong : 'em' in inline ? inline.em : inline.label).map(flat).join('')

/** Right-to-left letters: only beside these does a value need isolating. */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** The same as one string, without its marks: for names, and for what is sent. Isolates are kept only where directions mix. */
export const plainText = (text: Text, context: FormatContext): string => {
  const plain = renderText(text, context).map(flat).join('')
  return direction(context.language) === 'rtl' || RTL.test(plain) ? plain : plain.replace(/[\u2068\u2069]/g, '')
}
