/** Keeps the book small enough to be written in an instant. */
import type { AskRecord, Book } from './book'
import { DAY } from './clock'

/** At most so many moments are remembered. */
const MOST = 500

/** Whether limits still look at this ask: it was shown, answered, dismissed or withdrawn within the longest span they count. */
const counts = ({ status, displays, settled = 0 }: AskRecord, now: number): boolean =>
  Math.max(status === 'expired' ? 0 : settled, ...displays) > now - 366 * DAY

/**
 * The book with 500 moments at the most. First to go are those whose ask is settled, then the oldest. What limits count
 * stays, and so do ratings, which the gain and the history need.
 */
export function prune(book: Book, now: number): Book {
  const keys = Object.keys(book.moments)
  if (keys.length <= MOST) return book
  const rank = (key: string) => Number(book.asks[key]?.status === 'pending')
  const at = (key: string) => book.moments[key]?.at ?? 0
  const gone = new Set(keys.sort((a, b) => rank(a) - rank(b) || at(a) - at(b)).slice(0, keys.length - MOST))
  const without = <T>(records: Record<string, T>, drop: (key: string, record: T) => boolean) =>
    Object.fromEntries(Object.entries(records).filter(([key, record]) => !drop(key, record)))
  return {
    ...book,
    moments: without(book.moments, (key) => gone.has(key)),
    asks: without(book.asks, (key, ask) => gone.has(key) && !counts(ask, now)),
  }
}
