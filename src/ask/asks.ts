/** What happens to an ask, each as a pure change of the book. A key the book does not have changes nothing. */
import { actionOf } from '../moment/action-of'
import type { AskRecord, Book } from '../moment/book'
import { update } from '../moment/records'
import { milliseconds } from '../playbook/duration'
import type { Playbook } from '../playbook/schema'
import { boundsOf } from './limits'

/** An answer is the last word. */
const change = (book: Book, key: string, to: Partial<AskRecord>, now: number): Book =>
  book.asks[key]?.status === 'answered' ? book : update(book, 'asks', key, to, now)

/** It was put on a screen: what limits count, written then and not when it is delivered. */
export const askShown = (book: Book, key: string, now: number): Book =>
  change(book, key, { displays: [...(book.asks[key]?.displays ?? []), now] }, 0)

/**
 * "Ask me later", or "Too early to tell": due again after `snooze`, with as long to be answered as at first.
 * Once `snoozes` are used up it expires instead, which counts as no dismissal.
 */
export function askSnoozed(book: Book, playbook: Playbook, key: string, now: number): Book {
  const { action = '', snoozes = [] } = book.asks[key] ?? {}
  const ask = actionOf(playbook, action)?.ask
  const bounds = boundsOf(playbook, action)
  const due = now + bounds.snooze
  const to: Partial<AskRecord> =
    snoozes.length < bounds.snoozes
      ? { status: 'pending', due, expires: due + milliseconds(ask?.expires ?? '14d') }
      : { status: 'expired', settled: now }
  return change(book, key, { ...to, snoozes: [...snoozes, now] }, now)
}

/** "Close" on the question; with `muted`, "Don't ask about this again", which stops every ask of the action. */
export function askDismissed(book: Book, key: string, muted: boolean, now: number): Book {
  const next = change(book, key, { status: 'dismissed', settled: now }, now)
  const action = book.asks[key]?.action
  return muted && action ? { ...next, muted: { ...next.muted, [action]: now } } : next
}

/** A rating was given, or the figures decided. */
export const askAnswered = (book: Book, key: string, now: number): Book =>
  change(book, key, { status: 'answered', settled: now }, now)

/** Settles every ask whose time is over, and says which they are. Limits count one that was ignored too often as dismissed. */
export function expireAsks(book: Book, now: number): { book: Book; expired: AskRecord[] } {
  const expired = Object.values(book.asks).filter(
    ({ status, expires = 1 / 0 }) => status === 'pending' && expires <= now,
  )
  const settle = (next: Book, { moment }: AskRecord) => change(next, moment, { status: 'expired', settled: now }, 0)
  return { book: expired.reduce(settle, book), expired }
}
