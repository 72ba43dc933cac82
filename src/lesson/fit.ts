/** Whether a lesson fits an answer: one small predicate per line of CONTRACT 3's `for`, dates and prerequisites. */
import type { LessonRecord } from '../moment/book'
import { matches } from '../playbook/condition'
import type { Band, Lesson } from '../playbook/schema'
import type { History } from './history'

/** The answer a lesson is chosen for, and all that bears on the choice. */
export interface Situation {
  action: string
  band: Band
  obstacles: readonly string[]
  strengths: readonly string[]
  goal: string | undefined
  /** Names of the segments the user is in. */
  segments: readonly string[]
  /** What `for.if` is matched against. */
  facts: Record<string, unknown>
  history: Pick<History, 'missedInARow' | 'reachedInARow'> & { lessons: Record<string, Partial<LessonRecord>> }
  /** Milliseconds since 1970. */
  now: number
}

/** What keeps a lesson from fitting; named for the playbook's field. */
export type Misfit =
  | 'actions'
  | 'bands'
  | 'obstacles'
  | 'strengths'
  | 'goals'
  | 'segments'
  | 'after'
  | 'from'
  | 'until'
  | 'ends'
  | 'if'

/** A list left out means any. */
const outside = (list: readonly string[] | undefined, given: readonly string[]): boolean =>
  list !== undefined && !given.some((id) => list.includes(id))

/** Why a lesson does not fit, undefined when it does. `from` counts from its instant, `until` and a webinar's end up to theirs. */
export const misfit = (lesson: Lesson, at: Situation): Misfit | undefined => {
  const { actions, bands, obstacles, strengths, goals, segments, if: condition } = lesson.for
  if (outside(actions, [at.action])) return 'actions'
  if (outside(bands, [at.band])) return 'bands'
  if (outside(obstacles, at.obstacles)) return 'obstacles'
  if (outside(strengths, at.strengths)) return 'strengths'
  if (outside(goals, at.goal === undefined ? [] : [at.goal])) return 'goals'
  if (outside(segments, at.segments)) return 'segments'
  if (lesson.after?.some((id) => at.history.lessons[id]?.completed === undefined)) return 'after'
  if (lesson.from && at.now < Date.parse(lesson.from)) return 'from'
  if (lesson.until && at.now >= Date.parse(lesson.until)) return 'until'
  if (lesson.kind === 'webinar' && at.now >= Date.parse(lesson.ends)) return 'ends'
  if (condition && !matches(condition, at.facts)) return 'if'
  return undefined
}
