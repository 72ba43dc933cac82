/** What the receiver knows of a user, as the book that a browser of theirs would have. */
import type { State } from '../../delivery/state-schema'
import { type Book, momentKey } from '../../moment/book'
import { openPeriods } from '../../moment/periods'
import type { CompiledPlaybook } from '../../playbook/compiled'

const keyed = <T>(records: readonly T[], key: (record: T) => string): Record<string, T> =>
  Object.fromEntries(records.map((record) => [key(record), record]))

export interface UserFacts {
  now: number
  /** What the vendor's server says of the user, for conditions. @default nothing is known */
  traits?: Record<string, unknown> | undefined
  /** The account that the user acts for, and when its other users were asked. @default none */
  account?: { id: string; asked?: number[] } | undefined
  /**
   * When a period begins, from which others are counted. @default the first moment, which may be another time than when the browser
   * first saw the user
   */
  since?: number | undefined
}

/** The book as of `now`, with the asks that the playbook schedules. */
export function userBook(
  subject: string,
  { moments, asks, ratings, lessons, commitments, muted, seed, preference }: State,
  playbook: CompiledPlaybook,
  { now, traits = {}, account, since }: UserFacts,
): Book {
  const first = Math.min(now, ...moments.map(({ at }) => at))
  const book: Book = {
    version: 1,
    user: {
      id: subject,
      anonymous: false,
      traits,
      since: since && Number.isFinite(since) ? since : first,
      ...(seed !== undefined && { seed }),
      ...(preference && { preference }),
      ...(account && { account: { traits: {}, at: now, ...account } }),
    },
    moments: keyed(moments, ({ action, id }) => momentKey(action, id)),
    asks: keyed(asks, ({ moment }) => moment),
    ratings: keyed(ratings, ({ id }) => id),
    lessons: keyed(lessons, ({ lesson }) => lesson),
    commitments: keyed(commitments, ({ id }) => id),
    muted,
    clock: now,
  }
  return openPeriods(book, playbook, now)
}
