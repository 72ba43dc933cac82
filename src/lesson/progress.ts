/** What a user does with a lesson, written into the book. */
import type { Book, LessonRecord } from '../moment/book'
import { update } from '../moment/records'

/** How many times of showing are kept. */
const KEPT = 10

/** As in the event `gainloop.lesson.<deed>`. */
export type LessonDeed =
  | 'shown'
  | 'opened'
  | 'progressed'
  | 'completed'
  /** Useful or not; or declined: "not for me". */
  | 'judged'
  | 'requested'
  /** By the holdout: nothing the user did. */
  | 'withheld'

/** What the event tells beside the deed. */
export interface LessonDetails {
  lesson: string
  /** The rating it is shown for. */
  rating?: string | undefined
  /** Ids of finished steps or units, or marks reached. */
  done?: string[]
  useful?: boolean
  /** "Not for me": used up for good. */
  declined?: boolean
}

/** What a lesson offered again can go on from: nothing once it was completed since it was last shown; it begins anew then. */
export const doneOf = ({ completed = 0, shown = [], done = [] }: Partial<LessonRecord> = {}): string[] =>
  completed && completed >= (shown.at(-1) ?? 0) ? [] : done

/** The book with one deed written down, also at the rating a lesson was shown for. */
export const learned = (
  book: Book,
  deed: LessonDeed,
  { lesson, rating = '', done, useful, declined }: LessonDetails,
  now: number,
): Book => {
  if (deed === 'withheld') return book
  const before = book.lessons[lesson] ?? { lesson, shown: [] }
  const told: Partial<Record<LessonDeed, object>> = {
    shown: { shown: [...before.shown, now].slice(-KEPT), done: doneOf(before) },
    progressed: { done },
    judged: declined ? { declined: now } : { useful },
  }
  const next = update(book, 'lessons', lesson, told[deed] ?? { [deed]: now }, now, before)
  return deed === 'shown' ? update(next, 'ratings', rating, { lesson }, now) : next
}
