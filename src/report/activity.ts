/** What one user did, as far as the report counts it. */
import type { EventData } from '../delivery/event'
import type { Attribution, CountedAt } from './attribution'
import type { LessonKind } from './shape'
import type { Timestamped } from './timestamped'

export type Band = EventData<'gainloop.rating.given'>['band']

/** The period of an ask with `every` or `digest`, in ms since 1970. `to` is excluded. */
export interface Period {
  from: number
  to: number
}

export interface MomentActivity {
  action: string
  moment: string
  attribution: Attribution
  /** `action.completed` was received for it. */
  tracked: boolean
  /** When an ask was first shown for it, in ms since 1970. */
  asked?: number
  /** When it was first rated, in ms since 1970. */
  rated?: number
  rating?: Timestamped<{ id: string; band: Band }>
  /** By the id of the rating they explain. When a rating is replaced, its obstacles no longer count. */
  obstacles: Map<string, Timestamped<readonly string[]>>
  /** It no longer counts: the vendor's page said so. */
  cancelled?: true
  /** The moment stands for this period. */
  period?: Timestamped<Period>
  /** It was tracked within this period, which is asked about instead. */
  partOf?: Timestamped<Period>
}

/** What the user did with one lesson at one moment; without a moment where they opened it from the list of lessons. */
export interface LessonActivity {
  lesson: string
  action: string | undefined
  moment: string | undefined
  attribution: Attribution
  kind?: Timestamped<LessonKind>
  /** It was the lesson chosen for the rating. */
  chosen?: Timestamped<'shown' | 'withheld'>
  /** It was shown by a browser that did not yet say whether it was the lesson chosen. */
  shown?: Timestamped<'shown'>
  /** Each counts once for a moment, however often it happened. */
  steps: Set<'shown' | 'opened' | 'completed'>
  /** The plans taken from it, and those of them that were taken back. By their ids, or their words where events name no id. */
  plans: Set<string>
  withdrawn: Set<string>
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

/**
 * When a moment was completed, in ms since 1970: a period with its last millisecond, or when it was asked about before that.
 * A moment whose completion was not received was completed before the first event about it, at the latest.
 */
export function completedAt({ attribution, period, asked = Infinity, rated = Infinity }: MomentActivity): number {
  if (period) return Math.min(period.value.to - 1, asked, rated)
  return attribution.completed ?? attribution.earliest
}

/** A lesson counts for the period and segments of its moment. One opened from the list has no moment, but an attribution of its own. */
export function countedAtOf({ moments }: UserActivity, { action, moment, attribution }: LessonActivity): CountedAt {
  const known = moments.get(compositeKey(action, moment))
  return known
    ? { at: completedAt(known), user: known.attribution.user }
    : { at: attribution.earliest, user: attribution.user }
}
