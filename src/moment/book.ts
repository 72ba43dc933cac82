/**
 * The book: what the browser remembers of one user. Plain data, JSON through and through; every time in it is
 * milliseconds since 1970 by the browser's clock. One book per storage; reset() starts an empty one.
 */
import type * as z from 'zod/mini'
import type {
  accountSchema,
  askRecordSchema,
  bookSchema,
  commitmentSchema,
  lessonRecordSchema,
  momentSchema,
  periodSchema,
  ratingSchema,
  userSchema,
} from './book-schema'

export type Book = z.infer<typeof bookSchema>
export type User = z.infer<typeof userSchema>
export type Account = z.infer<typeof accountSchema>
/** One completed action. */
export type Moment = z.infer<typeof momentSchema>
export type Period = z.infer<typeof periodSchema>
export type AskRecord = z.infer<typeof askRecordSchema>
export type AskStatus = AskRecord['status']
export type Rating = z.infer<typeof ratingSchema>
/** The value as chosen: a name for `outcome` and `thumbs`, else a number. */
export type RatingValue = Rating['value']
export type LessonRecord = z.infer<typeof lessonRecordSchema>
export type Commitment = z.infer<typeof commitmentSchema>

/** Unique over actions, so that campaign 42 and list 42 are two moments. */
export const momentKey = (action: string, id: string): string => `${action} ${id}`

/** What sampling and the holdout hash. */
export const seedOf = (user: User): string => user.seed ?? user.id

/** Whether two records of a user are of one person: the same id, or an anonymous user and who that turned out to be. */
export const isSamePerson = (earlier: User, later: User): boolean =>
  earlier.id === later.id || (earlier.anonymous && seedOf(earlier) === later.seed)

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
