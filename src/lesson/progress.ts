/** What a user does with a lesson, written into the book. */
import type { Book, LessonRecord } from '../moment/book'
import { update } from '../moment/records'

/** How many times of showing are kept. */
const MAX_SHOWN = 10

/** As in the event types `gainloop.lesson.shown` and so on. */
export type LessonActivity =
  | 'shown'
  | 'opened'
  | 'progressed'
  | 'completed'
  /** Useful or not, or declined: "Not for me". */
  | 'judged'
  | 'requested'
  /** Not shown, since the user is in the holdout: the book treats it as shown and finished. */
  | 'withheld'

/** The data of a lesson's event. */
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

/** What the user goes on from when a lesson is offered again: nothing, if it was completed since it was last shown. */
export const doneOf = ({ completed = 0, shown = [], done = [] }: Partial<LessonRecord> = {}): string[] =>
  completed && completed >= (shown.at(-1) ?? 0) ? [] : done

const latest = (times: readonly number[] = [], now: number): number[] => [...new Set([...times, now])].slice(-MAX_SHOWN)

const changeFor = (
  activity: LessonActivity,
  before: Pick<LessonRecord, 'shown' | 'done' | 'withheld'>,
  { done, useful, declined }: LessonDetails,
  now: number,
): { [K in keyof LessonRecord]?: LessonRecord[K] | undefined } => {
  switch (activity) {
    case 'shown':
      return { shown: latest(before.shown, now), done: doneOf(before) }
    case 'withheld':
      // As if it had been finished, so that users in the holdout move on to the next lesson as the others do.
      return { shown: latest(before.shown, now), completed: now, withheld: latest(before.withheld, now) }
    case 'progressed':
      return { done }
    case 'judged':
      return { useful, ...(declined && { declined: now }) }
    default:
      return { [activity]: now }
  }
}

/** The book with one activity written down. A lesson that is shown or withheld is also noted with the rating it is for. */
export const recordLesson = (book: Book, activity: LessonActivity, details: LessonDetails, now: number): Book => {
  const { lesson, rating = '' } = details
  const fresh = { lesson, shown: [] }
  const change = changeFor(activity, book.lessons[lesson] ?? fresh, details, now)
  const next = update(book, 'lessons', lesson, change, now, fresh)
  return activity === 'shown' || activity === 'withheld' ? update(next, 'ratings', rating, { lesson }, now) : next
}
