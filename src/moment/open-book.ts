/** Reads what storage holds back into a book: pages, extensions and older versions write there too, and none may break us. */
import type { Book } from './book'

/** A book nothing is written in yet. @param anonymous @default true */
export const emptyBook = (userId: string, now: number, anonymous = true): Book => ({
  version: 1,
  user: { id: userId, anonymous, traits: {}, since: now },
  moments: {},
  asks: {},
  ratings: {},
  lessons: {},
  commitments: {},
  muted: {},
  clock: now,
})

/** What can't be read without failing, by example: a record that lacks any of it is dropped. */
const LIKE = {
  moments: { at: 0 },
  asks: { displays: [], snoozes: [] },
  ratings: { at: 0 },
  lessons: { shown: [] },
  commitments: {},
  muted: 0,
}

const alike = (value: unknown, example: unknown): boolean =>
  typeof value === typeof example &&
  Array.isArray(value) === Array.isArray(example) &&
  // Of a number and of an empty example there are none.
  Object.entries(example as object).every(([key, part]) => alike((value as Record<string, unknown>)?.[key], part))

/**
 * The stored book, without the records that can't be used. What is no book of this version, or names no user, gives an
 * empty one for `freshUserId`, anonymous. Never throws.
 */
export function openBook(stored: unknown, freshUserId: string, now: number): Book {
  const fresh = emptyBook(freshUserId, now)
  const found = stored as Book
  if (!alike(found, { user: { id: '', traits: {}, since: 0 } }) || found.version !== 1) return fresh
  const parts = Object.entries(LIKE).map(([part, example]) => {
    const records = Object.entries(found[part as keyof typeof LIKE] ?? {})
    return [part, Object.fromEntries(records.filter(([, record]) => alike(record, example)))]
  })
  const { clock, setBack } = found
  return {
    ...fresh,
    ...Object.fromEntries(parts),
    user: found.user,
    clock: alike(clock, 0) ? clock : now,
    setBack: alike(setBack, 0) ? setBack : undefined,
  }
}
