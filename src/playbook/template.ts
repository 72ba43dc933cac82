/** Placeholders in a text: `{{path}}`, `{{path|format}}`, `{{path|or:what to say when it is missing}}`. */
import { type FormatContext, formatted } from './format'

export interface Placeholder {
  path: string
  format?: string | undefined
  or?: string | undefined
}

/** A backslash takes its character out of the running; else whatever stands between the braces. */
const TOKEN = /\\.|\{\{(.*?)\}\}/gs

/** Stand for a value that is missing, and for one that is there. No text holds them: Unicode keeps them for internal use. */
const GAP = '\ufdd0'
export const VALUE = '\ufdd1'

const placeholder = (inner: string): Placeholder => {
  const [, path = inner, format, or] = /^([^|]*)(?:\|(?!\s*or:)([^|]*))?(?:\|\s*or:(.*))?$/s.exec(inner) ?? []
  return { path: path.trim(), format: format?.trim(), or: or?.trim() }
}

/** Every placeholder of one string, in order. */
export const placeholders = (template: string): Placeholder[] =>
  Array.from(template.matchAll(TOKEN), ([, inner]) => inner)
    .filter((inner) => inner !== undefined)
    .map(placeholder)

/** The template without its placeholders; braces left over belong to one that is broken. */
export const withoutPlaceholders = (template: string, instead = ''): string => template.replace(TOKEN, instead)

/** Closes the gap a missing value leaves: its marks and quotes, a comma at the start, and the space that is then too much. */
const closeGaps = (text: string): string =>
  text
    .replace(/(\*\*|_)\ufdd0\1|(?!\[)[\p{Ps}\p{Pi}\p{Pf}"']\ufdd0[\p{Pe}\p{Pi}\p{Pf}"']/gu, GAP)
    .replace(/^\s*\ufdd0[\s\ufdd0,;:]*|(\s*\ufdd0)+(?=[\p{Po}\p{Pe}]|$)|(?<=[\s\p{Ps}\p{Pi}])\ufdd0\s*|\ufdd0/gu, '')

/** The template with a mark in place of each value, and the values in their order: so that no value is ever taken for markup. */
export const filled = (template: string, context: FormatContext): { text: string; values: string[] } => {
  const values: string[] = []
  const text = template.replace(TOKEN, (token, inner?: string) => {
    if (inner === undefined) return token
    const found = placeholder(inner)
    const value = formatted(found, context)
    const shown = value === undefined ? found.or : `\u2068${value}\u2069`
    if (!shown) return GAP
    values.push(shown)
    return VALUE
  })
  return { text: closeGaps(text), values }
}
