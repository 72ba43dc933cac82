/** What measured figures say of a result, by the conditions the playbook puts on its metrics. */
import { matches } from '../playbook/condition'
import type { Action, Band, Condition, Metric } from '../playbook/schema'

const holds = (condition: Condition | undefined, value: number): boolean =>
  !!condition && matches({ value: condition }, { value })

/** The band of one figure: `missed` before `reached`, `partly` where neither condition holds. */
export const figureBand = ({ missed, reached }: Metric, value: number): Band =>
  holds(missed, value) ? 'missed' : holds(reached, value) ? 'reached' : 'partly'

/** Which band of several figures is the whole result's. */
const ORDER = ['missed', 'open', 'partly', 'reached'] as const

/**
 * The band the measured figures give (CONTRACT 3, `judge`): any `missed` gives `missed`, all `reached` give `reached`, otherwise `partly`.
 * A metric with a `missed` condition only can spoil a result, not make one.
 * @returns undefined while it is open: no metric has conditions, or one is still without a value and none is missed yet.
 */
export const measuredBand = (action: Action, figures: Record<string, number> = {}): Band | undefined => {
  const said = Object.entries(action.metrics ?? {}).flatMap(([name, metric]) => {
    const figure = figures[name]
    if (!metric.reached && !metric.missed) return []
    const band = figure === undefined ? 'open' : figureBand(metric, figure)
    return band === 'partly' && !metric.reached ? 'unspoilt' : band
  })
  const [worst = 'partly'] = ORDER.filter((band) => said.includes(band))
  return worst === 'open' || !said.length ? undefined : worst
}
