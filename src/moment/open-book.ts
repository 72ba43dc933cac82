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
const isDigest = (value: unknown): boolean =>
  value === undefined || (isObject(value) && ['sum', 'count', 'from', 'to'].every((field) => isNumber(value[field])))

/** The fields a record can't be used without, by kind; what else it holds is kept as it is. */
const keeps: { [kind in 'moments' | 'asks' | 'ratings' | 'lessons' | 'commitments']: (record: Fields) => boolean } = {
  moments: (moment) => isText(moment.id) && isText(moment.action) && isNumber(moment.at) && isDigest(moment.digest),
  asks: (ask) =>
    isText(ask.moment) &&
    isText(ask.action) &&
    /^(pending|answered|dismissed|expired|withdrawn)$/.test(`${ask.status}`) &&
    areNumbers(ask.displays) &&
    areNumbers(ask.snoozes),
  ratings: (rating) =>
    isText(rating.id) &&
    isText(rating.moment) &&
    isText(rating.action) &&
    isNumber(rating.at) &&
    /^(missed|partly|reached)$/.test(`${rating.band}`),
  lessons: (lesson) => isText(lesson.lesson) && areNumbers(lesson.shown),
  commitments: (made) => isText(made.id) && isText(made.lesson) && isText(made.action) && isText(made.text),
}

const sound = (records: unknown, keep: (record: Fields) => boolean): Record<string, never> =>
  Object.fromEntries(
    Object.entries(isObject(records) ? records : {}).filter(
      ([, record]) => isObject(record) && isNumber(record.updated) && keep(record),
    ),
  ) as Record<string, never>

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
    moments: sound(stored.moments, keeps.moments),
    asks: sound(stored.asks, keeps.asks),
    ratings: sound(stored.ratings, keeps.ratings),
    lessons: sound(stored.lessons, keeps.lessons),
    commitments: sound(stored.commitments, keeps.commitments),
    muted: Object.fromEntries(muted) as Record<string, number>,
    clock: isNumber(stored.clock) ? stored.clock : now,
    ...(isNumber(stored.setBack) && { setBack: stored.setBack }),
  }
}
