/** Counts users one after the other. Its size depends on the number of actions, lessons and obstacles, not of users. */
import {
  type Band,
  completedAt,
  countedAtOf,
  type LessonActivity,
  type MomentActivity,
  type UserActivity,
} from './activity'
import { matchesFilter, type ParsedFilter } from './filter'
import { newcombe } from './intervals'
import { outcomesOf } from './lift'
import { addUser, noShare, shareOfUsers, type ShareSums } from './share-of-users'
import type { ActionReport, LessonKind, LessonReport, Lift, SuccessGap } from './shape'
import { last, type Timestamped } from './timestamped'
import { verdictsOf } from './verdicts'
import { wholeMoments } from './whole-moments'

/** With fewer users in an arm, a difference between the arms is mostly chance. */
export const MINIMUM_USERS_PER_ARM = 30

interface ActionCount extends Record<Band, number> {
  completed: number
  asked: number
  /** Over users: a user with several moments is one of them. */
  share: ShareSums
  obstacles: Map<string, number>
}

type LessonCount = Omit<LessonReport, 'lesson' | 'kind' | 'lift'> & { lift: Omit<Lift, 'difference'> }

export interface Tally {
  actions: Map<string, ActionCount>
  lessons: Map<string, LessonCount>
  kinds: Map<string, Timestamped<LessonKind>>
  /** Events that could not be read. */
  unreadable: number
}

export const emptyTally = (): Tally => ({
  actions: new Map(),
  lessons: new Map(),
  kinds: new Map(),
  unreadable: 0,
})

const noAction = (): ActionCount => ({
  ...{ completed: 0, asked: 0, reached: 0, partly: 0, missed: 0 },
  share: noShare(),
  obstacles: new Map(),
})

const noLesson = (): LessonCount => ({
  ...{ shown: 0, opened: 0, completed: 0, useful: 0, notUseful: 0, committed: 0, did: 0 },
  lift: { shown: { users: 0, reached: 0 }, withheld: { users: 0, reached: 0 } },
})

function countOf<T>(counts: Map<string, T>, name: string, initial: () => T): T {
  const count = counts.get(name) ?? initial()
  counts.set(name, count)
  return count
}

function countMoment(tally: Tally, { action, asked, rating, obstacles }: MomentActivity): void {
  const count = countOf(tally.actions, action, noAction)
  count.completed++
  if (asked !== undefined) count.asked++
  if (!rating) return
  const { id, band } = rating.value
  count[band]++
  // Obstacles given with an earlier rating no longer count once the result is rated as reached.
  if (band === 'reached') return
  for (const obstacle of new Set(obstacles.get(id)?.value)) {
    count.obstacles.set(obstacle, (count.obstacles.get(obstacle) ?? 0) + 1)
  }
}

function countLesson(tally: Tally, { lesson, steps, plans, withdrawn, useful, did }: LessonActivity): void {
  const count = countOf(tally.lessons, lesson, noLesson)
  for (const step of steps) count[step]++
  if ([...plans].some((plan) => !withdrawn.has(plan))) count.committed++
  if (useful) count[useful.value ? 'useful' : 'notUseful']++
  if (did?.value === 'yes') count.did++
}

/** Adds a user once all of their events were added to their activity. */
export function countUser(tally: Tally, user: UserActivity, filter: ParsedFilter): void {
  const answers = new Map<string, { reached: number; answered: number }>()
  for (const activity of wholeMoments(user)) {
    const { action, attribution, rating } = activity
    if (!matchesFilter(filter, action, { at: completedAt(activity), user: attribution.user })) continue
    countMoment(tally, activity)
    if (!rating) continue
    const mine = countOf(answers, action, () => ({ reached: 0, answered: 0 }))
    mine.answered++
    if (rating.value.band === 'reached') mine.reached++
  }
  for (const [action, { reached, answered }] of answers) {
    addUser(countOf(tally.actions, action, noAction).share, reached, answered)
  }
  // From any period: the filter may leave only commitments, whose events do not name the kind.
  const kinds = new Map<string, Timestamped<LessonKind>>()
  for (const { lesson, kind } of user.lessons.values()) if (kind) kinds.set(lesson, last(kinds.get(lesson), kind))
  for (const activity of user.lessons.values()) {
    const { lesson, action } = activity
    if (!matchesFilter(filter, action, countedAtOf(user, activity))) continue
    countLesson(tally, activity)
    const kind = kinds.get(lesson)
    if (kind) tally.kinds.set(lesson, last(tally.kinds.get(lesson), kind))
  }
  for (const { lesson, arm, reached } of outcomesOf(user, filter)) {
    const count = countOf(tally.lessons, lesson, noLesson).lift[arm]
    count.users++
    if (reached) count.reached++
  }
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function actionReport(action: string, count: ActionCount): ActionReport {
  const { completed, asked, reached, partly, missed, share } = count
  const answered = reached + partly + missed
  const obstacles = [...count.obstacles].map(([id, count]) => ({ id, count }))
  return {
    ...{ action, completed, asked, answered, reached, partly, missed },
    reachedShare: shareOfUsers(share),
    unknown: completed - answered,
    obstacles: obstacles.sort((a, b) => b.count - a.count || byName(a.id, b.id)),
  }
}

function lessonReport(lesson: string, kind: LessonKind | null, { lift, ...counts }: LessonCount): LessonReport {
  const { shown, withheld } = lift
  const enough = shown.users >= MINIMUM_USERS_PER_ARM && withheld.users >= MINIMUM_USERS_PER_ARM
  const difference = enough ? newcombe(shown.reached, shown.users, withheld.reached, withheld.users) : null
  return { lesson, kind, ...counts, lift: { shown, withheld, difference } }
}

const iso = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString())

/** The verdicts depend on all lessons of the report. */
function withVerdicts(lessons: readonly LessonReport[]): LessonReport[] {
  const verdicts = verdictsOf(lessons.map(({ lift }) => lift))
  return lessons.map((lesson, index) => {
    const verdict = verdicts[index]
    return verdict ? { ...lesson, lift: { ...lesson.lift, verdict } } : lesson
  })
}

export function reportOf({ actions, lessons, kinds, unreadable }: Tally, { from, to }: ParsedFilter): SuccessGap {
  return {
    from: iso(from),
    to: iso(to),
    actions: [...actions]
      .map(([action, count]) => actionReport(action, count))
      .sort((a, b) => b.completed - a.completed || byName(a.action, b.action)),
    lessons: withVerdicts(
      [...lessons]
        .map(([lesson, count]) => lessonReport(lesson, kinds.get(lesson)?.value ?? null, count))
        .sort((a, b) => b.shown - a.shown || byName(a.lesson, b.lesson)),
    ),
    ...(unreadable > 0 && { unreadable }),
  }
}
