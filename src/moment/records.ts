/** Reads the book's records by action, and changes them one at a time. */
import type { Book } from './book'

type Part = 'moments' | 'asks' | 'ratings' | 'lessons' | 'commitments'
type RecordOf<P extends Part> = Book[P][string]
/** An undefined member removes the field. */
type Change<T> = { [K in keyof T]?: T[K] | undefined }

/** The records of one action, oldest first. */
export const ofAction = <T extends { id: string; action: string; at: number }>(
  records: Record<string, T>,
  action: string,
): T[] =>
  Object.values(records)
    .filter((record) => record.action === action)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

/**
 * The book with one record changed. A record that is not there is made from `fresh`. Without `fresh` nothing changes then.
 * A clock that was set back makes no record older.
 */
export const update = <P extends Part>(
  book: Book,
  part: P,
  id: string,
  change: Change<RecordOf<P>>,
  now: number,
  fresh?: Change<RecordOf<P>>,
): Book => {
  const before = book[part][id] ?? fresh
  const updated = Math.max(now, before?.updated ?? 0)
  return before ? { ...book, [part]: { ...book[part], [id]: { ...before, ...change, updated } } } : book
}
