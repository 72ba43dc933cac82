/** What happens to an ask, each as a pure change of the book. A key the book does not have changes nothing. */
import { actionOf } from '../moment/action-of'
import { type AskRecord, type Book, type Moment, momentKey } from '../moment/book'
import { momentsOf } from '../moment/result'
import { newAsk } from '../moment/schedule'
import { isOpen } from '../moment/standing'
import { milliseconds } from '../playbook/duration'
import type { Playbook } from '../playbook/schema'
import { dismissedAt } from './dismissal'
import { boundsOf } from './limits'

const change = (book: Book, key: string, step: (record: AskRecord) => Partial<AskRecord>): Book => {
  const record = book.asks[key]
  return record && record.status !== 'answered'
    ? { ...book, asks: { ...book.asks, [key]: { ...record, ...step(record) } } }
    : book
}

/** It was put on a screen: what limits count, written then and not when it is delivered. */
export const askShown = (book: Book, key: string, now: number): Book =>
  change(book, key, ({ displays }) => ({ displays: [...displays, now] }))

/**
 * "Ask me later", or "Too early to tell": due again after `snooze`, with as long to be answered as at first.
 * Once `snoozes` are used up it expires instead, which counts as no dismissal.
 */
export function askSnoozed(book: Book, playbook: Playbook, key: string, now: number): Book {
  return change(book, key, ({ action, snoozes }) => {
    const next = { snoozes: [...snoozes, now], updated: now }
    const ask = actionOf(playbook, action)?.ask
    const bounds = ask && boundsOf(playbook, ask)
    if (!bounds || snoozes.length >= bounds.snoozes) return { ...next, status: 'expired', settled: now, expires: now }
    const due = now + bounds.snooze
    return { ...next, status: 'pending', due, expires: due + milliseconds(ask.expires ?? '14d') }
  })
}

/** "Close" on the question; with `muted`, "Don't ask about this again", which stops every ask of the action. */
export function askDismissed(book: Book, key: string, muted: boolean, now: number): Book {
  const next = change(book, key, () => ({ status: 'dismissed', settled: now }))
  const action = book.asks[key]?.action
  return muted && action !== undefined ? { ...next, muted: { ...next.muted, [action]: now } } : next
}

/** A rating was given, or the figures decided. */
export const askAnswered = (book: Book, key: string, now: number): Book =>
  change(book, key, () => ({ status: 'answered', settled: now }))

/**
 * Settles every ask whose time is over, and says which expired. One that was ignored too often has been dismissed by
 * that: it is settled so, and is not among them.
 */
export function expireAsks(book: Book, playbook: Playbook, now: number): { book: Book; expired: AskRecord[] } {
  const over = Object.values(book.asks).filter(({ status, expires = 1 / 0 }) => status === 'pending' && expires <= now)
  if (!over.length) return { book, expired: [] }
  const settled = over.map((record): AskRecord => {
    const ask = actionOf(playbook, record.action)?.ask
    const ignored = ask && dismissedAt(record, boundsOf(playbook, ask))
    return { ...record, status: ignored === undefined ? 'expired' : 'dismissed', settled: ignored ?? now }
  })
  const asks = { ...book.asks, ...Object.fromEntries(settled.map((record) => [record.moment, record])) }
  return { book: { ...book, asks }, expired: settled.filter(({ status }) => status === 'expired') }
}

/**
 * The vendor's page asks by hand: the ask of this moment, or of the action's latest moment that still has one, is shown
 * past limits and delays, also when it was dismissed. Not when it was answered, cancelled or expired, not when the user
 * said "Don't ask about this again", and not when its `if` does not hold. Holds for half an hour, or until it is shown.
 * An action of which no moment is remembered gets one.
 * @returns the book, and the moment's key; none when there is nothing to ask.
 */
export function askNow(
  book: Book,
  playbook: Playbook,
  actionOrMomentId: string,
  now: number,
): { book: Book; key?: string } {
  const action = actionOf(playbook, actionOrMomentId) && actionOrMomentId
  const remembered = action
    ? Object.values(book.moments).filter((moment) => moment.action === action)
    : momentsOf(book, actionOrMomentId)
  const made: Moment = { id: new Date(now).toISOString(), action: actionOrMomentId, at: now, updated: now }
  const [found] = (remembered.length || !action ? remembered : [made])
    .filter(({ cancelled }) => cancelled === undefined)
    .map((moment) => ({ moment, record: book.asks[momentKey(moment.action, moment.id)] ?? newAsk(moment, now) }))
    .filter(({ record }) => isOpen(record, now) || record.status === 'dismissed')
    .filter(({ record }) => (record.expires ?? 1 / 0) > now && !Object.hasOwn(book.muted, record.action))
    .sort((a, b) => b.moment.at - a.moment.at)
  if (!found) return { book }
  const key = found.record.moment
  return {
    book: {
      ...book,
      moments: { ...book.moments, [key]: found.moment },
      asks: { ...book.asks, [key]: { ...found.record, forced: now } },
    },
    key,
  }
}
