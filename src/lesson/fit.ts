/** Whether a lesson fits an answer: its `for`, dates and prerequisites, and whether it was used up. */
import type { LessonRecord } from '../moment/book'
import type { History } from '../moment/history'
import type { CompiledLesson } from '../playbook/compiled'
import type { Band, Match } from '../playbook/schema'

/** The answer a lesson is chosen for, and everything the choice depends on. */
export interface Situation {
  action: string
  band: Band
  obstacles?: readonly string[] | undefined
  strengths?: readonly string[] | undefined
  goal?: string | undefined
  /** Names of the segments the user is in. */
  segments: readonly string[]
  /** What `for.if` is matched against. */
  facts: Record<string, unknown>
  history: Pick<History, 'missedInARow'> & { lessons: Record<string, Partial<LessonRecord>> }
  /** Milliseconds since 1970. */
  now: number
  /** Which match counts first. @default as the playbook format has it */
  prefer?: readonly Match[] | undefined
}

type List = 'actions' | 'bands' | 'obstacles' | 'strengths' | 'goals' | 'segments'

/** What keeps a lesson from fitting, by the playbook's field. */
export type Misfit = List | 'after' | 'from' | 'until' | 'ends' | 'if'

/** A list that is left out means any. */
const lists = (listed: readonly string[] | undefined, given: readonly string[]): boolean =>
  !listed || given.some((id) => listed.includes(id))

/** The first list of a lesson that the answer is not on. */
const unlisted = ({ for: meant }: CompiledLesson, at: Situation): List | undefined => {
  if (!lists(meant.actions, [at.action])) return 'actions'
  if (!lists(meant.bands, [at.band])) return 'bands'
  if (!lists(meant.obstacles, at.obstacles ?? [])) return 'obstacles'
  if (!lists(meant.strengths, at.strengths ?? [])) return 'strengths'
  if (!lists(meant.goals, at.goal === undefined ? [] : [at.goal])) return 'goals'
  return lists(meant.segments, at.segments) ? undefined : 'segments'
}

/** Why a lesson does not fit, or undefined when it does. It fits from `from` on, and no longer at `until` or at its webinar's end. */
export const misfit = (lesson: CompiledLesson, at: Situation): Misfit | undefined => {
  const { history, facts, now } = at
  const list = unlisted(lesson, at)
  if (list) return list
  if (lesson.after.some((id) => !history.lessons[id]?.completed)) return 'after'
  if (now < lesson.from) return 'from'
  if (now >= lesson.until) return 'until'
  if (now >= lesson.ends) return 'ends'
  return !lesson.condition || lesson.condition(facts) ? undefined : 'if'
}

/**
 * Why a lesson that fits is not to be shown again: the user chose "Not for me", or completed it and it is not due to repeat.
 * @returns undefined while it is still of use
 */
export const usedUp = (
  { repeat }: CompiledLesson,
  { declined, completed }: Partial<LessonRecord> = {},
  now: number,
): 'declined' | 'completed' | undefined => {
  if (declined) return 'declined'
  return completed && now < completed + repeat ? 'completed' : undefined
}
