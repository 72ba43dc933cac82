/** The endpoint's state comes back into the book: what the user did on other devices, and what the vendor's server reported meanwhile. */
import { resolveUrl } from '../host/document'
import type { Host } from '../host/host'
import { withTimeout } from '../host/timer'
import type { Book, User } from '../moment/book'
import { merge } from '../moment/merge'
import { openBook } from '../moment/open-book'
import type { Keeper } from './keeper'
import type { Speaker } from './speaker'

/** An endpoint that is slower is not waited for, in ms. */
const TIMEOUT = 10_000

const inTime = <T>(work: T | Promise<T>): Promise<T> => withTimeout(TIMEOUT, Promise.resolve(work))

/** Forbidden, not found, method not allowed: the endpoint takes events and serves no state. */
const UNSUPPORTED = [403, 404, 405]

type Listed = Record<string, unknown>

const keyed = (list: unknown, key: (record: Listed) => unknown): Listed =>
  Object.fromEntries((Array.isArray(list) ? list : []).filter(Boolean).map((record: Listed) => [key(record), record]))

const isPreference = (value: unknown): value is NonNullable<User['preference']> => {
  const { kind, at } = (value ?? {}) as Listed
  return typeof kind === 'string' && typeof at === 'number'
}

/** When colleagues of this account were asked, as far as the state tells. */
const askedIn = (value: unknown, account: string): number[] | undefined => {
  const { id, asked } = (value ?? {}) as Listed
  return id === account && Array.isArray(asked) ? asked.filter((at) => typeof at === 'number') : undefined
}

/** What can be used of the state, as a book of this user. Whatever was sent, it never throws: at worst the book is empty. */
export function bookOf(state: unknown, book: Book, now: number): Book {
  const { moments, asks, ratings, lessons, commitments, muted, seed, preference, account } = (state ?? {}) as Listed
  const parts = {
    moments: keyed(moments, ({ action, id }) => `${action as string} ${id as string}`),
    asks: keyed(asks, ({ moment }) => moment),
    ratings: keyed(ratings, ({ id }) => id),
    lessons: keyed(lessons, ({ lesson }) => lesson),
    commitments: keyed(commitments, ({ id }) => id),
    muted,
  }
  const known = openBook({ ...book, ...parts }, '', now)
  const { user } = known
  // First seen at the first moment, if this browser has forgotten. A period may have begun before the user came.
  const tracked = Object.values(known.moments).filter(({ digest }) => !digest)
  const since = Math.min(user.since, ...tracked.map(({ at }) => at))
  const stated = isPreference(preference) && { preference }
  const colleagues = user.account && askedIn(account, user.account.id)
  const asked = user.account && colleagues && { account: { ...user.account, asked: colleagues, heard: now } }
  return { ...known, user: { ...user, since, ...stated, ...asked, ...(typeof seed === 'string' && { seed }) } }
}

/**
 * Reads the named user's state and merges it into the book. Nothing is written where nothing is new.
 * @returns false when there is no use in trying again: the endpoint serves no state, or not to this page
 */
export async function sync(
  { host, keeper }: { host: Pick<Host, 'now' | 'requests'>; keeper: Keeper },
  endpoint: string,
  tokenFor: Speaker['tokenFor'],
): Promise<boolean> {
  try {
    const { id, anonymous, account } = (await keeper.read()).user
    if (anonymous) return true
    const token = await inTime(tokenFor(id))
    if (token === null) return true
    const address = resolveUrl(endpoint)
    address.searchParams.set('subject', id)
    if (account) address.searchParams.set('account', account.id)
    // The answer is in the time of this clock, right or wrong.
    address.searchParams.set('now', `${host.now()}`)
    const requests = await inTime(host.requests())
    const { ok, status, text } = await requests.get(address.href, {
      ...(token && { headers: { authorization: `Bearer ${token}` } }),
      cache: 'no-store',
      timeout: TIMEOUT,
    })
    if (!ok) return !UNSUPPORTED.includes(status)
    const state: unknown = JSON.parse(text)
    await keeper.tidy((before, now) => {
      const book = before.user.id === id ? merged(before, bookOf(state, before, now)) : before
      return { book, value: book }
    })
  } catch {
    // Offline, slow, or no JSON: the next look tries again.
  }
  return true
}

/** The parts in which nothing is new are those of before, so that nothing has to be written. */
function merged(before: Book, other: Book): Book {
  const joined = merge(before, other)
  const parts = Object.entries(joined).map(([part, value]) => {
    const old = before[part as keyof Book]
    return [part, JSON.stringify(old) === JSON.stringify(value) ? old : value]
  })
  return Object.fromEntries(parts)
}
