/** What happens to an ask, each as a pure change of the book. A key that the book does not have changes nothing. */
import type { AskRecord, Book } from '../moment/book'
import { update } from '../moment/records'
import { type CompiledPlaybook, limitsFor } from '../playbook/compiled'

/** An answered ask never changes. */
const change = (book: Book, key: string, to: Partial<AskRecord>, now: number): Book =>
  book.asks[key]?.status === 'answered' ? book : update(book, 'asks', key, to, now)

/** It was shown. Limits count this time, not the time when the event is delivered. */
export const askShown = (book: Book, key: string, now: number): Book =>
  change(book, key, { displays: [...(book.asks[key]?.displays ?? []), now] }, 0)

/**
 * "Ask me later", or "Too early to tell": it is due again after `snooze`, with as long to be answered as at first. Once
 * `snoozes` are used up it expires instead, which counts as no dismissal.
 */
export function askSnoozed(book: Book, playbook: CompiledPlaybook, key: string, now: number): Book {
  const record = book.asks[key]
  if (!record) return book
  const { action, snoozes } = record
  const limits = limitsFor(playbook, action)
  const ask = playbook.actions[action]?.ask
  const due = now + limits.snooze
  const to: Partial<AskRecord> =
    ask && snoozes.length < limits.snoozes
      ? { status: 'pending', due, expires: due + ask.expires }
      : { status: 'expired', settled: now }
  return change(book, key, { ...to, snoozes: [...snoozes, now] }, now)
}

/** The question was closed. `muted`: with "Don't ask about this again", which stops every ask of the action. */
export function askDismissed(book: Book, key: string, muted: boolean, now: number): Book {
  const next = change(book, key, { status: 'dismissed', settled: now }, now)
  const action = book.asks[key]?.action
  return muted && action ? { ...next, muted: { ...next.muted, [action]: now } } : next
}

/** A rating was given, or the figures decided. */
export const askAnswered = (book: Book, key: string, now: number): Book =>
  change(book, key, { status: 'answered', settled: now }, now)

/** Settles every ask whose time is over, and returns those asks. Limits count one that was ignored too often as dismissed. */
export function expireAsks(book: Book, now: number): { book: Book; expired: AskRecord[] } {
  const expired = Object.values(book.asks).filter(
    ({ status, expires = Infinity }) => status === 'pending' && expires <= now,
  )
  const settle = (next: Book, { moment }: AskRecord) => change(next, moment, { status: 'expired', settled: now }, 0)
  return { book: expired.reduce(settle, book), expired }
}
