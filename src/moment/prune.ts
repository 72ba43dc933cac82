/** Keeps the book small enough to be written quickly. */
import type { Book } from './book'

const MAX_MOMENTS = 500

/**
 * The book with at most 500 moments. Moments whose ask is settled go first, then the oldest. Asks that were shown stay, since
 * limits count them, and so do ratings, which the gain and the history need.
 */
export function prune(book: Book): Book {
  const kept = Object.entries(book.moments)
  if (kept.length <= MAX_MOMENTS) return book
  const asks = { ...book.asks }
  const isSettled = (key: string) => Number(asks[key]?.status !== 'pending')
  kept.sort(([a, { at }], [b, other]) => isSettled(a) - isSettled(b) || other.at - at)
  for (const [key] of kept.splice(MAX_MOMENTS)) if (!asks[key]?.displays.length) delete asks[key]
  return { ...book, moments: Object.fromEntries(kept), asks }
}
