/** Measured figures in the user's language. */
import type { Metric } from './schema'

/** As prices are written: "€240", and "€12.50". */
export const currencyFormat = (value: number, currency: string): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  ...(Number.isInteger(value) && { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
})

/** A duration in the unit that reads best. */
const durationUnit = (seconds: number): { unit: string; seconds: number } => {
  const length = Math.abs(seconds)
  if (length < 60) return { unit: 'second', seconds: 1 }
  if (length < 5400) return { unit: 'minute', seconds: 60 }
  return length < 48 * 3600 ? { unit: 'hour', seconds: 3600 } : { unit: 'day', seconds: 24 * 3600 }
}

/**
 * A metric's value with its unit, as placeholders show it: 0.034 of a percent metric is "3.4%"; 480 of a duration is "8 min".
 * @param digits after the point, at most @default what reads well in that unit
 */
export const formatFigure = (
  value: number,
  { unit, currency }: Pick<Metric, 'unit' | 'currency'>,
  language: string,
  digits?: number,
): string => {
  const format = (amount: number, options: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(language, {
      ...options,
      ...(digits !== undefined && { maximumFractionDigits: digits }),
    }).format(amount)
  if (unit === 'currency' && currency) return format(value, currencyFormat(value, currency))
  if (unit === 'percent') return format(value, { style: 'percent', maximumFractionDigits: 1 })
  if (unit === 'duration') {
    const duration = durationUnit(value)
    return format(value / duration.seconds, {
      style: 'unit',
      unit: duration.unit,
      // A short day is "Tg." in German, and "j" in French.
      unitDisplay: duration.unit === 'day' ? 'long' : 'short',
      maximumFractionDigits: 1,
    })
  }
  return format(value, { maximumFractionDigits: 2 })
}
