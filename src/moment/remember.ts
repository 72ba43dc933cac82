/** Writes a moment into the book, with its ask as it should stand. */
import type { CompiledPlaybook } from '../playbook/compiled'
import { type AskRecord, type Book, type Moment, momentKey } from './book'
import { periodMoment, summed } from './digest'
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

/** The book with a track of a `digest` counted in the moment of its period, once for each id. */
function addToDigest(
  book: Book,
  playbook: CompiledPlaybook,
  track: Moment,
  { period, sum }: { period: number; sum: string },
  now: number,
): Book {
  const { action, id, at, cancelled, properties } = track
  const { [momentKey(action, id)]: _, ...moments } = book.moments
  const next = { ...book, moments }
  const whole = periodMoment(book, action, period, at, now)
  // A period that ended more than a period ago is not asked about.
  if (cancelled || whole.digest.to < now - period) return next
  const tracks = { ...whole.digest.tracks, [id]: Number(properties?.[sum]) || 0 }
  return remember(next, playbook, { ...whole, digest: { ...whole.digest, tracks }, updated: now }, now)
}

/**
 * The book with this moment in it, and its ask as it should stand at `now`: a new one, or the one there with its due time
 * brought up to date. A track of a `digest` is counted in the moment of its period instead. Returns the same book if nothing
 * changes.
 */
export function remember(book: Book, playbook: CompiledPlaybook, tracked: Moment, now: number): Book {
  const { action, id, cancelled } = tracked
  const trigger = playbook.actions[action]?.ask.trigger
  if (trigger?.kind === 'digest' && !tracked.digest) return addToDigest(book, playbook, tracked, trigger, now)
  const key = momentKey(action, id)
  const moment = summed(tracked)
  const next = book.moments[key] === moment ? book : { ...book, moments: { ...book.moments, [key]: moment } }
  const record = book.asks[key]
  if (cancelled || (record && isFixed(record, moment, now))) return next
  const schedule = scheduleOf(playbook, moment, now)
  if (!schedule || (record && record.due === schedule.due && record.expires === schedule.expires)) return next
  const ask = { ...(record ?? newAsk(moment, now)), ...schedule, updated: now }
  return { ...next, asks: { ...book.asks, [key]: ask } }
}
