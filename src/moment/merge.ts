/**
 * Merges two books of one user: this device's, another's, the endpoint's. Every field is joined by a rule that is
 * associative, commutative and idempotent (the larger, the union, the later record), and so is the whole. Whatever the order
 * in which states arrive, all devices end with the same book.
 */
import { type Account, type AskStatus, type Book, seedOf, type User } from './book'

type Fields = Record<string, unknown>

/** A record of any kind, as far as the order of two of them depends on it. */
interface Versioned {
  status?: AskStatus
  expires?: number | undefined
  updated: number
}

/** Fields that are joined by themselves, whichever record is the later: one device never undoes what another did. */
const JOINED = new Set([
  'cancelled',
  'digest',
  'displays',
  'snoozes',
  'early',
  'goalAsked',
  'goalSkipped',
  'shown',
  'withheld',
  'done',
  'opened',
  'completed',
  'declined',
  'requested',
  'withdrawn',
  'noted',
])

/** An ask with a later status wins. */
const STATUSES: (AskStatus | undefined)[] = ['pending', 'expired', 'withdrawn', 'dismissed', 'answered']

/** Joins two objects member by member. A member may be missing on one side. */
const joinMembers = <T extends object>(a: T, b: T, join: (a: unknown, b: unknown, key: string) => unknown): T => {
  const [left, right] = [a as Fields, b as Fields]
  return Object.fromEntries(Object.keys({ ...a, ...b }).map((key) => [key, join(left[key], right[key], key)])) as T
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const joinLists = (a: unknown[], b: unknown[]): unknown[] => {
  if (String(a) === String(b)) return a
  return [...new Set([...a, ...b])].sort((x, y) => ((x as number) < (y as number) ? -1 : 1))
}

const isDated = (value: object): value is Versioned => 'updated' in value && typeof value.updated === 'number'

/** The larger of two values, the sorted union of two lists, the later of two entries, or two objects joined likewise. A period begins at the earlier time. */
const joinBoth = (a: unknown, b: unknown, key: string): unknown => {
  if (a === undefined || b === undefined) return a ?? b
  if (Array.isArray(a) && Array.isArray(b)) return joinLists(a, b)
  if (isObject(a) && isObject(b)) return isDated(a) && isDated(b) ? laterOf(a, b) : joinMembers(a, b, joinBoth)
  const isSmaller = (a as number) < (b as number)
  return isSmaller === (key === 'from') ? a : b
}

/** A record as text, without the joined fields. It decides between two of the same time, so that both sides agree. */
const asText = (record: object): string =>
  JSON.stringify(
    Object.entries(record)
      .filter(([key, value]) => value !== undefined && !JOINED.has(key))
      .sort(),
  )

/** Negative when `a` is the earlier. */
const compareRecords = (a: Versioned, b: Versioned): number =>
  STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
  a.updated - b.updated ||
  // Of two with one time, the one with a schedule: the endpoint's state comes without.
  (a.expires ?? 0) - (b.expires ?? 0) ||
  (asText(a) < asText(b) ? -1 : 1)

const laterOf = <T extends Versioned>(a: T, b: T): T => (compareRecords(a, b) < 0 ? b : a)

const joinRecords = <T extends Versioned>(a: T | undefined, b: T | undefined): T | undefined => {
  if (!a || !b) return a ?? b
  const later = laterOf(a, b) as T & Fields
  return joinMembers(a, b, (own, other, key) => (JOINED.has(key) ? joinBoth(own, other, key) : later[key]))
}

const joinAllRecords = <T extends Versioned>(a: Record<string, T>, b: Record<string, T>): Record<string, T> =>
  joinMembers(a, b, (own, other) => joinRecords(own as T | undefined, other as T | undefined))

/** The one stated last. */
const joinPreferences = ({ preference: a }: User, { preference: b }: User): Pick<User, 'preference'> => {
  const rank = ({ at, kind }: NonNullable<User['preference']>): string => `${String(at).padStart(20, '0')} ${kind}`
  const later = a && b ? (rank(a) < rank(b) ? b : a) : (a ?? b)
  return later ? { preference: later } : {}
}

/** The account that was named last, as the endpoint told of it last. */
const joinAccounts = ({ account: a }: User, { account: b }: User): Pick<User, 'account'> => {
  const padded = (time = 0): string => String(time).padStart(20, '0')
  const rank = ({ at, id, traits, heard, asked }: Account): string =>
    JSON.stringify([padded(at), id, traits, padded(heard), asked])
  const later = a && b ? (rank(a) < rank(b) ? b : a) : (a ?? b)
  return later ? { account: later } : {}
}

/** The named user before the anonymous one, first seen at the earlier time, sampled as on one of the devices. */
const joinUsers = (a: User, b: User): User => {
  const asKey = ({ anonymous, id, traits }: User) => JSON.stringify([anonymous, id, traits])
  const winner = asKey(a) < asKey(b) ? a : b
  // An anonymous seed before an id, so that a user who was sampled by one stays sampled.
  const rank = (seed: string) => Number(!seed.startsWith('anon-')) + seed
  const [seed] = [seedOf(a), seedOf(b)].sort((x, y) => (rank(x) < rank(y) ? -1 : 1))
  return {
    ...winner,
    since: Math.min(a.since, b.since),
    seed: seed === winner.id ? undefined : seed,
    ...joinPreferences(a, b),
    ...joinAccounts(a, b),
  }
}

/**
 * The union of two books of one user. Nothing is dropped (see `prune`) and nothing decided: call `openPeriods` on the result,
 * which schedules moments and settles asks that came from elsewhere.
 */
export const merge = (a: Book, b: Book): Book => ({
  ...a,
  clock: Math.max(a.clock, b.clock),
  setBack: joinBoth(a.setBack, b.setBack, 'setBack') as number | undefined,
  muted: joinMembers(a.muted, b.muted, joinBoth),
  user: joinUsers(a.user, b.user),
  moments: joinAllRecords(a.moments, b.moments),
  asks: joinAllRecords(a.asks, b.asks),
  ratings: joinAllRecords(a.ratings, b.ratings),
  lessons: joinAllRecords(a.lessons, b.lessons),
  commitments: joinAllRecords(a.commitments, b.commitments),
})
