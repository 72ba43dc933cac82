/** A value in the words and figures of a language. */
import { inLanguage } from './language'
import { reach } from './plain'
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
const INSTANT = /^digest\.(from|to)$|^\w+\.(at|since)$/

/** Without what could turn the direction of the text around it, and without half characters. */
const clean = (text: string): string =>
  text
    .replace(/[\p{Bidi_C}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Of the metric that is shown; of any other, for a sum of several moments. */
const currencyOf = (path: string, { metrics = {}, values }: FormatContext): string | undefined => {
  const name = path.startsWith('gain') ? reach(values, 'gain.metric')[0] : path.replace('metrics.', '')
  return [metrics[name as string], ...Object.values(metrics)].find((metric) => metric?.currency)?.currency
}

/** undefined where there is nothing to show. */
export const formatted = (
  { path, format }: { path: string; format?: string | undefined },
  context: FormatContext,
): string | undefined => {
  const { language, fallback, values } = context
  const value = inLanguage(reach(values, path)[0], language, fallback)
  const style = format ?? (INSTANT.test(path) ? 'date' : '')
  const number = typeof value === 'number'
  const timely = /date|time/.test(style) && (number || /^\d{4}-\d\d-\d\d/.test(String(value)))
  if (!timely && !number) return (/string|boolean/.test(typeof value) && clean(String(value))) || undefined
  // A date alone is a day where the reader is, not midnight in Greenwich.
  const amount = timely ? new Date(number ? value : String(value).replace(/^.{10}$/, '$&T00:00')) : value
  if (!Number.isFinite(Number(amount))) return undefined
  if (!style) return String(value)
  const currency = style === 'currency' && currencyOf(path, context)
  const options: Record<string, object> = {
    date: { dateStyle: 'long' },
    time: { timeStyle: 'short' },
    percent: { style, maximumFractionDigits: 1 },
  }
  return (amount as number).toLocaleString(
    language,
    currency ? { style, currency } : (options[style] ?? { maximumFractionDigits: 2 }),
  )
}
