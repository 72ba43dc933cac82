/** The lesson for an answer, and why each other one lost: for `gainloop simulate`, the workbench and the vendor's own code. */
import type { Lesson } from '../playbook/schema'
import { bestLesson } from './best'
import { reasonOf } from './reasons'
import { type ChooseInput, situationOf } from './situation'

export type { ChooseInput } from './situation'

export interface Choosing {
  /** undefined if no lesson fits. */
  lesson: Lesson | undefined
  /** The other lessons in playbook order, each with a sentence saying why it is not the one. */
  others: { lesson: string; reason: string }[]
}

/** Deterministic and pure: the same input gives the same lesson (CONTRACT 3, "Choosing a lesson"). */
export const chooseLesson = (input: ChooseInput): Choosing => {
  const at = situationOf(input)
  const best = bestLesson(input.playbook.lessons, at)
  return {
    lesson: best,
    others: input.playbook.lessons
      .filter((lesson) => lesson !== best)
      .map((lesson) => ({ lesson: lesson.id, reason: reasonOf(lesson, best, at) })),
  }
}
