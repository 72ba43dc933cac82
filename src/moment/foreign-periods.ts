/**
 * Periods that are not this user's own: the vendor's server reported figures for a week of its calendar, or another device
 * counted from another start before it heard of this one. What they hold moves to the periods it falls into.
 */
import type { CompiledPlaybook } from '../playbook/compiled'
import { type AskRecord, type Book, momentKey } from './book'
import { isPeriodMoment, type PeriodMoment, periodLength, periodMoment, startOf } from './digest'
import { partsOf, withPart } from './period-figures'

/** Whether the user was asked about it, or left it: then it stays as it was. */
const isTold = (ask: AskRecord | undefined): boolean => !!ask && (ask.status !== 'pending' || ask.displays.length > 0)

/** The book with all that a period holds in the periods that are the user's own. */
function movePeriod(book: Book, period: PeriodMoment, length: number, now: number): Book {
  const { action, id, digest, goal, goalText, updated } = period
  const key = momentKey(action, id)
  const { [key]: _moment, ...moments } = book.moments
  const { [key]: _ask, ...asks } = book.asks
  let next: Book = { ...book, moments, asks }
  const change = (time: number, changed: (own: PeriodMoment) => PeriodMoment): void => {
    const own = periodMoment(next, action, length, time, now)
    next = { ...next, moments: { ...next.moments, [momentKey(action, own.id)]: changed(own) } }
  }
  for (const { at, part } of partsOf(digest)) change(at, (own) => ({ ...own, digest: withPart(own.digest, part) }))
  if (goal) change((digest.from + digest.to) / 2, (own) => (own.goal ? own : { ...own, goal, goalText, updated }))
  return next
}

/** The book with nothing left in periods that are not the user's own, unless they were asked about. */
export function adoptPeriods(book: Book, playbook: CompiledPlaybook, now: number): Book {
  let next = book
  for (const [key, moment] of Object.entries(book.moments)) {
    if (!isPeriodMoment(moment) || moment.cancelled || isTold(book.asks[key])) continue
    const length = periodLength(playbook, moment.action)
    if (length === undefined) continue
    const { from, to } = moment.digest
    const isOwn = to - from === length && (from - startOf(book, moment.action)) % length === 0
    if (!isOwn) next = movePeriod(next, moment, length, now)
  }
  return next
}
