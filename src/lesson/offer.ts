/** The lesson the card offers for a rating, chosen from what is in the book. */
import { type Book, type LessonRecord, momentKey, type Rating, seedOf } from '../moment/book'
import { conditionFacts, type Surroundings } from '../moment/condition-facts'
import { historyOf } from '../moment/history'
import { update } from '../moment/records'
import { type CompiledPlaybook, segmentsOf } from '../playbook/compiled'
import type { Lesson, LessonKind } from '../playbook/schema'
import { bestLesson } from './best'
import { misfit, usedUp } from './fit'
import { inHoldout } from './holdout'
import { doneOf } from './progress'

export interface LessonOffer {
  lesson: Lesson
  /** What the user had done of it. A lesson that was completed before starts again. */
  done: string[]
  /** A service that was asked for before, and is not due to repeat. */
  requested: boolean
  /** The user is in the holdout: the lesson is recorded as withheld and not shown. */
  withheld: boolean
  /** The kinds of other lessons that fit and are not used up, in the playbook's order: what "Another way" offers. */
  ways: LessonKind[]
}

/** A rating that a lesson is offered for, as far as the choice depends on it. */
export type OfferedFor = Pick<Rating, 'id' | 'moment' | 'action' | 'band' | 'obstacles' | 'strengths'> & {
  goal?: string | undefined
}

/**
 * The book without the lesson that was withheld for this very rating. When the answer is changed it is the one to choose
 * still, as a lesson that is shown and not finished would be.
 */
const withoutOwn = (book: Book, rating: string): Book => {
  const own = book.ratings[rating]?.lesson ?? ''
  const { [own]: record, ...lessons } = book.lessons
  return record?.withheld ? { ...book, lessons } : book
}

/**
 * The best lesson for a rating. The rating counts in the history, whether or not it is in the book yet.
 * @param exclude ids of lessons to leave out
 * @param kind of lesson that the user wants instead @default any
 */
export const offerLesson = (
  { playbook, book, facts, now }: { playbook: CompiledPlaybook; book: Book; facts: Surroundings; now: number },
  rating: OfferedFor,
  exclude?: readonly string[],
  kind?: LessonKind,
): LessonOffer | undefined => {
  const { id, action, band, moment, goal } = rating
  const history = historyOf(update(withoutOwn(book, id), 'ratings', id, rating, now, { at: now }), action, now)
  const known = { ...conditionFacts(facts, book.moments[momentKey(action, moment)], history), goal }
  const situation = {
    ...rating,
    segments: segmentsOf(playbook, known),
    facts: known,
    history,
    now,
    prefer: playbook.prefer,
  }
  const lessons = playbook.lessonsFor(action, band)
  const wanted = kind === undefined ? lessons : lessons.filter((lesson) => lesson.kind === kind)
  const best = bestLesson(wanted, situation, exclude)
  if (!best) return
  const record: Partial<LessonRecord> = book.lessons[best.id] ?? {}
  const { requested } = record
  const fresh = lessons.filter(
    (lesson) =>
      !misfit(lesson, situation) && !usedUp(lesson, book.lessons[lesson.id], now) && lesson.kind !== best.kind,
  )
  return {
    ways: [...new Set(fresh.map((lesson) => lesson.kind))],
    lesson: best.source,
    done: doneOf(record),
    requested: requested !== undefined && usedUp(best, { completed: requested }, now) !== undefined,
    withheld: inHoldout(playbook, seedOf(book.user)),
  }
}
