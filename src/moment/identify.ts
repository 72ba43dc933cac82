import { type Account, type Book, emptyBook, seedOf } from './book'

/** The same account again updates its traits, key by key; another one takes its place. */
const accountOf = (
  known: Account | undefined,
  { id, traits }: { id: string; traits?: Record<string, unknown> },
  now: number,
): Account =>
  known?.id === id ? { ...known, traits: { ...known.traits, ...traits } } : { id, traits: { ...traits }, at: now }

/**
 * Names the user. What was remembered anonymously becomes theirs, limits included. The same user again updates the traits,
 * key by key; so does the same account, and another one takes its place. Another named user gets an empty book, and nothing of the first except the latest time seen.
 * Once a moment was tracked anonymously, sampling goes on hashing the anonymous id. Before that it hashes the user's own id,
 * which is the same on every device.
 * @returns the book, and `from`: the anonymous id that was merged in
 */
export function identify(
  book: Book,
  name: { id: string; traits?: Record<string, unknown>; account?: { id: string; traits?: Record<string, unknown> } },
  now: number,
): { book: Book; from?: string | undefined } {
  const { user, clock, moments } = book
  const { id, traits, account } = name
  const isSame = id === user.id
  if (!isSame && !user.anonymous) return identify({ ...emptyBook(id, now), clock }, name, now)
  const seed = isSame || Object.keys(moments).length === 0 ? user.seed : seedOf(user)
  const named = {
    ...user,
    id,
    seed,
    anonymous: false,
    traits: { ...user.traits, ...traits },
    ...(account && { account: accountOf(user.account, account, now) }),
  }
  return { book: { ...book, user: named }, from: isSame ? undefined : user.id }
}
