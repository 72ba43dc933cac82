/** When a moment is asked about, by the ask's trigger and `judge: "metrics"`. */
import type { CompiledAction, CompiledPlaybook } from '../playbook/compiled'
import type { Moment } from './book'

export interface Schedule {
  /** Absent while a result, or a digest's sum, is missing. */
  due?: number | undefined
  expires?: number | undefined
}

/** Whether the figures decide the band: every metric with conditions has a value, or one is missed already. */
const areDecisive = ({ metrics }: CompiledAction, figures: Record<string, number>): boolean => {
  const judged = Object.entries(metrics).filter(([, { isReached, isMissed }]) => isReached ?? isMissed)
  const known = judged.flatMap(([name, metric]) => {
    const figure = figures[name]
    return figure === undefined ? [] : [{ metric, figure }]
  })
  const missed = known.some(({ metric, figure }) => metric.isMissed?.(figure))
  return missed || (known.length > 0 && known.length === judged.length)
}

/**
 * When a moment's ask becomes due and when it expires, as far as that is known at `now`.
 * - `after`: that long after the moment.
 * - `on: "result"`: as soon as there are metrics.
 * - `every`, `digest`: at the end of the period; a digest only with a sum of at least `atLeast`. The ask expires when the next
 *   period ends, at the latest, so that two of them never compete.
 * - `judge: "metrics"`: as soon as the figures decide. If they have not by the time the ask would have expired, it becomes due
 *   then, with the same time to be answered, and the user is asked.
 *
 * @returns undefined where nothing is to be asked: for an action the playbook does not have, and for a track of an `every`
 * action, whose period is asked about instead
 */
export function scheduleOf(playbook: CompiledPlaybook, moment: Moment, now: number): Schedule | undefined {
  const { at, digest, metrics = {} } = moment
  const action = playbook.actions[moment.action]
  if (!action) return
  const { trigger, expires: life, judge } = action.ask
  if (trigger.kind === 'every' || trigger.kind === 'digest') {
    if (!digest) return
    const isEnough = trigger.kind === 'every' || digest.sum >= trigger.atLeast
    return { due: isEnough ? digest.to : undefined, expires: digest.to + Math.min(life, trigger.period) }
  }
  const start = trigger.kind === 'after' ? at + trigger.delay : at
  const dueAt = (): number | undefined => {
    if (judge === 'metrics') return areDecisive(action, metrics) ? now : start + life
    if (trigger.kind === 'after') return start
    return Object.keys(metrics).length > 0 ? now : undefined
  }
  const due = dueAt()
  return { due, expires: due === undefined ? undefined : due + life }
}
