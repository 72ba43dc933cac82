/** The lesson the card offers for a rating, from the book: what `FlowContext.chooseLesson` asks for. */
import { type Book, type LessonRecord, momentKey, type Rating, seedOf } from '../moment/book'
import { update } from '../moment/records'
import type { Lesson, Playbook } from '../playbook/schema'
import { segmentsOf } from '../playbook/segments'
import { bestLesson } from './best'
import { factsFor, type Surroundings } from './facts'
import { historyOf } from './history'
import { inHoldout } from './holdout'
import { doneOf } from './progress'
import { usedUp } from './used-up'

export { doneOf } from './progress'

export interface LessonOffer {
  lesson: Lesson
  /** What the user had done of it; a lesson finished before starts anew. */
  done: string[]
  /** Asked for before, and not due to repeat. */
  requested: boolean
  /** The user is in the holdout: to be recorded, not shown. */
  withheld: boolean
}

type Answer = Pick<Rating, 'id' | 'moment' | 'action' | 'band' | 'obstacles' | 'strengths'> & {
  goal?: string | undefined
}

/** The best lesson for a rating, which need not be in the book yet: it counts in any case. */
export const offerLesson = (
  { playbook, book, facts, now }: { playbook: Playbook; book: Book; facts: Surroundings; now: number },
  answer: Answer,
  not?: readonly string[],
): LessonOffer | undefined => {
  const { id, action, moment, goal } = answer
  const history = historyOf(update(book, 'ratings', id, answer, now, { at: now }), action, now)
  const about = { ...factsFor(facts, book.moments[momentKey(action, moment)], history), goal }
  const situation = { ...answer, segments: segmentsOf(playbook, about), facts: about, history, now }
  const lesson = bestLesson(playbook.lessons, situation, not)
  if (!lesson) return
  const record: Partial<LessonRecord> = book.lessons[lesson.id] ?? {}
  const { requested: completed } = record
  return {
    lesson,
    done: doneOf(record),
    requested: !!completed && !!usedUp(lesson, { completed }, now),
    withheld: inHoldout(playbook, seedOf(book.user)),
  }
}
