/** A value in the words and figures of a language. */
import { isPlain, own } from './plain'
import type { Metric } from './schema'

export interface FormatContext {
  /** BCP 47: of the text, and of the numbers and dates in it. */
  language: string
  /** The playbook's first language: for a text that lacks the wanted one. */
  fallback: string
  /** What placeholders stand for, by root. A value that is a Text itself is shown in the same language. */
  values: Record<string, unknown>
  /** The metrics of the moment's action: their units, for `currency`. */
  metrics?: Record<string, Metric>
}

export const FORMATS = ['date', 'time', 'number', 'percent', 'currency']

/** Instants in milliseconds, which nobody means to read as a number. */
const INSTANT = /^(moment\.at|digest\.(from|to)|gain\.since)$/

/** Own properties only; a name with dots in it is found as well. */
export const valueAt = (value: unknown, path: string): unknown => {
  if (!isPlain(value)) return undefined
  if (Object.hasOwn(value, path)) return value[path]
  const [key = '', ...rest] = path.split('.')
  return rest.length && Object.hasOwn(value, key) ? valueAt(value[key], rest.join('.')) : undefined
}

/** Without what could turn the direction of the text around it, and without half characters. */
const clean = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069\ufdd0\ufdd1]|\p{Cs}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

const currencyOf = (path: string, { metrics = {}, values }: FormatContext): string | undefined => {
  const [root, name = ''] = path.split(/\.(.*)/s)
  const key = root === 'gain' ? String(valueAt(values, 'gain.metric')) : name
  return own(metrics, key)?.currency ?? Object.values(metrics).find(({ currency }) => currency)?.currency
}

/** undefined where there is nothing to show. */
export const formatted = (
  { path, format }: { path: string; format?: string },
  context: FormatContext,
): string | undefined => {
  const { language, fallback, values } = context
  const found = valueAt(values, path)
  const value = isPlain(found) ? (valueAt(found, language) ?? valueAt(found, fallback)) : found
  const style = format ?? (INSTANT.test(path) ? 'date' : '')
  if (/date|time/.test(style) && (typeof value === 'number' || /^\d{4}-\d\d-\d\d/.test(String(value)))) {
    // A date alone is a day where the reader is, not midnight in Greenwich.
    const date = new Date(typeof value === 'string' && value.length === 10 ? `${value}T00:00` : (value as number))
    if (Number.isNaN(date.getTime())) return undefined
    return new Intl.DateTimeFormat(language, style === 'date' ? { dateStyle: 'long' } : { timeStyle: 'short' }).format(
      date,
    )
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined
    const currency = style === 'currency' && currencyOf(path, context)
    const options: Intl.NumberFormatOptions = currency
      ? { style: 'currency', currency }
      : style === 'percent'
        ? { style: 'percent', maximumFractionDigits: 1 }
        : { maximumFractionDigits: 2 }
    return style ? new Intl.NumberFormat(language, options).format(value) : String(value)
  }
  return (/string|boolean/.test(typeof value) && clean(String(value))) || undefined
}
