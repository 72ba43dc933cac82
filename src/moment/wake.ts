import type { Playbook } from '../playbook/schema'
import type { Book } from './book'
import { periodAt } from './digest'
import { digestOf, periodOf } from './schedule'
import { isForced } from './standing'

/**
 * The next instant after `now`, in milliseconds since 1970, at which an ask becomes due or expires, or a period of `every`
 * ends; null when there is none.
 */
export function nextEvent(book: Book, playbook: Playbook, now: number): number | null {
  let next = 1 / 0
  for (const key in book.asks) {
    const ask = book.asks[key]
    if (ask?.status !== 'pending') continue
    for (const time of [ask.due, ask.expires]) if (time !== undefined && time > now) next = Math.min(next, time)
  }
  for (const action in playbook.actions) {
    const ask = playbook.actions[action]?.ask
    const period = ask && !digestOf(ask) && periodOf(ask)
    if (period) next = Math.min(next, periodAt(book, period, now).to)
  }
  return next < 1 / 0 ? next : null
}

/**
 * When to look at the book again: 0 when an ask is due, made by hand, or past its time, else the next event; null when
 * nothing is pending. Of an ask that is due but may not be shown `lookAgain` (ask/look-again.ts) knows more.
 */
export const wakeAt = (book: Book, playbook: Playbook, now: number): number | null =>
  Object.values(book.asks).some(
    (ask) =>
      isForced(ask, now) || (ask.status === 'pending' && Math.min(ask.due ?? 1 / 0, ask.expires ?? 1 / 0) <= now),
  )
    ? 0
    : nextEvent(book, playbook, now)
