/** Measured figures in the user's language. */
import { currencyFormat } from '../playbook/format'
import type { Metric } from '../playbook/schema'

/** A duration in the unit that reads best. */
const durationUnit = (seconds: number): { unit: string; seconds: number } => {
  if (seconds < 60) return { unit: 'second', seconds: 1 }
  return seconds < 5400 ? { unit: 'minute', seconds: 60 } : { unit: 'hour', seconds: 3600 }
}

/**
 * A metric's value with its unit, as placeholders show it: 0.034 of a percent metric is "3.4%"; 480 of a duration is "8 min".
 * @param digits after the point, at most @default what reads well in that unit
 */
export const formatFigure = (value: number, { unit, currency }: Metric, language: string, digits?: number): string => {
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
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    })
  }
  return format(value, { maximumFractionDigits: 2 })
}
