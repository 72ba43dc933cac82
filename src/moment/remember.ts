/** Writing a moment down, with its ask as it should stand. */
import { milliseconds } from '../playbook/duration'
import type { Playbook } from '../playbook/schema'
import { actionOf } from './action-of'
import { type AskRecord, type Book, type Moment, momentKey, type Period } from './book'
import { periodMoment, summed } from './digest'
import { dueOf, triggerOf } from './schedule'

/** An ask about this moment that nothing has happened to. */
export const newAsk = ({ action, id }: Pick<Moment, 'action' | 'id'>, now: number): AskRecord => ({
  moment: momentKey(action, id),
  action,
  status: 'pending',
  displays: [],
  snoozes: [],
  updated: now,
})

/**
 * Whether the ask's schedule stays as it is: it is settled, or has a due time and is due or was shown. A moment is asked
 * about once. A period that is due stays only while its sum does.
 */
const stays = ({ status, due, displays, snoozes }: AskRecord, { digest }: Moment, now: number): unknown =>
  status !== 'pending' || (due && (displays[0] || snoozes[0] || (!digest && due <= now)))

/**
 * The book with this moment in it and its ask as it should stand at `now`: a new one, or the one there with its due time
 * brought up to date. A track of a `digest` joins the moment of its period instead, once for each id; one of a period
 * longer over than a period is left out. Nothing changes where all is as it should be.
 */
export function remember(book: Book, playbook: Playbook, told: Moment, now: number): Book {
  const { action, id, at, cancelled, properties } = told
  const key = momentKey(action, id)
  const ask = actionOf(playbook, action)?.ask
  const { every = '', sum = '' } = ask ? triggerOf(ask) : {}
  if (sum && !told.digest) {
    const { [key]: _, ...moments } = book.moments
    const period = milliseconds(every)
    const whole = periodMoment(book, action, period, at, now)
    const digest = whole.digest as Period
    const tracks = { ...digest.tracks, [id]: Number(properties?.[sum]) || 0 }
    const next = { ...book, moments }
    return cancelled || digest.to < now - period
      ? next
      : remember(next, playbook, { ...whole, digest: { ...digest, tracks }, updated: now }, now)
  }
  const moment = summed(told)
  const next = book.moments[key] === moment ? book : { ...book, moments: { ...book.moments, [key]: moment } }
  const record = book.asks[key]
  if (cancelled || (record && stays(record, moment, now))) return next
  const times = dueOf(playbook, moment, now)
  if (!times || (record && record.due === times.due && record.expires === times.expires)) return next
  return { ...next, asks: { ...book.asks, [key]: { ...(record ?? newAsk(moment, now)), ...times, updated: now } } }
}
