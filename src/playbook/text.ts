/** Texts of the playbook as the card shows them: in the reader's language, with values filled in and marks read (CONTRACT 3). */
import type { FormatContext } from './format'
import { inLanguage } from './language'
import { type Inline, parseMarks } from './marks'
import { reach } from './plain'
import type { Text } from './schema'
import { filled, VALUE } from './template'

export type { FormatContext as TextContext } from './format'
export type { Inline } from './marks'
export { placeholders } from './template'

/** One language's string, in the plural category of its number. */
const stringOf = (text: Text, { language, fallback, values }: FormatContext): string => {
  const chosen = inLanguage(text, language, fallback) ?? Object.values(text)[0] ?? ''
  if (typeof chosen === 'string') return chosen
  return chosen[new Intl.PluralRules(language).select(reach(values, chosen.by)[0] as number)] ?? chosen.other
}

const withoutIsolates = (text: string): string => text.replace(/[\u2068\u2069]/g, '')

/**
 * A Text as nodes to show. HTML in it is characters; a value is never markup, and stands between U+2068 and U+2069, so
 * that its direction does not disturb the sentence.
 */
export const renderText = (text: Text, context: FormatContext): Inline[] => {
  const { text: template, values } = filled(stringOf(text, context), context)
  // Each part of the template is put once, in order: so its values come in theirs.
  return parseMarks(template, (part, address) =>
    part.replaceAll(VALUE, () => {
      const shown = values.shift() ?? ''
      return address ? encodeURIComponent(withoutIsolates(shown)) : shown
    }),
  )
}

const flat = (inline: Inline): string =>
  typeof inline === 'string' ? inline : (Object.values(inline)[0] as Inline[]).map(flat).join('')

/** The same as one string, without its marks and isolates: for names, and for what is sent. */
export const plainText = (text: Text, context: FormatContext): string =>
  withoutIsolates(renderText(text, context).map(flat).join(''))
