/** Placeholders in a text: `{{path}}`, `{{path|format}}`, `{{path|or:what to say when the value is missing}}`. */
import { type FormatContext, formatted } from './format'
import { memoize } from './memoize'

export interface Placeholder {
  path: string
  format?: string | undefined
  or?: string | undefined
}

/** An escaped character, which begins no placeholder, or a placeholder with what stands between its braces. */
const TOKEN = /\\.|\{\{(.*?)\}\}/gs

/** Stand for a missing value and for a value that is there. Unicode reserves both for internal use, so no text contains them. */
const GAP = '\ufdd0'
export const VALUE = '\ufdd1'

const parsePlaceholder = (inner: string): Placeholder => {
  const [, path = inner, format, or] = /^([^|]*)(?:\|(?!\s*or:)([^|]*))?(?:\|\s*or:(.*))?$/s.exec(inner) ?? []
  return { path: path.trim(), format: format?.trim(), or: or?.trim() }
}

/** A template as literal text and placeholders, in order. */
const parseTemplate = memoize((template: string): (string | Placeholder)[] => {
  const parts: (string | Placeholder)[] = []
  let end = 0
  for (const { 0: token, 1: inner, index } of template.matchAll(TOKEN)) {
    if (inner === undefined) continue
    if (index > end) parts.push(template.slice(end, index))
    parts.push(parsePlaceholder(inner))
    end = index + token.length
  }
  if (end < template.length) parts.push(template.slice(end))
  return parts
})

/** Every placeholder of a template, in order. */
export const placeholders = (template: string): Placeholder[] =>
  parseTemplate(template).filter((part) => typeof part !== 'string')

/** The template without its placeholders. Braces that are left belong to a broken one. */
export const withoutPlaceholders = (template: string, replacement = ''): string => template.replace(TOKEN, replacement)

/** Closes the gaps that missing values leave: the marks and quotes around one, a comma at the start, a space too many. */
const closeGaps = (text: string): string =>
  text
    .replace(/(\*\*|_)\ufdd0\1|(?!\[)[\p{Ps}\p{Pi}\p{Pf}"']\ufdd0[\p{Pe}\p{Pi}\p{Pf}"']/gu, GAP)
    .replace(/^\s*\ufdd0[\s\ufdd0,;:]*|(\s*\ufdd0)+(?=[\p{Po}\p{Pe}]|$)|(?<=[\s\p{Ps}\p{Pi}])\ufdd0\s*|\ufdd0/gu, '')

/** The template with `VALUE` in place of each value, and the values in order: a value is never read as markup. */
export const fillTemplate = (template: string, context: FormatContext): { text: string; values: string[] } => {
  const values: string[] = []
  const text = parseTemplate(template)
    .map((part) => {
      if (typeof part === 'string') return part
      const value = formatted(part, context)
      const shown = value === undefined ? part.or : `\u2068${value}\u2069`
      if (!shown) return GAP
      values.push(shown)
      return VALUE
    })
    .join('')
  return { text: text.includes(GAP) ? closeGaps(text) : text, values }
}
