/** The shelf: the lessons a user was shown, with what was done and planned. */
import type { Book, Moment } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Lesson } from '../playbook/schema'
import { momentAbout } from './about'

export interface ShelfLesson {
  lesson: Lesson
  /** Ids of steps and units done. */
  done: string[]
  completed: boolean
  /** The moment that its texts speak of. */
  about?: Moment | undefined
  /** A service that was asked for. */
  requested: boolean
  /** The commitment the user took from it, in the words of then, until it was reviewed. */
  plan: string | undefined
}

/** The latest first. Lessons the user declined, and lessons that are no longer in the playbook, are left out. */
export const shelfOf = ({ lessons }: Pick<CompiledPlaybook, 'lessons'>, book: Book): ShelfLesson[] => {
  const { lessons: records, commitments } = book
  return lessons
    .flatMap(({ id, source }) => {
      const record = records[id]
      const lastShown = record?.shown.findLast((time) => !record.withheld?.includes(time))
      return record && lastShown !== undefined && !record.declined ? [{ source, record, lastShown }] : []
    })
    .sort((a, b) => b.lastShown - a.lastShown)
    .map(({ source: lesson, record: { done = [], completed, requested, withheld } }) => {
      const plan = Object.values(commitments).findLast(
        (one) => one.lesson === lesson.id && !one.reviewed && !one.withdrawn,
      )
      return {
        lesson,
        about: momentAbout(book, lesson),
        done,
        completed: completed !== undefined && !withheld?.includes(completed),
        requested: requested !== undefined,
        plan: plan?.text,
      }
    })
}
