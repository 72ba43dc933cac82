/** Writes a moment into the book, with its ask as it should stand. */
import type { CompiledPlaybook } from '../playbook/compiled'
import { type AskRecord, type Book, type Moment, momentKey } from './book'
import { periodLength, periodMoment } from './digest'
import { summed, withTrack } from './period-figures'
import { scheduleOf } from './schedule'

/** A new ask about this moment. */
export const newAsk = ({ action, id }: Pick<Moment, 'action' | 'id'>, now: number): AskRecord => ({
  moment: momentKey(action, id),
  action,
  status: 'pending',
  displays: [],
  snoozes: [],
  updated: now,
})

/**
 * Whether the ask's schedule stays as it is: it is settled, or it was shown, or it is due. A moment is asked about once. The
 * schedule of a period follows its sum until it is shown.
 */
const isFixed = ({ status, due, displays, snoozes }: AskRecord, { digest }: Moment, now: number): boolean => {
  if (status !== 'pending') return true
  if (due === undefined) return false
  return displays.length > 0 || snoozes.length > 0 || (!digest && due <= now)
}

/** The book with a track counted in the moment of its period, once for each id; with its goal, which is the period's. */
function addToPeriod(book: Book, playbook: CompiledPlaybook, track: Moment, length: number, now: number): Book {
  const { action, id, at, goal, goalText } = track
  const { [momentKey(action, id)]: _, ...moments } = book.moments
  const next = { ...book, moments }
  const period = periodMoment(book, action, length, at, now)
  const isKnown = book.moments[momentKey(action, period.id)] !== undefined
  // A period that ended more than a period ago is not asked about.
  if (period.digest.to < now - length || (track.cancelled && !isKnown)) return next
  const trigger = playbook.actions[action]?.ask.trigger
  const digest = withTrack(period.digest, track, trigger?.kind === 'digest' ? trigger.sum : undefined)
  const updated = Math.max(period.updated, track.updated)
  return remember(next, playbook, { ...period, ...(goal && { goal, goalText }), digest, updated }, now)
}

/**
 * The book with this moment in it, and its ask as it should stand at `now`: a new one, or the one there with its due time
 * brought up to date. A track of an action with `every` or `digest` is counted in the moment of its period instead. Returns
 * the same book if nothing changes.
 */
export function remember(book: Book, playbook: CompiledPlaybook, tracked: Moment, now: number): Book {
  const { action, id, cancelled } = tracked
  const length = periodLength(playbook, action)
  // One that another event only mentions is no track.
  if (length !== undefined && !tracked.digest && tracked.updated)
    return addToPeriod(book, playbook, tracked, length, now)
  const key = momentKey(action, id)
  const moment = summed(tracked, playbook.actions[action])
  const next = book.moments[key] === moment ? book : { ...book, moments: { ...book.moments, [key]: moment } }
  const record = book.asks[key]
  if (cancelled || (record && isFixed(record, moment, now))) return next
  const schedule = scheduleOf(playbook, moment, now)
  // A period that nobody here knew of, and that is over for good.
  if (!record && moment.digest && schedule?.expires !== undefined && schedule.expires <= now) return next
  if (!schedule || (record && record.due === schedule.due && record.expires === schedule.expires)) return next
  const ask = { ...(record ?? newAsk(moment, now)), ...schedule, updated: now }
  return { ...next, asks: { ...book.asks, [key]: ask } }
}
