/**
 * Lessons that fit some answers, but that another lesson precedes for every one of them. Most are the second or third of a
 * series, shown once the one before is used up. But nobody ever sees a lesson behind one that comes back before the next ask.
 * Not for the browser.
 *
 * Only certain cases count. Of all situations a lesson fits, the barest are looked at: one of the reasons, segments and goals
 * it lists, or none. Whatever else is given only lets more lessons fit. The lesson ahead of it must fit there whatever the user
 * did or is, and for as long. What the lesson itself comes `after` is no rival, since that order is intended.
 */
import { compilePlaybook } from '../playbook/compile'
import type { CompiledLesson, CompiledPlaybook } from '../playbook/compiled'
import type { Band, Playbook } from '../playbook/schema'
import { misfit, type Situation } from './fit'
import { byPreference, ESCALATION } from './prefer'

export interface NeverFirst {
  lesson: string
  /** The lesson that precedes it most often. */
  behind: string
  /** That lesson is due again whenever it could be chosen, so the lesson behind it is never shown. */
  always: boolean
}

const BANDS: Band[] = ['missed', 'partly', 'reached']

/** Until when a lesson is shown, in milliseconds since 1970. */
const endOf = ({ until, ends }: CompiledLesson): number => Math.min(until, ends)

/** The ids of all lessons that come before a lesson, directly or indirectly. */
const prerequisites = (
  lesson: CompiledLesson,
  byId: ReadonlyMap<string, CompiledLesson>,
  known = new Set<string>(),
): Set<string> => {
  for (const id of lesson.after) {
    if (known.has(id)) continue
    known.add(id)
    const other = byId.get(id)
    if (other) prerequisites(other, byId, known)
  }
  return known
}

/** One of the listed ids at a time, or none where there is no list. */
const eachOf = <K extends string>(key: K, ids: readonly string[] | undefined): { [key in K]?: string[] }[] =>
  ids ? ids.map((id) => ({ [key]: [id] }) as { [key in K]?: string[] }) : [{}]

/** The barest situations a lesson fits after these actions. Its `if` is taken to hold. */
function* situationsOf(
  { for: meant }: CompiledLesson,
  actions: readonly string[],
  when: Pick<Situation, 'now' | 'prefer'>,
): Generator<Situation> {
  const reasons = eachOf('obstacles', meant.obstacles).flatMap((obstacle) =>
    eachOf('strengths', meant.strengths).map((strength) => ({ ...obstacle, ...strength })),
  )
  for (const action of actions)
    for (const band of meant.bands ?? BANDS) {
      if (band === 'reached' ? meant.obstacles : meant.strengths) continue
      for (const reason of reasons)
        for (const segment of meant.segments ?? [undefined])
          for (const goal of meant.goals ?? [undefined])
            for (const missedInARow of band === 'missed' ? [1, ESCALATION] : [0])
              yield {
                action,
                band,
                ...reason,
                goal,
                segments: segment === undefined ? [] : [segment],
                facts: {},
                history: { missedInARow, lessons: {} },
                ...when,
              }
    }
}

/** A lesson as it is while its dates, prerequisites and condition hold. */
const unconditional = (lesson: CompiledLesson): CompiledLesson => ({
  ...lesson,
  condition: undefined,
  after: [],
  from: -Infinity,
  until: Infinity,
  ends: Infinity,
})

/** The shortest time between two asks after which a lesson can be chosen, by the limits. */
const timeBetweenAsks = ({ actions, limits }: CompiledPlaybook, name: string, isOnlyAction: boolean): number => {
  const { cooldown, sameAction } = actions[name]?.ask.limits ?? limits
  return isOnlyAction ? Math.max(cooldown, sameAction.answered) : cooldown
}

/** Whether a lesson is due again well before the next ask: half the time is left to complete it. */
const comesBack = ({ repeat, for: meant }: CompiledLesson, playbook: CompiledPlaybook, action: string): boolean => {
  const isOnlyAction = (meant.actions ?? Object.keys(playbook.actions)).length === 1
  return repeat * 2 <= timeBetweenAsks(playbook, action, isOnlyAction)
}

/** Picks one of each kind of action: actions with the same lessons and the same time between asks are alike. */
const oneOfEachKind = (
  playbook: CompiledPlaybook,
  live: readonly CompiledLesson[],
): ((names: readonly string[]) => string[]) => {
  const kinds = new Map(
    Object.keys(playbook.actions).map((name) => [
      name,
      [timeBetweenAsks(playbook, name, false), timeBetweenAsks(playbook, name, true)],
    ]),
  )
  for (const [index, { for: meant }] of live.entries())
    for (const name of meant.actions ?? []) kinds.get(name)?.push(index)
  return (names) => [...new Map(names.map((name) => [kinds.get(name)?.join() ?? name, name])).values()]
}

/**
 * Finds lessons that another lesson always precedes.
 * @param skip ids of lessons that nobody sees at all, which are reported as such
 */
export const neverFirst = (
  source: Playbook,
  { now, skip = [] }: { now: number; skip?: readonly string[] },
): NeverFirst[] => {
  const playbook = compilePlaybook(source)
  const live = playbook.lessons.filter((lesson) => !skip.includes(lesson.id) && endOf(lesson) > now)
  const byId = new Map(playbook.lessons.map((lesson) => [lesson.id, lesson]))
  const bare = new Map(live.map((lesson) => [lesson, unconditional(lesson)]))
  const pick = oneOfEachKind(playbook, live)
  const allActions = pick(Object.keys(playbook.actions))

  const orders = new Map<string, CompiledLesson[]>()
  /** The lessons of an action, the preferred first. Sorting is stable, so equal ones stay in the playbook's order. */
  const ordered = (at: Situation): CompiledLesson[] => {
    const key = `${at.history.missedInARow < ESCALATION} ${at.action}`
    const known =
      orders.get(key) ??
      live.filter(({ for: { actions } }) => actions?.includes(at.action) ?? true).sort(byPreference(at))
    orders.set(key, known)
    return known
  }

  return live.flatMap((lesson): NeverFirst[] => {
    const earlier = prerequisites(lesson, byId)
    const conditionOf = ({ source: { for: meant } }: CompiledLesson) => JSON.stringify(meant.if)
    const isRival = (other: CompiledLesson): boolean =>
      !earlier.has(other.id) &&
      other.after.every((id) => earlier.has(id)) &&
      other.from <= Math.max(now, lesson.from) &&
      endOf(other) >= endOf(lesson) &&
      (!other.condition || conditionOf(other) === conditionOf(lesson))
    const wins = new Map<CompiledLesson, number>()
    let always = true
    const { actions } = lesson.for
    for (const at of situationsOf(lesson, actions ? pick(actions) : allActions, { now, prefer: playbook.prefer })) {
      let first: CompiledLesson | undefined
      let recurring: CompiledLesson | undefined
      for (const other of ordered(at)) {
        if (other === lesson || recurring || (first && !always)) break
        // Behind the first, only a lesson that comes back matters.
        if (first && other.repeat === Infinity) continue
        if (misfit(bare.get(other) ?? other, at) || !isRival(other)) continue
        first ??= other
        if (comesBack(other, playbook, at.action)) recurring = other
      }
      const winner = recurring ?? first
      if (!winner) return []
      always &&= recurring !== undefined
      wins.set(winner, (wins.get(winner) ?? 0) + 1)
    }
    const [behind] = [...wins].sort((a, b) => b[1] - a[1])[0] ?? []
    return behind ? [{ lesson: lesson.id, behind: behind.id, always }] : []
  })
}
