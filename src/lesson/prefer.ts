/** Which of two lessons that fit comes first: CONTRACT 3's criteria, the most important first. */
import type { Lesson } from '../playbook/schema'
import type { Situation } from './fit'

/** So many `missed` in a row for the action, and the user needs more than one more thing to read. */
export const ESCALATION = 2

/**
 * By weight, escalation, reason (obstacle or strength), segment, goal and band; more is better. A list of a lesson that
 * fits is matched, so being listed is being meant for this very answer.
 */
const merits = ({ weight = 0, kind, for: meant }: Lesson, { history }: Situation): number[] => [
  weight,
  history.missedInARow < ESCALATION ? 0 : ['webinar', 'service'].indexOf(kind),
  +!!(meant.obstacles ?? meant.strengths),
  +!!meant.segments,
  +!!meant.goals,
  +!!meant.bands,
]

/** By how much `a` is ahead of `b` in each criterion; the first that is not 0 decides, and where all are, playbook order. */
export const leads = (a: Lesson, b: Lesson, at: Situation): number[] => {
  const other = merits(b, at)
  return merits(a, at).map((merit, index) => merit - (other[index] as number))
}
