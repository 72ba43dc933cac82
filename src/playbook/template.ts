/**
 * Placeholders in a text: `{{path}}`, `{{path|format}}`, `{{path|or:what to say when the value is missing}}`; and stretches,
 * `[[ … {{path}} … ]]`, which are left out as a whole where a value named in them is missing.
 */
import { type FormatContext, formatted } from './format'
import { memoize } from './memoize'

export interface Placeholder {
  path: string
  format?: string | undefined
  or?: string | undefined
}

/** A stretch that can be left out. Within it stands no other. */
interface Stretch {
  stretch: (string | Placeholder)[]
}

type Part = string | Placeholder | Stretch

/** An escaped character, which begins no placeholder, or a placeholder with what stands between its braces. */
const TOKEN = /\\.|\{\{(.*?)\}\}/gs

/** The same, or a stretch with what stands in it. */
const TOKEN_OR_STRETCH = /\\.|\{\{(.*?)\}\}|\[\[((?:\\.|(?!\[\[)[^\\])*?)\]\](?!\])/gs

/** Stand for a missing value and for a value that is there. Unicode reserves both for internal use, so no text contains them. */
const GAP = '\ufdd0'
export const VALUE = '\ufdd1'

const parsePlaceholder = (inner: string): Placeholder => {
  const [, path = inner, format, or] = /^([^|]*)(?:\|(?!\s*or:)([^|]*))?(?:\|\s*or:(.*))?$/s.exec(inner) ?? []
  return { path: path.trim(), format: format?.trim(), or: or?.trim() }
}

const parseParts = (template: string, token: RegExp): Part[] => {
  const parts: Part[] = []
  let end = 0
  for (const { 0: matched, 1: inner, 2: stretch, index } of template.matchAll(token)) {
    if (inner === undefined && stretch === undefined) continue
    if (index > end) parts.push(template.slice(end, index))
    if (inner !== undefined) parts.push(parsePlaceholder(inner))
    else parts.push({ stretch: parseParts(stretch ?? '', TOKEN) as Stretch['stretch'] })
    end = index + matched.length
  }
  if (end < template.length) parts.push(template.slice(end))
  return parts
}

/** A template as literal text, placeholders and stretches, in order. */
const parseTemplate = memoize((template: string): Part[] => parseParts(template, TOKEN_OR_STRETCH))

const isPlaceholder = (part: Part): part is Placeholder => typeof part === 'object' && 'path' in part

/** The stretches of a template that can be left out, each with its placeholders. */
export const stretches = (template: string): Placeholder[][] =>
  parseTemplate(template).flatMap((part) =>
    typeof part === 'object' && 'stretch' in part ? [part.stretch.filter(isPlaceholder)] : [],
  )

/** Every placeholder of a template, in order. */
export const placeholders = (template: string): Placeholder[] =>
  parseTemplate(template).flatMap((part) =>
    typeof part === 'object' && 'stretch' in part
      ? part.stretch.filter(isPlaceholder)
      : isPlaceholder(part)
        ? [part]
        : [],
  )

/** The template without the marks of its stretches, for those who look at its words. */
export const withoutStretches = (template: string): string =>
  template.replace(TOKEN_OR_STRETCH, (token, _inner, stretch?: string) => stretch ?? token)

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
  const shownOf = (placeholder: Placeholder): string | undefined => {
    const value = formatted(placeholder, context)
    return (value === undefined ? placeholder.or : `\u2068${value}\u2069`) || undefined
  }
  const fill = (part: Part): string => {
    if (typeof part === 'string') return part
    if ('stretch' in part) {
      const isWhole = part.stretch.filter(isPlaceholder).every((one) => shownOf(one) !== undefined)
      return isWhole ? part.stretch.map(fill).join('') : GAP
    }
    const shown = shownOf(part)
    if (shown === undefined) return GAP
    values.push(shown)
    return VALUE
  }
  const text = parseTemplate(template).map(fill).join('')
  return { text: text.includes(GAP) ? closeGaps(text) : text, values }
}
