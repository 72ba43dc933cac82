/** Formats a placeholder's value for a language. */
import { currencyFormat, formatFigure } from './figure'
import { inLanguage } from './language'
import { reach } from './plain'
import type { Metric } from './schema'
import { abridge } from './shorten'
import { readTime } from './time'

export interface FormatContext {
  /** BCP 47 tag of the text, and of the numbers and dates in it. */
  language: string
  /** The playbook's first language, for texts that lack the wanted one. */
  fallback: string
  /** What placeholders stand for, by root. A value that is a Text itself is shown in the same language. */
  values: Record<string, unknown>
  /** The metrics of the moment's action. A figure without a format is shown in its unit, and `currency` takes its own from them. */
  metrics?: Record<string, Pick<Metric, 'unit' | 'currency'>>
  /** How much of each value is shown, in characters. @default all of it */
  longest?: number | undefined
  /** When it is read, in ms since 1970: a date of that year is shown without the year. @default no date is */
  now?: number | undefined
}

export const FORMATS = ['date', 'time', 'number', 'percent', 'currency']

/** Times in milliseconds. They are shown as dates, unless another format is given. */
const TIMES = /^(moment\.at|digest\.(from|to)|gain\.(.+\.)?since)$/

/** Bidirectional controls and lone surrogates. A value with them could change the direction of the text around it. */
const UNSAFE_CHARACTERS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu

const clean = (text: string): string => text.replace(UNSAFE_CHARACTERS, '').replace(/\s+/g, ' ').trim()

/** The name of the metric that a path shows a figure of. Plain `gain.from` is of the action's first metric. */
const metricIn = (path: string, metrics: NonNullable<FormatContext['metrics']>): string | undefined => {
  const [, gained] = /^gain\.(.+)\.(?:from|to|change)$/.exec(path) ?? []
  if (gained !== undefined) return gained
  if (/^gain\.(from|to|change)$/.test(path)) return Object.keys(metrics)[0]
  return path.startsWith('metrics.') ? path.slice('metrics.'.length) : undefined
}

const metricAt = (path: string, { metrics = {} }: FormatContext): Pick<Metric, 'unit' | 'currency'> | undefined => {
  const name = metricIn(path, metrics)
  return name !== undefined && Object.hasOwn(metrics, name) ? metrics[name] : undefined
}

/** The currency of the metric that is shown, else of any other metric: a sum over several moments has no metric of its own. */
const currencyOf = (path: string, context: FormatContext): string | undefined =>
  [metricAt(path, context), ...Object.values(context.metrics ?? {})].find((metric) => metric?.currency)?.currency

const STARTS_WITH_DATE = /^\d{4}-\d\d-\d\d/

const formatDate = (date: Date, format: 'date' | 'time', { language, now }: FormatContext): string | undefined => {
  if (Number.isNaN(date.getTime())) return undefined
  if (format === 'time') return date.toLocaleString(language, { timeStyle: 'short' })
  // Of this year, nobody says the year.
  const isThisYear = now !== undefined && date.getFullYear() === new Date(now).getFullYear()
  return date.toLocaleString(language, isThisYear ? { day: 'numeric', month: 'long' } : { dateStyle: 'long' })
}

const formatNumber = (
  value: number,
  format: string | undefined,
  path: string,
  context: FormatContext,
): string | undefined => {
  if (!Number.isFinite(value)) return undefined
  const { language } = context
  const metric = metricAt(path, context)
  if (!format) return metric ? formatFigure(value, metric, language) : String(value)
  if (format === 'percent') return value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 })
  const currency = format === 'currency' ? currencyOf(path, context) : undefined
  return value.toLocaleString(language, currency ? currencyFormat(value, currency) : { maximumFractionDigits: 2 })
}

/**
 * The value at a path, formatted. A value that does not fit its format is shown as it is.
 * @returns undefined where there is nothing to show
 */
export const formatted = (
  { path, format }: { path: string; format?: string | undefined },
  context: FormatContext,
): string | undefined => {
  const { language, fallback, values, longest = Infinity } = context
  const value = inLanguage(reach(values, path)[0], language, fallback)
  const style = format ?? (TIMES.test(path) ? 'date' : undefined)
  const isDate = typeof value === 'number' || (typeof value === 'string' && STARTS_WITH_DATE.test(value))
  if (isDate && (style === 'date' || style === 'time')) return formatDate(readTime(value), style, context)
  if (typeof value === 'number') return formatNumber(value, style, path, context)
  if (typeof value !== 'string' && typeof value !== 'boolean') return undefined
  return abridge(clean(String(value)), longest) || undefined
}
