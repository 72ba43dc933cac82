/** Keeps the book small enough to be read by every page, and written with every change. */
import type { AskRecord, Book, Moment } from './book'

const MAX_MOMENTS = 500

/** Of all moments together, as JSON, in characters: every page that loads Gainloop parses them. */
const MAX_SIZE = 400_000

type Entry = [key: string, moment: Moment]

/** By the moment itself, which never changes. */
const sizes = new WeakMap<Moment, number>()

const sizeOf = (moment: Moment): number => {
  let size = sizes.get(moment)
  if (size === undefined) {
    size = JSON.stringify(moment).length
    sizes.set(moment, size)
  }
  return size
}

const wasShown = (ask: AskRecord | undefined): boolean => !!ask && ask.displays.length > 0
const isSettled = (ask: AskRecord | undefined): boolean => ask?.status !== 'pending'

/** What texts and conditions were to say of it is of no use once its ask is settled. */
const withoutProperties = ({ properties: _, ...moment }: Moment): Moment => moment

/**
 * The book with at most 500 moments, of a bounded size. Moments whose ask is settled go first, then the oldest. One whose ask
 * was shown stays, for its card may be open; so do its ask, since limits count it, and ratings, which the gain and the history
 * need.
 */
export function prune(book: Book): Book {
  const all = Object.entries(book.moments)
  const size = all.reduce((sum, [, moment]) => sum + sizeOf(moment), 0)
  if (all.length <= MAX_MOMENTS && size <= MAX_SIZE) return book
  const { asks } = book
  const rank = ([key]: Entry): number => (wasShown(asks[key]) ? 0 : isSettled(asks[key]) ? 2 : 1)
  all.sort((a, b) => rank(a) - rank(b) || b[1].at - a[1].at)
  const kept: Entry[] = []
  const gone: string[] = []
  let left = MAX_SIZE
  for (const [key, moment] of all) {
    const shown = wasShown(asks[key])
    const fits = kept.length < MAX_MOMENTS && sizeOf(moment) <= left
    const slim = shown && !fits && isSettled(asks[key]) && moment.properties ? withoutProperties(moment) : moment
    if (!shown && !fits) gone.push(key)
    else {
      kept.push([key, slim])
      left -= sizeOf(slim)
    }
  }
  const dropped = new Set(gone)
  return {
    ...book,
    moments: Object.fromEntries(kept),
    asks: Object.fromEntries(Object.entries(asks).filter(([key]) => !dropped.has(key))),
  }
}
