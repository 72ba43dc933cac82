/** What measured figures say about a result, by the conditions that the playbook puts on its metrics. */
import type { CompiledAction, CompiledMetric } from '../playbook/compiled'
import type { Band } from '../playbook/schema'

/** The band of one figure: `missed` goes before `reached`, and neither of them is `partly`. */
export const figureBand = ({ isMissed, isReached }: CompiledMetric, value: number): Band => {
  if (isMissed?.(value)) return 'missed'
  return isReached?.(value) ? 'reached' : 'partly'
}

/** What one metric says. `open`: it has no figure yet. `not-missed`: it has a `missed` condition only, so it can't be reached. */
type MetricBand = Band | 'open' | 'not-missed'

const metricBand = (metric: CompiledMetric, figure: number | undefined): MetricBand => {
  if (figure === undefined) return 'open'
  const band = figureBand(metric, figure)
  return band === 'partly' && !metric.isReached ? 'not-missed' : band
}

/**
 * The band that the measured figures give: `missed` if any is missed, `reached` if all are reached, otherwise `partly`. A
 * metric with only a `missed` condition can make a result missed, but not reached.
 * @returns undefined while it is open: no metric has conditions, or one has no value yet and none is missed
 */
export const measuredBand = (
  { metrics }: Pick<CompiledAction, 'metrics'>,
  figures: Record<string, number> = {},
): Band | undefined => {
  const bands = Object.entries(metrics)
    .filter(([, { isReached, isMissed }]) => isReached ?? isMissed)
    .map(([name, metric]) => metricBand(metric, figures[name]))
  if (bands.includes('missed')) return 'missed'
  if (bands.length === 0 || bands.includes('open')) return undefined
  return bands.includes('partly') || !bands.includes('reached') ? 'partly' : 'reached'
}
