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

/** How an ask is put off. */
export interface Postponement {
  /** When it comes back, in ms since 1970. Undefined where it was put off too often: it expires. */
  due?: number | undefined
  /** By "Too early to tell". */
  early?: boolean | undefined
}

/** When an ask comes back after "Ask me later". Undefined once `snoozes` are used up. */
export function snoozedUntil(book: Book, playbook: CompiledPlaybook, key: string, now: number): number | undefined {
  const record = book.asks[key]
  if (!record) return undefined
  const { snooze, snoozes } = limitsFor(playbook, record.action)
  return record.snoozes.length < snoozes ? now + snooze : undefined
}

/**
 * "Ask me later", or "Too early to tell": it is due again at `due`, with as long to be answered as at first. Without a time it
 * expires instead, which counts as no dismissal.
 */
export function askPostponed(
  book: Book,
  playbook: CompiledPlaybook,
  key: string,
  { due, early }: Postponement,
  now: number,
): Book {
  const record = book.asks[key]
  if (!record) return book
  const ask = playbook.actions[record.action]?.ask
  const to: Partial<AskRecord> =
    ask && due !== undefined
      ? { status: 'pending', due, expires: due + ask.expires }
      : { status: 'expired', settled: now }
  const noted = early ? { early: [...(record.early ?? []), now] } : { snoozes: [...record.snoozes, now] }
  return change(book, key, { ...to, ...noted }, now)
}

/** "Ask me later", at this time. */
export const askSnoozed = (book: Book, playbook: CompiledPlaybook, key: string, now: number): Book =>
  askPostponed(book, playbook, key, { due: snoozedUntil(book, playbook, key, now) }, now)

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
