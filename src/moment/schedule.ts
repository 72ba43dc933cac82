/** When a moment is asked about: the four triggers of CONTRACT 3, and `judge: "metrics"`. */
import { matches } from '../playbook/condition'
import { milliseconds } from '../playbook/duration'
import type { Action, Ask, Playbook, When } from '../playbook/schema'
import { actionOf } from './action-of'
import { type AskRecord, type Book, type Moment, momentKey } from './book'

export interface Schedule {
  /** Absent while a result, or a digest's sum, is missing. */
  due?: number
  expires?: number
}

const triggerOf = (ask: Ask): When => ask.when ?? { after: '3d' }

/** The period of `every` and `digest` in milliseconds; undefined for the other triggers. */
export const periodOf = (ask: Ask): number | undefined => {
  const when = triggerOf(ask)
  const period = 'every' in when ? when.every : 'digest' in when ? when.digest.every : undefined
  return period === undefined ? undefined : milliseconds(period)
}

/** The least sum a digest is asked about, and the property it sums; undefined for the other triggers. */
export const digestOf = (ask: Ask): { sum: string; atLeast: number } | undefined => {
  const when = triggerOf(ask)
  return 'digest' in when ? when.digest : undefined
}

/** Whether the figures decide the band: every metric with conditions has a value, or one is missed already. */
const decided = (action: Action, metrics: Record<string, number> = {}): boolean => {
  const judged = Object.entries(action.metrics ?? {}).filter(([, metric]) => metric.reached || metric.missed)
  const known = judged.filter(([name]) => typeof metrics[name] === 'number')
  return (
    known.length > 0 &&
    (known.length === judged.length ||
      known.some(([name, { missed }]) => missed && matches({ value: missed }, { value: metrics[name] })))
  )
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
 * Empty for an action the playbook does not have, and for a track of an `every` or `digest` action: the period is asked about.
 */
export function dueOf(playbook: Playbook, moment: Moment, now: number): Schedule {
  const action = actionOf(playbook, moment.action)
  if (!action) return {}
  const { ask } = action
  const life = milliseconds(ask.expires ?? '14d')
  const period = periodOf(ask)
  if (period) {
    if (!moment.digest) return {}
    const due = moment.digest.to
    const expires = due + Math.min(life, period)
    return moment.digest.sum < (digestOf(ask)?.atLeast ?? 0) ? { expires } : { due, expires }
  }
  const when = triggerOf(ask)
  const delay = 'after' in when ? milliseconds(when.after) : undefined
  let due = delay === undefined ? undefined : moment.at + delay
  if (ask.judge === 'metrics') due = decided(action, moment.metrics) ? now : (due ?? moment.at) + life
  else if (delay === undefined && Object.keys(moment.metrics ?? {}).length) due = now
  return due === undefined ? {} : { due, expires: due + life }
}

/** An ask about this moment that nothing has happened to. */
export const newAsk = ({ action, id }: Moment, now: number): AskRecord => ({
  moment: momentKey(action, id),
  action,
  status: 'pending',
  displays: [],
  snoozes: [],
  updated: now,
})

const wasShown = ({ displays, snoozes }: AskRecord): boolean => displays.length + snoozes.length > 0

/**
 * The book with this moment's ask as it should stand at `now`: a new one, or the one there with its due time brought up
 * to date. An ask that is settled, or has a due time and is due or was shown, stays as it is: a moment is asked about once.
 */
export function schedule(book: Book, playbook: Playbook, moment: Moment, now: number): Book {
  const key = momentKey(moment.action, moment.id)
  const record = book.asks[key]
  const action = actionOf(playbook, moment.action)
  if (!action || moment.cancelled !== undefined || (periodOf(action.ask) && !moment.digest)) return book
  if (record && (record.status !== 'pending' || (record.due !== undefined && (wasShown(record) || record.due <= now))))
    return book
  const { due, expires } = dueOf(playbook, moment, now)
  if (record && record.due === due && record.expires === expires) return book
  const { due: _, expires: __, ...rest } = record ?? newAsk(moment, now)
  const next: AskRecord = {
    ...rest,
    ...(due !== undefined && { due }),
    ...(expires !== undefined && { expires }),
    updated: now,
  }
  return { ...book, asks: { ...book.asks, [key]: next } }
}

/** The book with this moment written down and its ask scheduled. */
export const remember = (book: Book, playbook: Playbook, moment: Moment, now: number): Book =>
  schedule(
    { ...book, moments: { ...book.moments, [momentKey(moment.action, moment.id)]: moment } },
    playbook,
    moment,
    now,
  )
