/** The lesson the card offers for a rating, from the book: what `FlowContext.chooseLesson` asks for. */
import type { Book, Rating } from '../moment/book'
import { momentKey, seedOf } from '../moment/book'
import type { Lesson, Playbook } from '../playbook/schema'
import { rated } from '../rating/ratings'
import { bestLesson } from './best'
import { factsFor, type Surroundings } from './facts'
import { historyOf } from './history'
import { inHoldout } from './holdout'
import { doneOf } from './progress'
import { situationOf } from './situation'

export { doneOf } from './progress'

export interface LessonOffer {
  lesson: Lesson
  /** What the user had done of it; a lesson finished before starts anew. */
  done: string[]
  /** The user is in the holdout: to be recorded, not shown. */
  withheld: boolean
}

/** The best lesson for a rating, which need not be in the book yet: it counts in any case. */
export const offerLesson = (
  { playbook, book, facts, now }: { playbook: Playbook; book: Book; facts: Surroundings; now: number },
  rating: Rating,
  not: readonly string[] = [],
): LessonOffer | undefined => {
  const history = historyOf(rated(book, rating), rating.action, now)
  const moment = book.moments[momentKey(rating.action, rating.moment)]
  const at = situationOf({
    ...rating,
    playbook,
    facts: factsFor(facts, moment, history),
    history,
    now,
  })
  const lesson = bestLesson(playbook.lessons, at, not)
  return lesson && { lesson, done: doneOf(book.lessons[lesson.id]), withheld: inHoldout(playbook, seedOf(book.user)) }
}
