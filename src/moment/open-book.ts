/** Reads a stored book. Pages, extensions and older versions write to the same storage, and none of them may break us. */
import { type Book, emptyBook, type User } from './book'

/** What code reads without a check, by example. A record that lacks any of it is dropped. */
const EXAMPLES = {
  moments: { at: 0 },
  asks: { displays: [], snoozes: [] },
  ratings: { at: 0 },
  lessons: { shown: [] },
  commitments: {},
  muted: 0,
}

/** Whether a value has the type of an example, and of each of its members. */
const isLike = (value: unknown, example: unknown): boolean =>
  typeof value === typeof example &&
  Array.isArray(value) === Array.isArray(example) &&
  // A number has no entries.
  Object.entries(example as object).every(([key, member]) => isLike((value as Record<string, unknown>)?.[key], member))

/** The user without an account that can't be used: every event would carry it, and be refused. */
function soundUser({ account, ...user }: User): User {
  return isLike(account, { id: '', traits: {}, at: 0 }) ? { ...user, account } : user
}

/** Books that were opened or made here: they are sound, and opening 500 moments anew with every call adds up. */
const sound = new WeakSet<object>()

/** The book was made by this code. */
export const markSound = (book: Book): void => void sound.add(book)

/**
 * The stored book, without the records that can't be used. Never throws.
 * @returns an empty book of the anonymous user `freshUserId`, if `stored` is no book of this version or names no user
 */
export function openBook(stored: unknown, freshUserId: string, now: number): Book {
  if (typeof stored === 'object' && stored !== null && sound.has(stored)) return stored as Book
  const fresh = emptyBook(freshUserId, now)
  const found = stored as Book
  if (!isLike(found, { user: { id: '', traits: {}, since: 0 } }) || found.version !== 1) return fresh
  const parts = Object.entries(EXAMPLES).map(([part, example]) => {
    const records = Object.entries(found[part as keyof typeof EXAMPLES] ?? {})
    return [part, Object.fromEntries(records.filter(([, record]) => isLike(record, example)))]
  })
  const { clock, setBack } = found
  return {
    ...fresh,
    ...Object.fromEntries(parts),
    user: soundUser(found.user),
    clock: isLike(clock, 0) ? clock : now,
    setBack: isLike(setBack, 0) ? setBack : undefined,
  }
}
