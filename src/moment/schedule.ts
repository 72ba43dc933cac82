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
 * - `judge: "metrics"`: as soon as the figures decide, of a period not before it is over. If they have not by the time the ask
 *   would have expired, it becomes due then, with the same time to be answered, and the user is asked; where there is no
 *   question, it expires.
 *
 * @returns undefined where nothing is to be asked: for an action the playbook does not have
 */
export function scheduleOf(playbook: CompiledPlaybook, moment: Moment, now: number): Schedule | undefined {
  const { at, digest, metrics = {} } = moment
  const action = playbook.actions[moment.action]
  if (!action) return
  const { trigger, expires, judge, question } = action.ask
  const isPeriod = 'period' in trigger
  if (isPeriod && !digest) return undefined
  const life = isPeriod ? Math.min(expires, trigger.period) : expires
  const start = digest ? digest.to : trigger.kind === 'after' ? at + trigger.delay : at
  const isEnough = trigger.kind !== 'digest' || (digest?.sum ?? 0) >= trigger.atLeast
  if (!isEnough) return { due: undefined, expires: start + life }
  if (judge === 'metrics') {
    if (areDecisive(action, metrics)) return until(isPeriod ? Math.max(start, now) : now, life)
    return question === undefined ? { due: undefined, expires: start + life } : until(start + life, life)
  }
  if (trigger.kind !== 'result') return until(start, life)
  return Object.keys(metrics).length > 0 ? until(now, life) : { due: undefined, expires: undefined }
}

const until = (due: number, life: number): Schedule => ({ due, expires: due + life })
