import type { Metric } from '../../src/playbook/schema'

/** A measured figure as the product shows it, in the unit its playbook declares; a dash where there is none yet. */
export function figure(value: number | undefined, { unit, currency = 'USD' }: Partial<Metric> = {}): string {
  if (value === undefined) return '–'
  switch (unit) {
    case 'percent':
      return `${(value * 100).toFixed(1)}%`
    case 'currency':
      return value.toLocaleString('en', { style: 'currency', currency, maximumFractionDigits: 0 })
    case 'duration': {
      const minutes = Math.round(value / 60)
      return [minutes >= 60 && `${Math.floor(minutes / 60)} h`, minutes % 60 && `${minutes % 60} min`]
        .filter(Boolean)
        .join(' ')
    }
    default:
      return value.toLocaleString('en')
  }
}
