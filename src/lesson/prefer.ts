/** Which of two lessons that fit comes first, by criteria of which the first that differs decides. */
import type { CompiledLesson } from '../playbook/compiled'
import type { LessonKind } from '../playbook/schema'
import type { Situation } from './fit'

/** After so many `missed` in a row for the action, a user needs more than another thing to read. */
export const ESCALATION = 2

const escalationRank = (kind: LessonKind): number => {
  if (kind === 'service') return 2
  return kind === 'webinar' ? 1 : 0
}

/**
 * By weight, escalation, reason (obstacle or strength), segment, goal, band, and the kind that the user prefers. More is better.
 * Being listed is being meant for this very answer, since every list of a lesson that fits is matched.
 */
const merits = ({ weight, kind, for: meant }: CompiledLesson, { history, facts }: Situation): number[] => [
  weight,
  history.missedInARow < ESCALATION ? 0 : escalationRank(kind),
  Number(Boolean(meant.obstacles ?? meant.strengths)),
  Number(Boolean(meant.segments)),
  Number(Boolean(meant.goals)),
  Number(Boolean(meant.bands)),
  Number(kind === facts.preference),
]

/** By how much `a` is ahead of `b` in each criterion. Where nothing differs, the playbook's order decides. */
export const leads = (a: CompiledLesson, b: CompiledLesson, at: Situation): number[] => {
  const other = merits(b, at)
  return merits(a, at).map((merit, index) => merit - (other[index] ?? 0))
}

/** For sorting: the preferred lesson first. */
export const byPreference =
  (at: Situation) =>
  (a: CompiledLesson, b: CompiledLesson): number =>
    leads(b, a, at).find((lead) => lead !== 0) ?? 0
