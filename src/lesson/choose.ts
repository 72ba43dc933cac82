/** The lesson for an answer, and why each other one was not chosen: for `gainloop simulate`, the workbench and the vendor's own code. */
import { compilePlaybook } from '../playbook/compile'
import type { Lesson } from '../playbook/schema'
import { bestLesson } from './best'
import { reasonOf } from './reasons'
import { type ChooseInput, situationOf } from './situation'

export type { ChooseInput } from './situation'

export interface Choosing {
  /** Undefined if no lesson fits. */
  lesson: Lesson | undefined
  /** The other lessons in the playbook's order, each with a sentence that says why it was not chosen. */
  others: { lesson: string; reason: string }[]
}

/**
 * Chooses the lesson for an answer, as the card does. Pure: the same input gives the same lesson.
 * The rule is "Choosing a lesson" in the playbook reference.
 */
export const chooseLesson = (input: ChooseInput): Choosing => {
  const { lessons, lessonsFor } = compilePlaybook(input.playbook)
  const at = situationOf(input)
  const best = bestLesson(lessonsFor(input.action, input.band), at)
  return {
    lesson: best?.source,
    others: lessons
      .filter((lesson) => lesson !== best)
      .map((lesson) => ({ lesson: lesson.id, reason: reasonOf(lesson, best, at) })),
  }
}
