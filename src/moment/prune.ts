/** Keeps the book small enough to be written in an instant. */
import type { Book } from './book'

/** At most so many moments are remembered. */
const MOST = 500

/**
 * The book with 500 moments at the most. First to go are those whose ask is settled, then the oldest. Asks that were shown
 * stay, since limits count them, and so do ratings, which the gain and the history need.
 */
export function prune(book: Book): Book {
  const kept = Object.entries(book.moments)
  if (kept.length <= MOST) return book
  const asks = { ...book.asks }
  const settled = (key: string) => Number(asks[key]?.status !== 'pending')
  kept.sort(([a, { at }], [b, other]) => settled(a) - settled(b) || other.at - at)
  for (const [key] of kept.splice(MOST)) if (!asks[key]?.displays.length) delete asks[key]
  return { ...book, moments: Object.fromEntries(kept), asks }
}
