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

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const areNumbers = (value: unknown): boolean => Array.isArray(value) && value.every(isNumber)

/** The records of one kind that have what can't be done without: these texts, times and lists of times. */
const sound = (records: unknown, texts: string, times = '', lists = ''): Record<string, never> => {
  const all = (record: Fields, names: string, test: (value: unknown) => boolean) =>
    names.split(' ').every((name) => !name || test(record[name]))
  return Object.fromEntries(
    Object.entries(isObject(records) ? records : {}).filter(
      ([, record]) =>
        isObject(record) &&
        all(record, texts, isText) &&
        all(record, `updated ${times}`, isNumber) &&
        all(record, lists, areNumbers) &&
        (record.digest === undefined || (isObject(record.digest) && all(record.digest, 'sum count from to', isNumber))),
    ),
  ) as Record<string, never>
}

/**
 * The stored book, without the records that can't be used. What is no book of this version, or names no user, gives an
 * empty one for `freshUserId`, anonymous. Never throws.
 */
export const openBook = (stored: unknown, freshUserId: string, now: number): Book => {
  const fresh = emptyBook(freshUserId, now)
  if (!isObject(stored) || stored.version !== 1 || !isObject(stored.user) || !isText(stored.user.id)) return fresh
  const { id, anonymous, traits, since, seed } = stored.user
  const muted = Object.entries(isObject(stored.muted) ? stored.muted : {}).filter(([, at]) => isNumber(at))
  return {
    version: 1,
    user: {
      id,
      anonymous: anonymous === true,
      traits: isObject(traits) ? traits : {},
      since: isNumber(since) ? since : now,
      ...(isText(seed) && { seed }),
    },
    moments: sound(stored.moments, 'id action', 'at'),
    asks: sound(stored.asks, 'moment action status', '', 'displays snoozes'),
    ratings: sound(stored.ratings, 'id moment action band', 'at'),
    lessons: sound(stored.lessons, 'lesson', '', 'shown'),
    commitments: sound(stored.commitments, 'id lesson action text'),
    muted: Object.fromEntries(muted) as Record<string, number>,
    clock: isNumber(stored.clock) ? stored.clock : now,
    ...(isNumber(stored.setBack) && { setBack: stored.setBack }),
  }
}
