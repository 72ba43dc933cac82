/** What one user says about whether lessons help. */
import { isInScope, type Scope } from './filter'
import { belongingOf, keyOf, type LessonFacts, type MomentFacts, type UserFacts } from './facts'
import { first, type Told } from './told'

/** One user in one arm of one lesson's comparison. */
export interface Outcome {
  lesson: string
  arm: 'shown' | 'withheld'
  reached: boolean
}

interface Assignment {
  facts: LessonFacts
  assigned: Told<'shown' | 'withheld'>
}

/** Whichever of shown and withheld came first, for each lesson and action. Lessons opened by hand are on no action. */
function assignmentsOf({ lessons }: UserFacts, scope: Scope): Assignment[] {
  const found = new Map<string, Assignment>()
  for (const facts of lessons.values()) {
    const { lesson, action, assigned } = facts
    if (!assigned || action === undefined || (scope.action !== undefined && scope.action !== action)) continue
    const key = keyOf(lesson, action)
    const known = found.get(key)
    if (first(known?.assigned, assigned) === assigned) found.set(key, { facts, assigned })
  }
  return [...found.values()]
}

/** The first moment of the action rated after it. The rating that led to the lesson is not one, though it may be changed later. */
function ratedAfter({ facts, assigned }: Assignment, moments: readonly MomentFacts[]): MomentFacts | undefined {
  let next: MomentFacts | undefined
  for (const moment of moments) {
    if (moment.action !== facts.action || moment.moment === facts.moment) continue
    const { rated } = moment
    if (rated === undefined || rated <= assigned.at) continue
    const earlier = rated - (next?.rated ?? Infinity)
    if (earlier < 0 || (earlier === 0 && moment.moment < (next?.moment ?? ''))) next = moment
  }
  return next
}

/**
 * One outcome for each lesson this user was assigned to in the scope and has rated a result since. Somebody who met it for
 * several actions counts once: for the one they met it for first, of those whose result is known.
 */
export function outcomesOf(user: UserFacts, scope: Scope): Outcome[] {
  const moments = [...user.moments.values()]
  const chosen = new Map<string, Told<Outcome>>()
  for (const assignment of assignmentsOf(user, scope)) {
    const { facts, assigned } = assignment
    const { lesson, action } = facts
    const rating = isInScope(scope, action, belongingOf(user, facts)) && ratedAfter(assignment, moments)?.rating
    if (!rating) continue
    const outcome = { lesson, arm: assigned.value, reached: rating.value.band === 'reached' }
    chosen.set(lesson, first(chosen.get(lesson), { at: assigned.at, id: assigned.id, value: outcome }))
  }
  return [...chosen.values()].map(({ value }) => value)
}
