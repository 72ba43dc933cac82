/** What a user has been through with one action: the root `history` of conditions, and what the choice of a lesson goes by. */
import type { Band } from '../playbook/schema'
import type { Book, LessonRecord } from './book'
import { DAY } from './clock'
import { ofAction } from './records'

export interface History {
  /** Asks about this action that were shown. */
  asks: number
  /** Ratings of this action. */
  ratings: number
  /** How many ratings in a row were `missed`, the latest one included. 0 after any other band. */
  missedInARow: number
  /** Likewise for `reached`. */
  reachedInARow: number
  lastBand?: Band | undefined
  /** Whole days since the user was first seen. */
  daysSinceFirstSeen: number
  /** What is known of each lesson, over all actions. */
  lessons: Record<string, LessonRecord>
}

/** The history as it stands in the book at `now`. Right after a rating was written, that rating is the latest. */
export const historyOf = (book: Book, action: string, now: number): History => {
  const bands = ofAction(book.ratings, action).map(({ band }) => band)
  const lastBand = bands.at(-1)
  const inARow = bands.length - 1 - bands.findLastIndex((band) => band !== lastBand)
  return {
    asks: Object.values(book.asks).filter((ask) => ask.action === action && ask.displays.length > 0).length,
    ratings: bands.length,
    missedInARow: lastBand === 'missed' ? inARow : 0,
    reachedInARow: lastBand === 'reached' ? inARow : 0,
    lastBand,
    daysSinceFirstSeen: Math.max(0, Math.floor((now - book.user.since) / DAY)),
    lessons: book.lessons,
  }
}
