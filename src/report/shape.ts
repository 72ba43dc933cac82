/** The types of the success-gap report, which are also the shape of `/report.json`. */
import type { EventData } from '../delivery/event'
import type { Interval } from './intervals'

export interface SuccessGap {
  /** The start of the period, in ISO 8601; null if the report has no start. */
  from: string | null
  /** The end of the period, in ISO 8601, itself excluded; null if the report has no end. */
  to: string | null
  /** Sorted by `completed`, highest first. */
  actions: ActionReport[]
  /** Sorted by `shown`, highest first. */
  lessons: LessonReport[]
  /** How many stored events could not be read, because their rows were damaged. They are not counted. Absent if there are none. */
  unreadable?: number
}

/** How the moments of one action turned out. `reached + partly + missed = answered`, and `answered + unknown = completed`. */
export interface ActionReport {
  action: string
  /**
   * Moments that were tracked, asked about or rated. Of an action with `every` or `digest` each period is one moment, and what
   * was tracked in it is a part of that moment.
   */
  completed: number
  /** Moments for which an ask was shown. */
  asked: number
  /** Moments that were rated. A moment whose rating was changed counts once, with its latest rating. */
  answered: number
  /** Moments rated as reached. */
  reached: number
  /** Moments rated as partly reached. */
  partly: number
  /** Moments rated as missed. */
  missed: number
  /**
   * `reached` divided by `answered`, with a 95% interval over users: Wilson's where every user answered once, wider where users
   * answered several times.
   */
  reachedShare: Interval
  /** Moments that nobody rated. They count neither as reached nor as missed. */
  unknown: number
  /** Reasons given for moments that were not reached, most frequent first. A moment may have several. */
  obstacles: { id: string; count: number }[]
}

/** The kinds of lessons, such as `tips` or `video`. */
export type LessonKind = EventData<'gainloop.lesson.shown'>['kind']

/** What users did with one lesson. Each count is of moments: opening a lesson three times after one moment counts once. */
export interface LessonReport {
  /** The lesson's id. */
  lesson: string
  /** From the latest event that names it, of the users counted here; null if only commitments were received, which do not. */
  kind: LessonKind | null
  /** Shown after a rating. Lessons that users opened from the list are not counted here, but in the counts below. */
  shown: number
  opened: number
  completed: number
  /** Judged useful. */
  useful: number
  /** Judged not useful. */
  notUseful: number
  /** Commitments made. */
  committed: number
  /** Commitments the user said they kept ("yes", not "partly"). */
  did: number
  lift: Lift
}

/**
 * Whether the lesson helps: users who were shown it, compared with the holdout it was withheld from. A user belongs to the arm
 * they met first for an action, and counts once, as soon as they have rated a moment of that action that was completed at or
 * after the assignment. Only the lesson chosen for a rating assigns a user, not one they asked for instead.
 */
export interface Lift {
  shown: Arm
  withheld: Arm
  /** The share of `reached` among `shown` minus that among `withheld`, with Newcombe's 95% interval. Null below 30 users in either arm. */
  difference: Interval | null
  /** Absent where `difference` is null. */
  verdict?: LiftVerdict
}

/**
 * What the difference says, corrected for how many lessons the report compares: with several lessons an interval that leaves
 * out 0 may still be chance, and the verdict is `unclear`.
 */
export type LiftVerdict = 'helps' | 'hinders' | 'unclear'

export interface Arm {
  /** Users in this arm who have since completed another moment and rated it. */
  users: number
  /** Those of them whose next rated moment is `reached`. */
  reached: number
}
