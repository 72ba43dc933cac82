/** Measured figures in the user's language. */
import type { Metric } from '../playbook/schema'

/** A metric's value with its unit, as placeholders show it: 0.034 of a percent metric is "3.4%"; 480 of a duration is "8 min". */
export const figure = (value: number, { unit, currency }: Metric, language: string): string => {
  const money = unit === 'currency' && currency
  const lasts = unit === 'duration'
  // Seconds in the unit that reads best.
  const [span, length] = value < 60 ? ['second', 1] : value < 5400 ? ['minute', 60] : (['hour', 3600] as const)
  return new Intl.NumberFormat(language, {
    style: money ? 'currency' : lasts ? 'unit' : unit === 'percent' ? unit : 'decimal',
    currency,
    unit: span,
    unitDisplay: 'short',
    maximumFractionDigits: money ? undefined : unit === 'percent' || lasts ? 1 : 2,
  }).format(lasts ? value / length : value)
}
