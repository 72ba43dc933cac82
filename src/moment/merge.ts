/**
 * Two books of one user become one: this device's, another's, the endpoint's. Every field is joined by a rule that is
 * associative, commutative and idempotent (the larger, the union, the later record), and so is the whole: whatever the
 * order in which states arrive, all devices end with the same book.
 */
import { type Book, seedOf, type User } from './book'

/** What is joined by itself, whichever record is the later: nothing done on one device is undone by the other. */
const JOINED = /^(cancelled|digest|displays|snoozes|shown|done|opened|completed|declined|requested)$/

/** An ask that has come further is the later. */
const STATUS = ['pending', 'expired', 'withdrawn', 'dismissed', 'answered']

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- one set of rules for records of every kind
type Any = any
type Join = (a: Any, b: Any, key: string) => unknown

/** Each member of both with its like, which may be missing. */
const each = (a: Any, b: Any, join: Join): Any =>
  Object.fromEntries(Object.keys({ ...a, ...b }).map((key) => [key, join(a[key], b[key], key)]))

/** The larger; of lists all that is in either, sorted; of objects the same, member by member. A period begins at the earlier. */
const both: Join = (a, b, key) => {
  if (a === undefined || b === undefined) return a ?? b
  if (Array.isArray(a)) return `${a}` === `${b}` ? a : [...new Set([...a, ...b])].sort((x, y) => (x < y ? -1 : 1))
  return typeof a === 'object' ? each(a, b, both) : a < b === (key === 'from') ? a : b
}

/** The record without what is joined by itself, as text: what decides between two of the same instant, so that both sides agree. */
const register = (record: object): string =>
  JSON.stringify(
    Object.entries(record)
      .filter(([key, value]) => value !== undefined && !JOINED.test(key))
      .sort(),
  )

const records: Join = (a, b) => {
  if (!a || !b) return a ?? b
  const order =
    STATUS.indexOf(a.status) - STATUS.indexOf(b.status) ||
    a.updated - b.updated ||
    // Of two with one time the one with a schedule: the endpoint's state comes without.
    (a.expires ?? 0) - (b.expires ?? 0) ||
    (register(a) < register(b) ? -1 : 1)
  const later = order < 0 ? b : a
  return each(a, b, (own, other, key) => (JOINED.test(key) ? both(own, other, key) : later[key]))
}

/** The named user before the anonymous; first seen at the earliest; sampled as on one of the devices. */
const users = (a: User, b: User): User => {
  const name = ({ anonymous, id, traits }: User) => JSON.stringify([anonymous, id, traits])
  const named = name(a) < name(b) ? a : b
  // An anonymous seed before the id: whoever was sampled by one stays so.
  const rank = (seed: string) => Number(!seed.startsWith('anon-')) + seed
  const [seed] = [seedOf(a), seedOf(b)].sort((x, y) => (rank(x) < rank(y) ? -1 : 1))
  return { ...named, since: Math.min(a.since, b.since), seed: seed === named.id ? undefined : seed }
}

/**
 * The union of two books of one user. Nothing is dropped (`prune` does that) and nothing decided: call `openPeriods` on
 * the result, which schedules moments and settles asks that came from elsewhere.
 */
export const merge = (a: Book, b: Book): Book =>
  each(a, b, (own, other, part) => {
    if (part === 'user') return users(own, other)
    // The parts that hold records have names in the plural.
    return part.endsWith('s') ? each(own, other, records) : both(own, other, part)
  })
