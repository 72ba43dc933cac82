/** When a moment is asked about: the four triggers of CONTRACT 3, and `judge: "metrics"`. */
import { matches } from '../playbook/condition'
import { milliseconds } from '../playbook/duration'
import type { Action, Ask, Playbook } from '../playbook/schema'
import { actionOf } from './action-of'
import type { Moment } from './book'

export interface Schedule {
  /** Absent while a result, or a digest's sum, is missing. */
  due?: number | undefined
  expires?: number | undefined
}

interface Trigger {
  after?: string
  every?: string
  sum?: string
  atLeast?: number
  on?: 'result'
}

/** The trigger, flat: `every` with `sum` and `atLeast` is a digest; none of them waits for a result. */
export const triggerOf = ({ when = { after: '3d' } }: Ask): Trigger => ('digest' in when ? when.digest : when)

/** Whether the figures decide the band: every metric with conditions has a value, or one is missed already. */
const decided = (action: Action, figures: Record<string, number> = {}): boolean => {
  const judged = Object.entries(action.metrics ?? {}).filter(([, metric]) => metric.reached || metric.missed)
  const known = judged.filter(([name]) => name in figures)
  const missed = known.some(([name, { missed }]) => missed && matches({ value: missed }, { value: figures[name] }))
  return missed || (known.length > 0 && known.length === judged.length)
}

/**
 * When this moment's ask becomes due and when it expires, as far as it can be known at `now`.
 * - `after`: that long after the moment.
 * - `on: "result"`: as soon as there are metrics.
 * - `every`, `digest`: at the end of the period; a digest only with a sum of at least `atLeast`. The ask expires at the
 *   latest when the next period ends, so that two of them never compete.
 * - `judge: "metrics"`: as soon as the figures decide. If they have not by the time the ask would have expired, it
 *   becomes due then, with the same time to be answered, and the user is asked.
 *
 * @returns undefined where nothing is to be asked: for an action the playbook does not have, and for a track of an `every`
 * action, whose period is asked about.
 */
export function dueOf(playbook: Playbook, moment: Moment, now: number): Schedule | undefined {
  const { at, digest, metrics } = moment
  const action = actionOf(playbook, moment.action)
  if (!action) return
  const { ask } = action
  const { after, every, atLeast = 0 } = triggerOf(ask)
  const life = milliseconds(ask.expires ?? '14d')
  if (every)
    return (
      digest && {
        due: digest.sum < atLeast ? undefined : digest.to,
        expires: digest.to + Math.min(life, milliseconds(every)),
      }
    )
  const start = at + milliseconds(after ?? '0s')
  const judged = ask.judge === 'metrics'
  const known = judged ? decided(action, metrics) : !after && Object.keys(metrics ?? {}).length
  const due = known ? now : judged ? start + life : after ? start : undefined
  return { due, expires: due && due + life }
}
