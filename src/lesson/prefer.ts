/** Which of two lessons that fit comes first: CONTRACT 3's criteria, the most important first. */
import type { Lesson } from '../playbook/schema'
import type { Situation } from './fit'

/** So many `missed` in a row for the action, and the user needs more than one more thing to read. */
const ESCALATION = 2

const isListed = (list: readonly string[] | undefined): number => (list ? 1 : 0)

/** More is better. A list of a lesson that fits is matched, so being listed is being meant for this very answer. */
export const CRITERIA = {
  weight: (lesson) => lesson.weight ?? 0,
  escalation: ({ kind }, { history }) =>
    history.missedInARow < ESCALATION ? 0 : kind === 'service' ? 2 : kind === 'webinar' ? 1 : 0,
  reason: (lesson) => isListed(lesson.for.obstacles ?? lesson.for.strengths),
  segment: (lesson) => isListed(lesson.for.segments),
  goal: (lesson) => isListed(lesson.for.goals),
  band: (lesson) => isListed(lesson.for.bands),
} satisfies Record<string, (lesson: Lesson, at: Situation) => number>

export type Criterion = keyof typeof CRITERIA

/** The criterion that decides between two lessons, and by how much `a` is ahead; undefined where only playbook order is left. */
export const deciding = (a: Lesson, b: Lesson, at: Situation): { by: Criterion; lead: number } | undefined => {
  for (const by of Object.keys(CRITERIA) as Criterion[]) {
    const lead = CRITERIA[by](a, at) - CRITERIA[by](b, at)
    if (lead) return { by, lead }
  }
  return undefined
}
