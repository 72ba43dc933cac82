/** The lessons a user has met: what was shown, what was finished, what was planned. */
import type { Book } from '../moment/book'
import type { Lesson, Playbook } from '../playbook/schema'

export interface Shelved {
  lesson: Lesson
  /** Ids of steps and units done. */
  done: string[]
  completed: unknown
  /** A service asked for already. */
  requested: boolean
  /** The plan taken from it, in the user's words of then, until it was looked back on. */
  plan: string | undefined
}

/** Latest first. What the user put away as "not for me", and what is no longer in the playbook, is left out. */
export const shelfOf = ({ lessons }: Playbook, { lessons: records, commitments }: Book): Shelved[] =>
  lessons
    .filter(({ id }) => records[id]?.shown[0] && !records[id].declined)
    .sort((a, b) => (records[b.id]?.shown.at(-1) ?? 0) - (records[a.id]?.shown.at(-1) ?? 0))
    .map((lesson) => {
      const { done = [], completed, requested } = records[lesson.id] ?? {}
      const plan = Object.values(commitments).findLast((one) => one.lesson === lesson.id && !one.reviewed)
      return { lesson, done, completed, requested: !!requested, plan: plan?.text }
    })
