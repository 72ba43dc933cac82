/** Measured figures in the user's language. */
import type { Metric } from '../playbook/schema'
import { plainText } from '../playbook/text'
import { unisolated } from './rich'

/** Seconds in the unit that reads best. */
const duration = (seconds: number, language: string): string => {
  const [unit, length] = seconds < 60 ? ['second', 1] : seconds < 5400 ? ['minute', 60] : ['hour', 3600]
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(seconds / (length as number))
}

/** A metric's value with its unit, as a placeholder would show it: 0.034 of a percent metric is "3.4%"; 480 of a duration is "8 min". */
export const figure = (value: number, metric: Metric, language: string): string => {
  if (metric.unit === 'duration') return duration(value, language)
  const context = { language, fallback: language, values: { metrics: { value } }, metrics: { value: metric } }
  return unisolated(plainText(`{{metrics.value|${metric.unit}}}`, context))
}
