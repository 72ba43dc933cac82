import { type Book, emptyBook } from './book'

/**
 * Names the user. What was remembered anonymously becomes theirs, limits and all; the same user again brings the traits up
 * to date, key by key; another named user gets an empty book and nothing of the first, except the latest time seen.
 * Sampling goes on hashing the anonymous id once a moment was tracked under it; before that the user's own id, which is
 * the same on every device.
 * @returns the book, and `from`: the anonymous id that was merged in.
 */
export function identify(
  book: Book,
  { id, traits }: { id: string; traits?: Record<string, unknown> },
  now: number,
): { book: Book; from?: string } {
  const { user } = book
  if (id !== user.id && !user.anonymous) {
    const fresh = emptyBook(id, now, false)
    return { book: { ...fresh, user: { ...fresh.user, traits: { ...traits } }, clock: book.clock } }
  }
  const named = { ...user, id, anonymous: false, traits: { ...user.traits, ...traits } }
  if (id === user.id) return { book: { ...book, user: named } }
  const seed = Object.keys(book.moments).length > 0 && { seed: user.id }
  return { book: { ...book, user: { ...named, ...seed } }, from: user.id }
}
