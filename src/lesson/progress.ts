/** What a user does with a lesson, written into the book. Each takes a book and gives a new one. */
import type { Book, LessonRecord } from '../moment/book'

/** How many times of showing are kept. */
const KEPT = 10

const withLesson = (book: Book, lesson: string, now: number, change: Partial<LessonRecord>): Book => {
  const record = book.lessons[lesson] ?? { lesson, shown: [], updated: now }
  const updated = Math.max(now, record.updated)
  return { ...book, lessons: { ...book.lessons, [lesson]: { ...record, ...change, updated } } }
}

/** Completed since it was last shown: shown again, it begins anew. */
const finished = ({ completed, shown }: LessonRecord): boolean =>
  completed !== undefined && completed >= (shown.at(-1) ?? 0)

/** What a lesson offered again can go on from: nothing, once it was finished. */
export const doneOf = (record: LessonRecord | undefined): string[] =>
  record && !finished(record) ? (record.done ?? []) : []

/** Shown for a rating; without one, opened by hand: then a finished lesson stays finished. */
export const lessonShown = (book: Book, lesson: string, now: number, ratingId?: string): Book => {
  const record = book.lessons[lesson]
  if (ratingId === undefined && record && finished(record)) return book
  const shown = [...(record?.shown ?? []), now].slice(-KEPT)
  const next = withLesson(book, lesson, now, { shown, ...(record?.done && { done: doneOf(record) }) })
  const rating = ratingId === undefined ? undefined : next.ratings[ratingId]
  if (!rating) return next
  const withIt = { ...rating, lesson, updated: Math.max(now, rating.updated) }
  return { ...next, ratings: { ...next.ratings, [rating.id]: withIt } }
}

/** Unfolded, or its link followed. */
export const lessonOpened = (book: Book, lesson: string, now: number): Book =>
  withLesson(book, lesson, now, { opened: now })

/** `done`: ids of finished steps or units, or marks reached. */
export const lessonProgressed = (book: Book, lesson: string, done: string[], now: number): Book =>
  withLesson(book, lesson, now, { done })

/** `repeat` counts from the latest completion. */
export const lessonCompleted = (book: Book, lesson: string, now: number): Book =>
  withLesson(book, lesson, now, { completed: now })

export const lessonJudged = (book: Book, lesson: string, useful: boolean, now: number): Book =>
  withLesson(book, lesson, now, { useful })

/** "Not for me": used up for good. */
export const lessonDeclined = (book: Book, lesson: string, now: number): Book =>
  withLesson(book, lesson, now, { declined: now })

/** The user asked the vendor to do it (`service`). */
export const lessonRequested = (book: Book, lesson: string, now: number): Book =>
  withLesson(book, lesson, now, { requested: now })
