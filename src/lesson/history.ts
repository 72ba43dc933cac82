/** What a user has been through with one action: the root `history` of conditions, and what the choice of a lesson goes by. */
import type { Book, LessonRecord } from '../moment/book'
import type { Band } from '../playbook/schema'
import { ratingsOf } from '../rating/ratings'

const DAY = 86_400_000

export interface History {
  /** Asks about this action that were put on a screen. */
  asks: number
  /** Ratings of this action. */
  ratings: number
  /** The run of `missed` that the latest rating of this action ends; 0 after any other band. */
  missedInARow: number
  /** Likewise for `reached`. */
  reachedInARow: number
  lastBand?: Band | undefined
  /** Whole days since the user was first seen. */
  daysSinceFirstSeen: number
  /** What is known of each lesson, over all actions. */
  lessons: Record<string, LessonRecord>
}

/** The history as it stands in the book at `now`: right after a rating was written, that rating is the latest. */
export const historyOf = (book: Book, action: string, now: number): History => {
  const bands = ratingsOf(book, action).map(({ band }) => band)
  const lastBand = bands.at(-1)
  const run = bands.length - 1 - bands.findLastIndex((band) => band !== lastBand)
  return {
    asks: Object.values(book.asks).filter((ask) => ask.action === action && ask.displays.length).length,
    ratings: bands.length,
    missedInARow: lastBand === 'missed' ? run : 0,
    reachedInARow: lastBand === 'reached' ? run : 0,
    lastBand,
    daysSinceFirstSeen: Math.max(0, Math.floor((now - book.user.since) / DAY)),
    lessons: book.lessons,
  }
}
