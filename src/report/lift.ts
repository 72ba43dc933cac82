/** What one user contributes to the comparison of users who were shown a lesson with users it was withheld from. */
import { compositeKey, countedAtOf, type LessonActivity, type UserActivity } from './activity'
import { matchesFilter, type ParsedFilter } from './filter'
import { nextRatedMoments } from './next-rated'
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
 * How the lesson was assigned at its moment. Only the lesson chosen for the rating counts: who asks for another one differs
 * from who does not, and nobody in the holdout can. Browsers did not always say which lesson was chosen; the first one shown
 * at a moment was.
 */
function assignmentOf(
  { chosen, shown }: LessonActivity,
  firstShown: Timestamped<'shown' | 'withheld'> | undefined,
): Timestamped<'shown' | 'withheld'> | undefined {
  const unsaid = shown === firstShown ? shown : undefined
  return chosen && unsaid ? first(chosen, unsaid) : (chosen ?? unsaid)
}

/**
 * For each lesson and action, the arm the user met first. Lessons opened from the list belong to no action: they assign nobody.
 */
function assignmentsOf({ lessons }: UserActivity, filter: ParsedFilter): Assignment[] {
  const firstShown = new Map<string, Timestamped<'shown' | 'withheld'>>()
  for (const { action, moment, chosen, shown } of lessons.values()) {
    const key = compositeKey(action, moment)
    for (const each of [chosen, shown]) if (each) firstShown.set(key, first(firstShown.get(key), each))
  }
  const found = new Map<string, Assignment>()
  for (const activity of lessons.values()) {
    const { lesson, action, moment } = activity
    if (action === undefined || (filter.action !== undefined && filter.action !== action)) continue
    const assigned = assignmentOf(activity, firstShown.get(compositeKey(action, moment)))
    if (!assigned) continue
    const key = compositeKey(lesson, action)
    const known = found.get(key)
    if (first(known?.assigned, assigned) === assigned) found.set(key, { activity, assigned })
  }
  return [...found.values()]
}

/**
 * One outcome for each lesson the user was assigned to, if they have since completed another moment of the action and rated
 * it. A moment completed before the assignment says nothing about the lesson, however late it is rated. A user who met a
 * lesson for several actions counts once: for the earliest assignment whose outcome is known.
 */
export function outcomesOf(user: UserActivity, filter: ParsedFilter): Outcome[] {
  const assignments = assignmentsOf(user, filter)
  if (!assignments.length) return []
  const nextRated = nextRatedMoments([...user.moments.values()])
  const chosen = new Map<string, Timestamped<Outcome>>()
  for (const { activity, assigned } of assignments) {
    const { lesson, action = '', moment } = activity
    if (!matchesFilter(filter, action, countedAtOf(user, activity))) continue
    const rating = nextRated(action, moment, assigned.at)?.rating
    if (!rating) continue
    const outcome = { lesson, arm: assigned.value, reached: rating.value.band === 'reached' }
    chosen.set(lesson, first(chosen.get(lesson), { at: assigned.at, id: assigned.id, value: outcome }))
  }
  return [...chosen.values()].map(({ value }) => value)
}
