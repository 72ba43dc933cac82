/** What the report says: the shape of `/report.json`. */
import type { EventData } from '../delivery/event'
import type { Interval } from './intervals'

export interface SuccessGap {
  /** As asked for, in ISO 8601; null where the report has no beginning. */
  from: string | null
  /** As asked for, in ISO 8601, itself excluded; null where the report has no end. */
  to: string | null
  /** Most completed first. */
  actions: ActionReport[]
  /** Most shown first. */
  lessons: LessonReport[]
}

/** How one action's moments turned out. `reached + partly + missed = answered`, `answered + unknown = completed`. */
export interface ActionReport {
  action: string
  /** Moments: tracked, asked about or rated. Where asks are per period (`every`, `digest`), the periods and not their tracks. */
  completed: number
  /** Moments an ask was shown for. */
  asked: number
  /** Moments rated; one whose rating was changed counts once, as it was rated last. */
  answered: number
  reached: number
  partly: number
  missed: number
  /** `reached` of `answered`: Wilson's 95% interval. */
  reachedShare: Interval
  /** Moments nobody rated. They are not counted as reached, nor as missed. */
  unknown: number
  /** Of the moments not reached, most frequent first. A moment may have several. */
  obstacles: { id: string; count: number }[]
}

export type LessonKind = EventData<'gainloop.lesson.shown'>['kind']

/** What became of one lesson. A lesson counts once for each moment it stood at, however often it was looked at there. */
export interface LessonReport {
  lesson: string
  /** As told last; null where only commitments were told. */
  kind: LessonKind | null
  /** By the loop. Lessons opened by hand are not in here, but what was done with them is in the numbers below. */
  shown: number
  opened: number
  completed: number
  useful: number
  notUseful: number
  /** Commitments made. */
  committed: number
  /** Commitments the user said they kept ("yes", not "partly"), counted at the moment they were asked. */
  did: number
  lift: Lift
}

/**
 * Whether the lesson helps: users it was shown to against the holdout it was withheld from. A user is assigned by whichever
 * was first for an action, and counted once, when they have rated another moment of that action since.
 */
export interface Lift {
  shown: Arm
  withheld: Arm
  /** The share of `reached`, shown − withheld: Newcombe's 95% interval. Null below 30 users an arm. */
  difference: Interval | null
}

export interface Arm {
  users: number
  /** Users whose first rating after it, of another moment of the action, is `reached`. */
  reached: number
}
