import { type Book, emptyBook, seedOf } from './book'

/**
 * Names the user. What was remembered anonymously becomes theirs, limits and all; the same user again brings the traits up
 * to date, key by key; another named user gets an empty book and nothing of the first, except the latest time seen.
 * Sampling goes on hashing the anonymous id once a moment was tracked under it; before that the user's own id, which is
 * the same on every device.
 * @returns the book, and `from`: the anonymous id that was merged in.
 */
export function identify(
  book: Book,
  name: { id: string; traits?: Record<string, unknown> },
  now: number,
): { book: Book; from?: string | undefined } {
  const { user, clock, moments } = book
  const { id, traits } = name
  const same = id === user.id
  if (!same && !user.anonymous) return identify({ ...emptyBook(id, now), clock }, name, now)
  const seed = same || !Object.keys(moments).length ? user.seed : seedOf(user)
  const named = { ...user, id, seed, anonymous: false, traits: { ...user.traits, ...traits } }
  return { book: { ...book, user: named }, from: same ? undefined : user.id }
}
