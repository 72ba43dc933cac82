/** What one user contributes to the comparison of users who were shown a lesson with users it was withheld from. */
import { attributionOf, compositeKey, type LessonActivity, type MomentActivity, type UserActivity } from './activity'
import { matchesFilter, type ParsedFilter } from './filter'
import { first, type Timestamped } from './timestamped'

/** One user in one arm of one lesson's comparison. */
export interface Outcome {
  lesson: string
  arm: 'shown' | 'withheld'
  reached: boolean
}

interface Assignment {
  activity: LessonActivity
  assigned: Timestamped<'shown' | 'withheld'>
}

/**
 * For each lesson and action, the arm the user met first. Lessons opened from the list belong to no action: they assign nobody.
 */
function assignmentsOf({ lessons }: UserActivity, filter: ParsedFilter): Assignment[] {
  const found = new Map<string, Assignment>()
  for (const activity of lessons.values()) {
    const { lesson, action, assigned } = activity
    if (!assigned || action === undefined || (filter.action !== undefined && filter.action !== action)) continue
    const key = compositeKey(lesson, action)
    const known = found.get(key)
    if (first(known?.assigned, assigned) === assigned) found.set(key, { activity, assigned })
  }
  return [...found.values()]
}

/**
 * The first moment of the action that was rated after the assignment. The moment whose rating led to the lesson is not
 * eligible, although that rating may be changed later.
 */
function nextRatedMoment(
  { activity, assigned }: Assignment,
  moments: readonly MomentActivity[],
): MomentActivity | undefined {
  let next: MomentActivity | undefined
  for (const moment of moments) {
    if (moment.action !== activity.action || moment.moment === activity.moment) continue
    const { rated } = moment
    if (rated === undefined || rated <= assigned.at) continue
    const difference = rated - (next?.rated ?? Infinity)
    if (difference < 0 || (difference === 0 && moment.moment < (next?.moment ?? ''))) next = moment
  }
  return next
}

/**
 * One outcome for each lesson the user was assigned to, if they have rated another moment since. A user who met a lesson for
 * several actions counts once: for the earliest assignment whose outcome is known.
 */
export function outcomesOf(user: UserActivity, filter: ParsedFilter): Outcome[] {
  const moments = [...user.moments.values()]
  const chosen = new Map<string, Timestamped<Outcome>>()
  for (const assignment of assignmentsOf(user, filter)) {
    const { activity, assigned } = assignment
    const { lesson, action } = activity
    if (!matchesFilter(filter, action, attributionOf(user, activity))) continue
    const rating = nextRatedMoment(assignment, moments)?.rating
    if (!rating) continue
    const outcome = { lesson, arm: assigned.value, reached: rating.value.band === 'reached' }
    chosen.set(lesson, first(chosen.get(lesson), { at: assigned.at, id: assigned.id, value: outcome }))
  }
  return [...chosen.values()].map(({ value }) => value)
}
