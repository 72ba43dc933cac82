/** Whether a lesson fits an answer: CONTRACT 3's `for`, dates and prerequisites. */
import type { LessonRecord } from '../moment/book'
import { matches } from '../playbook/condition'
import type { Band, Lesson } from '../playbook/schema'
import type { History } from './history'

/** The answer a lesson is chosen for, and all that bears on the choice. */
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
}

type List = 'actions' | 'bands' | 'obstacles' | 'strengths' | 'goals' | 'segments'

/** What keeps a lesson from fitting; named for the playbook's field. */
export type Misfit = List | 'after' | 'from' | 'until' | 'ends' | 'if'

/** Why a lesson does not fit, undefined when it does. `from` counts from its instant, `until` and a webinar's end up to theirs. */
export const misfit = (lesson: Lesson, at: Situation): Misfit | undefined => {
  const { obstacles, strengths, segments, now } = at
  const given = { actions: [at.action], bands: [at.band], obstacles, strengths, goals: [at.goal], segments }
  // A list left out means any; a date left out is no number, and no time is before or after it.
  for (const list in given) {
    const meant: readonly unknown[] | undefined = lesson.for[list as List]
    if (meant && !given[list as List]?.some((id) => meant.includes(id))) return list as List
  }
  const date = (field: 'from' | 'until' | 'ends') =>
    Date.parse((lesson as { [field in 'from' | 'until' | 'ends']?: string })[field] as string)
  if (lesson.after?.some((id) => !at.history.lessons[id]?.completed)) return 'after'
  if (now < date('from')) return 'from'
  if (now >= date('until')) return 'until'
  if (now >= date('ends')) return 'ends'
  return lesson.for.if && !matches(lesson.for.if, at.facts) ? 'if' : undefined
}
