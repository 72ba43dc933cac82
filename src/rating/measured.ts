/** What measured figures say of a result, by the conditions the playbook puts on its metrics. */
import { matches } from '../playbook/condition'
import type { Action, Band, Condition, Metric } from '../playbook/schema'

const holds = (condition: Condition | undefined, value: number): boolean =>
  condition !== undefined && matches({ value: condition }, { value })

/** The band of one figure: `missed` before `reached`, `partly` where neither condition holds. */
export const figureBand = (metric: Metric, value: number): Band =>
  holds(metric.missed, value) ? 'missed' : holds(metric.reached, value) ? 'reached' : 'partly'

/**
 * The band the measured figures give (CONTRACT 3, `judge`): any `missed` gives `missed`, all `reached` give `reached`, otherwise `partly`.
 * A metric with a `missed` condition only can spoil a result, not make one.
 * @returns undefined while it is open: no metric has conditions, or one is still without a value and none is missed yet.
 */
export const measuredBand = (action: Action, metrics: Record<string, number> = {}): Band | undefined => {
  const judged = Object.entries(action.metrics ?? {}).filter(([, metric]) => metric.reached || metric.missed)
  const bands = judged.map(([name, metric]) => {
    const value = metrics[name]
    return typeof value === 'number' ? figureBand(metric, value) : undefined
  })
  if (bands.includes('missed')) return 'missed'
  if (!bands.length || bands.includes(undefined)) return undefined
  const aims = bands.filter((_, index) => judged[index]?.[1].reached)
  return aims.length && aims.every((band) => band === 'reached') ? 'reached' : 'partly'
}
