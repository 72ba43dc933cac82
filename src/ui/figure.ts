/** Measured figures and dates in the user's language. */
import type { Metric } from '../playbook/schema'

/** A metric's value with its unit: 0.034 of a percent metric is "3.4%", 480 of a duration "8 min". */
export const figure = (value: number, metric: Metric | undefined, language: string): string => {
  const format = (number: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 1, ...options }).format(number)
  switch (metric?.unit) {
    case 'percent':
      return format(value, { style: 'percent' })
    case 'currency':
      return metric.currency
        ? format(value, { style: 'currency', currency: metric.currency, maximumFractionDigits: value % 1 ? 2 : 0 })
        : format(value)
    case 'duration': {
      const [unit, seconds] = value < 60 ? ['second', 1] : value < 5400 ? ['minute', 60] : ['hour', 3600]
      return format(value / (seconds as number), { style: 'unit', unit: unit as string, unitDisplay: 'short' })
    }
    default:
      return format(value, { maximumFractionDigits: 2 })
  }
}

/** "3 March". */
export const day = (time: number, language: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long' }).format(time)
