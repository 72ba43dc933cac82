/** Counts over users, one after the other; what it holds grows with the actions, lessons and obstacles, not with the users. */
import { type Band, belongingOf, type LessonFacts, type MomentFacts, type UserFacts } from './facts'
import { isInScope, type Scope } from './filter'
import { newcombe, wilson } from './intervals'
import { outcomesOf } from './lift'
import type { ActionReport, LessonKind, LessonReport, Lift, SuccessGap } from './shape'
import { last, type Told } from './told'

/** Fewer users in an arm say too little: a difference among them is mostly chance. */
export const ENOUGH = 30

interface ActionCount extends Record<Band, number> {
  /** Tracked, but never asked about nor rated. */
  alone: number
  /** Asked about or rated. */
  met: number
  asked: number
  /** A period was asked about: the action is asked about per period, and what is tracked are parts of periods. */
  periodic: boolean
  obstacles: Map<string, number>
}

type LessonCount = Omit<LessonReport, 'lesson' | 'kind' | 'lift'> & { lift: Omit<Lift, 'difference'> }

export interface Tally {
  actions: Map<string, ActionCount>
  lessons: Map<string, LessonCount>
  kinds: Map<string, Told<LessonKind>>
}

export const emptyTally = (): Tally => ({ actions: new Map(), lessons: new Map(), kinds: new Map() })

const noAction = (): ActionCount => ({
  ...{ alone: 0, met: 0, asked: 0, reached: 0, partly: 0, missed: 0 },
  periodic: false,
  obstacles: new Map(),
})

const noLesson = (): LessonCount => ({
  ...{ shown: 0, opened: 0, completed: 0, useful: 0, notUseful: 0, committed: 0, did: 0 },
  lift: { shown: { users: 0, reached: 0 }, withheld: { users: 0, reached: 0 } },
})

function at<T>(counts: Map<string, T>, name: string, none: () => T): T {
  const count = counts.get(name) ?? none()
  counts.set(name, count)
  return count
}

/** The moment of `every` and `digest` is called by the time its period began; nobody tracks it. */
const isPeriod = ({ tracked, moment }: MomentFacts): boolean =>
  !tracked && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(moment) && !Number.isNaN(Date.parse(moment))

function countMoment(tally: Tally, facts: MomentFacts): void {
  const { tracked, asked, rating, obstacles } = facts
  if (!tracked && !asked && !rating) return
  const count = at(tally.actions, facts.action, noAction)
  if (asked) count.asked++
  if (!asked && !rating) count.alone++
  else count.met++
  if (isPeriod(facts)) count.periodic = true
  if (!rating) return
  const { id, band } = rating.value
  count[band]++
  // A result that was reached after all has no obstacle.
  if (band === 'reached') return
  for (const obstacle of new Set(obstacles.get(id)?.value)) {
    count.obstacles.set(obstacle, (count.obstacles.get(obstacle) ?? 0) + 1)
  }
}

function countLesson(tally: Tally, { lesson, done, useful, did }: LessonFacts): void {
  const count = at(tally.lessons, lesson, noLesson)
  for (const deed of done) count[deed]++
  if (useful) count[useful.value ? 'useful' : 'notUseful']++
  if (did?.value === 'yes') count.did++
}

/** Adds a user, all of whose events were told. */
export function countUser(tally: Tally, user: UserFacts, scope: Scope): void {
  for (const facts of user.moments.values()) {
    if (isInScope(scope, facts.action, facts.belonging)) countMoment(tally, facts)
  }
  for (const facts of user.lessons.values()) {
    const { lesson, action, kind } = facts
    // Wherever it was told: in the scope there may be commitments only, which do not say.
    if (kind) tally.kinds.set(lesson, last(tally.kinds.get(lesson), kind))
    if (isInScope(scope, action, belongingOf(user, facts))) countLesson(tally, facts)
  }
  for (const { lesson, arm, reached } of outcomesOf(user, scope)) {
    const count = at(tally.lessons, lesson, noLesson).lift[arm]
    count.users++
    if (reached) count.reached++
  }
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function actionReport(action: string, count: ActionCount): ActionReport {
  const { alone, met, asked, periodic, reached, partly, missed } = count
  const completed = met + (periodic ? 0 : alone)
  const answered = reached + partly + missed
  const obstacles = [...count.obstacles].map(([id, count]) => ({ id, count }))
  return {
    ...{ action, completed, asked, answered, reached, partly, missed },
    reachedShare: wilson(reached, answered),
    unknown: completed - answered,
    obstacles: obstacles.sort((a, b) => b.count - a.count || byName(a.id, b.id)),
  }
}

function lessonReport(lesson: string, kind: LessonKind | null, { lift, ...counts }: LessonCount): LessonReport {
  const { shown, withheld } = lift
  const enough = shown.users >= ENOUGH && withheld.users >= ENOUGH
  const difference = enough ? newcombe(shown.reached, shown.users, withheld.reached, withheld.users) : null
  return { lesson, kind, ...counts, lift: { shown, withheld, difference } }
}

const iso = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString())

export function reportOf({ actions, lessons, kinds }: Tally, { from, to }: Scope): SuccessGap {
  return {
    from: iso(from),
    to: iso(to),
    actions: [...actions]
      .map(([action, count]) => actionReport(action, count))
      .sort((a, b) => b.completed - a.completed || byName(a.action, b.action)),
    lessons: [...lessons]
      .map(([lesson, count]) => lessonReport(lesson, kinds.get(lesson)?.value ?? null, count))
      .sort((a, b) => b.shown - a.shown || byName(a.lesson, b.lesson)),
  }
}
