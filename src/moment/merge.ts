/**
 * Two books of one user become one: this device's, another's, the endpoint's. Every field is joined by a rule that is
 * associative, commutative and idempotent (the larger, the union, the later record), and so is the whole: whatever the
 * order in which states arrive, all devices end with the same book.
 */
import type { AskRecord, Book, LessonRecord, Moment, Period, User } from './book'
import { withTracks } from './digest'

type Records<T> = Record<string, T>

/** Negative, 0 or positive, by the first place that differs. */
const compare = (a: number[], b: number[]): number =>
  a.reduce((sign, item, index) => sign || Math.sign(item - (b[index] as number)) || 0, 0)

/** The larger of two times, where either may be missing. */
const latest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b)

/** All of both, each once: sorted, unless both are the same list to begin with. */
const union = <T extends string | number>(a: T[], b: T[]): T[] =>
  `${a}` === `${b}` ? a : [...new Set([...a, ...b])].sort((x, y) => (x < y ? -1 : 1))

const joined = <T>(a: Records<T>, b: Records<T>, join: (a: T, b: T) => T): Records<T> => {
  const all = new Map(Object.entries(a))
  for (const [key, record] of Object.entries(b)) {
    const own = all.get(key)
    all.set(key, own === undefined ? record : join(own, record))
  }
  return Object.fromEntries(all)
}

/** The record that changed later; of two of the same instant the one whose JSON sorts last, so that both sides agree. */
const later = <T extends { updated: number }>(a: T, b: T, register: (record: T) => unknown = (all) => all): T => {
  const order = a.updated - b.updated || (JSON.stringify(register(a)) < JSON.stringify(register(b)) ? -1 : 1)
  return order < 0 ? b : a
}

/** The record without the fields that neither side has. */
const defined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T

const mergePeriods = (a: Period, b: Period): Period => {
  const period = {
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    sum: Math.max(a.sum, b.sum),
    count: Math.max(a.count, b.count),
  }
  return a.tracks || b.tracks ? withTracks(period, joined(a.tracks ?? {}, b.tracks ?? {}, Math.max)) : period
}

/** The later one; but cancelled stays cancelled, and no track of a digest is lost. */
const mergeMoments = (a: Moment, b: Moment): Moment =>
  defined({
    ...later(a, b, ({ cancelled: _, digest: __, ...register }) => register),
    cancelled: latest(a.cancelled, b.cancelled) as number,
    digest: (a.digest && b.digest ? mergePeriods(a.digest, b.digest) : (a.digest ?? b.digest)) as Period,
  })

const STATUS = ['pending', 'expired', 'withdrawn', 'dismissed', 'answered']

/** What an ask has come to: answered for good; else as of the last time it was asked for by hand; else the more settled. */
const standing = ({ status, forced = 0, settled = 0 }: AskRecord): number[] => [
  Number(status === 'answered'),
  forced,
  STATUS.indexOf(status),
  -settled,
]

/** The later schedule; one that waits for a result gives way to any with a due time. */
const timing = ({ due = -1, expires = -1, updated }: AskRecord): number[] => [Number(due >= 0), updated, due, expires]

const mergeAsks = (a: AskRecord, b: AskRecord): AskRecord => {
  const { status, forced, settled } = compare(standing(a), standing(b)) < 0 ? b : a
  const { due, expires, updated } = compare(timing(a), timing(b)) < 0 ? b : a
  return defined({
    moment: a.moment,
    action: a.action,
    status,
    due: due as number,
    expires: expires as number,
    displays: union(a.displays, b.displays),
    snoozes: union(a.snoozes, b.snoozes),
    settled: settled as number,
    forced: forced as number,
    updated,
  })
}

const mergeLessons = (a: LessonRecord, b: LessonRecord): LessonRecord =>
  defined({
    lesson: a.lesson,
    shown: union(a.shown, b.shown).slice(-10),
    opened: latest(a.opened, b.opened) as number,
    done: (a.done || b.done ? union(a.done ?? [], b.done ?? []) : undefined) as string[],
    completed: latest(a.completed, b.completed) as number,
    useful: later(a, b, ({ useful }) => useful ?? '').useful as boolean,
    declined: latest(a.declined, b.declined) as number,
    requested: latest(a.requested, b.requested) as number,
    updated: Math.max(a.updated, b.updated),
  })

/** The named user before the anonymous; first seen at the earliest, and sampled as then. */
const mergeUsers = (a: User, b: User): User => {
  const name = ({ anonymous, id }: User) => `${Number(anonymous)}${id}`
  const { id, anonymous } = name(a) <= name(b) ? a : b
  const birth = (user: User) => [user.since, user.seed ?? user.id] as const
  const [[sinceA, seedA], [sinceB, seedB]] = [birth(a), birth(b)]
  const seed = sinceA < sinceB || (sinceA === sinceB && seedA <= seedB) ? seedA : seedB
  const traits = joined(a.traits, b.traits, (x, y) => ((JSON.stringify(x) ?? '') >= (JSON.stringify(y) ?? '') ? x : y))
  return { id, anonymous, traits, since: Math.min(sinceA, sinceB), ...(seed !== id && { seed }) }
}

/**
 * The union of two books of one user. Nothing is dropped (`prune` does that) and nothing decided: call `openPeriods` on
 * the result, which schedules moments and settles asks that came from elsewhere.
 */
export const merge = (a: Book, b: Book): Book =>
  defined({
    version: 1,
    user: mergeUsers(a.user, b.user),
    moments: joined(a.moments, b.moments, mergeMoments),
    asks: joined(a.asks, b.asks, mergeAsks),
    ratings: joined(a.ratings, b.ratings, later),
    lessons: joined(a.lessons, b.lessons, mergeLessons),
    commitments: joined(a.commitments, b.commitments, later),
    muted: joined(a.muted, b.muted, Math.max),
    clock: Math.max(a.clock, b.clock),
    setBack: latest(a.setBack, b.setBack) as number,
  })
