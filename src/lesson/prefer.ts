/** Which of two lessons that fit comes first, by criteria of which the first that differs decides. */
import type { CompiledLesson } from '../playbook/compiled'
import { defaults } from '../playbook/defaults'
import type { LessonKind, Match } from '../playbook/schema'
import type { Situation } from './fit'

/** After so many `missed` in a row for the action, a user needs more than another thing to read. */
export const ESCALATION = 2

/** A webinar that begins later than this is no help now, in ms. */
const SOON = 30 * 86_400_000

/** A lesson for everybody does not escalate. */
const isMeant = ({ actions, obstacles, strengths, segments }: CompiledLesson['for']): boolean =>
  Boolean(actions ?? obstacles ?? strengths ?? segments)

const escalation = ({ kind, starts, for: meant }: CompiledLesson, { history, now }: Situation): number => {
  if (history.missedInARow < ESCALATION || !isMeant(meant)) return 0
  if (kind === 'service') return 2
  return kind === 'webinar' && starts <= now + SOON ? 1 : 0
}

export type Criterion = 'escalation' | 'weight' | Match | 'preference'

/**
 * How much speaks for a lesson by each criterion. Being listed is being meant for this very answer, since every list of a
 * lesson that fits is matched.
 */
const MERITS: Record<Criterion, (lesson: CompiledLesson, at: Situation) => number> = {
  escalation,
  weight: ({ weight }) => weight,
  reasons: ({ for: { obstacles, strengths } }) => Number(Boolean(obstacles ?? strengths)),
  segments: ({ for: { segments } }) => Number(Boolean(segments)),
  goals: ({ for: { goals } }) => Number(Boolean(goals)),
  bands: ({ for: { bands } }) => Number(Boolean(bands)),
  preference: ({ kind }, { facts }) => Number(kind === (facts.preference as LessonKind | undefined)),
}

/** The criteria, the first that differs decides. Matches that `prefer` does not list follow those it does. */
const criteriaOf = ({ prefer = [] }: Situation): Criterion[] => [
  'escalation',
  'weight',
  ...new Set([...prefer, ...defaults.prefer]),
  'preference',
]

/** By which criterion one of two lessons is ahead, and by how much `a` is: less than 0 where `b` is. Undefined where nothing differs. */
export const decisive = (
  a: CompiledLesson,
  b: CompiledLesson,
  at: Situation,
): { criterion: Criterion; lead: number } | undefined => {
  for (const criterion of criteriaOf(at)) {
    const lead = MERITS[criterion](a, at) - MERITS[criterion](b, at)
    if (lead !== 0) return { criterion, lead }
  }
  return undefined
}

/** For sorting: the preferred lesson first. Where nothing differs, the playbook's order decides. */
export const byPreference =
  (at: Situation) =>
  (a: CompiledLesson, b: CompiledLesson): number =>
    decisive(b, a, at)?.lead ?? 0
