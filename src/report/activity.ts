/** What one user did, as far as the report counts it. */
import type { EventData } from '../delivery/event'
import type { Attribution } from './attribution'
import type { LessonKind } from './shape'
import type { Timestamped } from './timestamped'

export type Band = EventData<'gainloop.rating.given'>['band']

export interface MomentActivity {
  action: string
  moment: string
  attribution: Attribution
  /** `action.completed` was received for it. */
  tracked: boolean
  /** An ask was shown for it. */
  asked: boolean
  /** When it was first rated, in ms since 1970. */
  rated?: number
  rating?: Timestamped<{ id: string; band: Band }>
  /** By the id of the rating they explain. When a rating is replaced, its obstacles no longer count. */
  obstacles: Map<string, Timestamped<readonly string[]>>
}

/** What the user did with one lesson at one moment; without a moment where they opened it from the list of lessons. */
export interface LessonActivity {
  lesson: string
  action: string | undefined
  moment: string | undefined
  attribution: Attribution
  kind?: Timestamped<LessonKind>
  assigned?: Timestamped<'shown' | 'withheld'>
  /** Each counts once for a moment, however often it happened. */
  steps: Set<'shown' | 'opened' | 'completed' | 'committed'>
  useful?: Timestamped<boolean>
  did?: Timestamped<'yes' | 'partly' | 'no'>
}

export interface UserActivity {
  /** By `compositeKey(action, moment)`. */
  moments: Map<string, MomentActivity>
  /** By `compositeKey(lesson, action, moment)`. */
  lessons: Map<string, LessonActivity>
}

export const noActivity = (): UserActivity => ({ moments: new Map(), lessons: new Map() })

/** The receiver stores no text with a NUL character, so it can't be part of a name. */
export const compositeKey = (...parts: (string | undefined)[]): string => parts.join('\0')

/** A lesson counts for the period and segments of its moment. One opened from the list has no moment, but an attribution of its own. */
export const attributionOf = (
  { moments }: UserActivity,
  { action, moment, attribution }: LessonActivity,
): Attribution => moments.get(compositeKey(action, moment))?.attribution ?? attribution
