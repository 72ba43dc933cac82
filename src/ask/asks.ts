/** What happens to an ask, each as a pure change of the book. A key the book does not have changes nothing. */
import { actionOf } from '../moment/action-of'
import { type AskRecord, type Book, momentKey } from '../moment/book'
import { update } from '../moment/records'
import { newAsk } from '../moment/remember'
import { milliseconds } from '../playbook/duration'
import type { Playbook } from '../playbook/schema'
import { overReason } from './eligible'
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
  const by = actionOf(playbook, actionOrMomentId) ? 'action' : 'id'
  const found = Object.values(book.moments).filter((moment) => moment[by] === actionOrMomentId)
  if (by === 'action' && !found.length)
    found.push({ id: new Date(now).toISOString(), action: actionOrMomentId, at: now, updated: now })
  for (const moment of found.sort((a, b) => b.at - a.at)) {
    const key = momentKey(moment.action, moment.id)
    const record = { ...(book.asks[key] ?? newAsk(moment, now)), forced: now, updated: now }
    if (overReason(record, moment, { playbook, book, now })) continue
    const next = { ...book, moments: { ...book.moments, [key]: moment }, asks: { ...book.asks, [key]: record } }
    return { book: next, key }
  }
  return { book }
}
