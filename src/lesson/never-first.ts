/**
 * Lessons that fit some answers, but of which another comes first for every one of them by the choosing rule. Most are the
 * second or third of a series, shown once the one before is used up; but behind a lesson that comes back before the next ask
 * nobody ever sees them. Not for the browser.
 *
 * Only what is certain counts. Of all situations a lesson fits, the sparest are looked at: one of the reasons, segments and
 * goals it lists, or none; whatever else is given lets only more lessons fit. The one ahead of it must fit there whatever the
 * user did or is, and for as long; what the lesson itself comes `after` is no rival, since that order is meant.
 */
import { milliseconds } from '../playbook/duration'
import type { Band, Lesson, Playbook } from '../playbook/schema'
import { misfit, type Situation } from './fit'
import { ESCALATION, leads } from './prefer'

export interface NeverFirst {
  lesson: string
  /** The lesson that comes first most often. */
  behind: string
  /** It is fresh again whenever it could be chosen: the lesson behind it never gets its turn. */
  always: boolean
}

const BANDS: Band[] = ['missed', 'partly', 'reached']

/** When a lesson can be seen, in milliseconds since 1970. */
const starts = ({ from }: Lesson): number => (from ? Date.parse(from) : -Infinity)
const ends = (lesson: Lesson): number =>
  Math.min(
    lesson.until ? Date.parse(lesson.until) : Infinity,
    lesson.kind === 'webinar' ? Date.parse(lesson.ends) : Infinity,
  )

/** All that comes before a lesson, and before that. */
const before = (lesson: Lesson, byId: ReadonlyMap<string, Lesson>, known = new Set<string>()): Set<string> => {
  for (const id of lesson.after ?? []) {
    if (known.has(id)) continue
    known.add(id)
    const other = byId.get(id)
    if (other) before(other, byId, known)
  }
  return known
}

const one = <K extends string>(key: K, ids: readonly string[] | undefined): { [key in K]?: string[] }[] =>
  ids ? ids.map((id) => ({ [key]: [id] }) as { [key in K]?: string[] }) : [{}]

/** The sparest situations a lesson fits after these actions, each with the `if` taken to hold. */
function* situationsOf(lesson: Lesson, actions: readonly string[]): Generator<Situation> {
  const { for: whom } = lesson
  for (const action of actions)
    for (const band of whom.bands ?? BANDS) {
      if (band === 'reached' ? whom.obstacles : whom.strengths) continue
      for (const reason of [...one('obstacles', whom.obstacles)].flatMap((given) =>
        one('strengths', whom.strengths).map((more) => ({ ...given, ...more })),
      ))
        for (const segment of whom.segments ?? [undefined])
          for (const goal of whom.goals ?? [undefined])
            for (const missedInARow of band === 'missed' ? [1, ESCALATION] : [0])
              yield {
                action,
                band,
                ...reason,
                goal,
                segments: segment === undefined ? [] : [segment],
                facts: {},
                history: { missedInARow, lessons: {} },
                now: 0,
              }
    }
}

/** A lesson as it is where its dates, prerequisites and condition hold. */
const bare = (lesson: Lesson): Lesson => {
  const { from: _, until: __, after: ___, ...rest } = lesson
  const { if: ____, ...whom } = lesson.for
  return { ...rest, for: whom, ...(rest.kind === 'webinar' && { ends: '' }) } as Lesson
}

/** The least time between two asks after which a lesson can be chosen, by the limits. */
const between = ({ limits = {}, actions }: Playbook, name: string, alone: boolean): number => {
  const { ask } = actions[name] ?? {}
  const cooldown = milliseconds(ask?.limits?.cooldown ?? limits.cooldown ?? '14d')
  if (!alone) return cooldown
  const period =
    ask?.when && ('every' in ask.when ? ask.when : 'digest' in ask.when ? ask.when.digest : undefined)?.every
  const answered = ask?.limits?.sameAction?.answered ?? period ?? limits.sameAction?.answered ?? '30d'
  return Math.max(cooldown, milliseconds(answered))
}

/** Due again well before the next ask: half the time is left to complete it in. */
const comesBack = ({ repeat, for: { actions: meant } }: Lesson, playbook: Playbook, action: string): boolean => {
  if (!repeat) return false
  const alone = (meant ?? Object.keys(playbook.actions)).length === 1
  return milliseconds(repeat) * 2 <= between(playbook, action, alone)
}

/** One of each kind of action: those that the same lessons are for, and that are asked about as often, are as good as one. */
const kindsOf = (playbook: Playbook, live: readonly Lesson[]): ((names: readonly string[]) => string[]) => {
  const marks = new Map(
    Object.keys(playbook.actions).map((name) => [
      name,
      [between(playbook, name, false), between(playbook, name, true)],
    ]),
  )
  for (const [index, lesson] of live.entries())
    for (const name of lesson.for.actions ?? []) marks.get(name)?.push(index)
  return (names) => [...new Map(names.map((name) => [marks.get(name)?.join() ?? name, name])).values()]
}

/** @param skip Ids of lessons nobody sees at all, which are told as such. */
export const neverFirst = (
  playbook: Playbook,
  { now, skip = [] }: { now: number; skip?: readonly string[] },
): NeverFirst[] => {
  const live = playbook.lessons.filter((lesson) => !skip.includes(lesson.id) && ends(lesson) > now)
  const byId = new Map(playbook.lessons.map((lesson) => [lesson.id, lesson]))
  const plain = new Map(live.map((lesson) => [lesson, bare(lesson)]))
  const plainOf = (lesson: Lesson): Lesson => plain.get(lesson) as Lesson

  const names = Object.keys(playbook.actions)
  const oneOfEach = kindsOf(playbook, live)
  const all = oneOfEach(names)

  const orders = new Map<string, Lesson[]>()
  /** The lessons of an action, the preferred first; sorting is stable, so what is equal stays in the playbook's order. */
  const ordered = (at: Situation): Lesson[] => {
    const key = `${at.history.missedInARow < ESCALATION} ${at.action}`
    const known =
      orders.get(key) ??
      live
        .filter(({ for: whom }) => whom.actions?.includes(at.action) ?? true)
        .sort((a, b) => leads(plainOf(b), plainOf(a), at).find(Boolean) ?? 0)
    orders.set(key, known)
    return known
  }

  return live.flatMap((lesson): NeverFirst[] => {
    const earlier = before(lesson, byId)
    const condition = JSON.stringify(lesson.for.if)
    const isRival = (other: Lesson): boolean =>
      !earlier.has(other.id) &&
      (other.after ?? []).every((id) => earlier.has(id)) &&
      starts(other) <= Math.max(now, starts(lesson)) &&
      ends(other) >= ends(lesson) &&
      (!other.for.if || JSON.stringify(other.for.if) === condition)
    const wins = new Map<Lesson, number>()
    let always = true
    const { actions } = lesson.for
    for (const at of situationsOf(lesson, actions ? oneOfEach(actions) : all)) {
      let first: Lesson | undefined
      let back: Lesson | undefined
      for (const other of ordered(at)) {
        if (other === lesson || back || (first && !always)) break
        // Behind the first, only one that comes back matters.
        if (first && !other.repeat) continue
        if (misfit(plainOf(other), at) || !isRival(other)) continue
        first ??= other
        if (comesBack(other, playbook, at.action)) back = other
      }
      const winner = back ?? first
      if (!winner) return []
      always &&= !!back
      wins.set(winner, (wins.get(winner) ?? 0) + 1)
    }
    const [behind] = [...wins].sort((a, b) => b[1] - a[1])[0] ?? []
    return behind ? [{ lesson: lesson.id, behind: behind.id, always }] : []
  })
}
