/**
 * The report by its definitions, said the slow way: every number is asked of the whole list of events again. Shares nothing
 * with the code it checks but the intervals, which have tests of their own.
 */
import { newcombe, wilson } from '../../src/report/intervals'
import type { LessonKind, SuccessGap } from '../../src/report/shape'

export interface Flat {
  id: string
  type: string
  user: string
  at: number
  // of the event's data, as far as it has them
  action?: string
  moment?: string
  completedAt?: number
  language: string
  segments: string[]
  rating?: string
  band?: string
  obstacles?: string[]
  lesson?: string
  kind?: LessonKind
  useful?: boolean
  did?: string
}

export interface Window {
  from?: number
  to?: number
  action?: string
  segment?: string
  language?: string
}

const distinct = <T>(items: T[]): T[] => [...new Set(items)]
const min = (numbers: number[]): number | undefined => (numbers.length ? Math.min(...numbers) : undefined)

export function slowReport(unsorted: Flat[], window: Window): SuccessGap {
  const events = [...unsorted].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const of = (type: string, list = events) => list.filter((event) => event.type === type)
  const atMoment = (user: string, action?: string, moment?: string) =>
    events.filter((event) => event.user === user && event.action === action && event.moment === moment)
  const aboutMoment = (list: Flat[]) =>
    list.filter(({ type }) => /^(action\.completed|ask\.shown|rating\..*)$/.test(type))

  /** Whether what is told by these events is within the window. */
  const within = (list: Flat[]): boolean => {
    const time =
      min(of('action.completed', list).map((event) => event.completedAt as number)) ??
      (min(list.map(({ at }) => at)) as number)
    const witness =
      ['rating.given', 'ask.shown', 'action.completed'].map((type) => of(type, list).at(-1)).find(Boolean) ??
      list.at(-1)
    return (
      (window.from === undefined || time >= window.from) &&
      (window.to === undefined || time < window.to) &&
      (window.action === undefined || list.every(({ action }) => action === window.action)) &&
      (window.segment === undefined || !!witness?.segments.includes(window.segment)) &&
      (window.language === undefined || witness?.language === window.language)
    )
  }

  const moments = distinct(
    events
      .filter(({ type }) => ['action.completed', 'ask.shown', 'rating.given'].includes(type))
      .map(({ user, action, moment }) => JSON.stringify([user, action, moment])),
  )
    .map((key) => JSON.parse(key) as [string, string, string])
    .filter((key) => within(aboutMoment(atMoment(...key))))

  const actions = distinct(moments.map(([, action]) => action)).map((action) => {
    const mine = moments.filter(([, each]) => each === action).map((key) => atMoment(...key))
    const asked = mine.filter((list) => of('ask.shown', list).length)
    const rated = mine.filter((list) => of('rating.given', list).length)
    const tracked = mine.filter((list) => of('action.completed', list).length)
    const periodic = mine.some((list) => !tracked.includes(list) && list[0]?.moment?.endsWith('Z'))
    const completed = mine.filter((list) => !periodic || asked.includes(list) || rated.includes(list))
    const last = (list: Flat[]) => of('rating.given', list).at(-1) as Flat
    const band = (name: string) => rated.filter((list) => last(list).band === name).length
    const reasons = rated.flatMap((list) => {
      const { rating, band } = last(list)
      const explained = of('rating.explained', list).filter((event) => event.rating === rating && event.obstacles)
      return band === 'reached' ? [] : distinct(explained.at(-1)?.obstacles ?? [])
    })
    return {
      action,
      completed: completed.length,
      asked: asked.length,
      answered: rated.length,
      reached: band('reached'),
      partly: band('partly'),
      missed: band('missed'),
      reachedShare: wilson(band('reached'), rated.length),
      unknown: completed.length - rated.length,
      obstacles: distinct(reasons)
        .map((id) => ({ id, count: reasons.filter((each) => each === id).length }))
        .sort((a, b) => b.count - a.count || a.id.localeCompare(b.id)),
    }
  })

  const standings = distinct(
    events
      .filter(({ lesson }) => lesson)
      .map(({ user, lesson, action, moment }) => JSON.stringify([user, lesson, action ?? null, moment ?? null])),
  )
    .map((key) => JSON.parse(key) as [string, string, string | null, string | null])
    .map(([user, lesson, action, moment]) => {
      const there = atMoment(user, action ?? undefined, moment ?? undefined)
      const list = there.filter((event) => event.lesson === lesson)
      const moments = action && moment ? aboutMoment(there) : []
      return { user, lesson, action, moment, list, inside: within(moments.length ? moments : list) }
    })

  /** Of one user and lesson: how the first result after the first assignment turned out. */
  const outcome = (user: string, lesson: string): { arm: string; reached: boolean } | undefined => {
    const assignments = events.filter(
      (event) =>
        event.user === user &&
        event.lesson === lesson &&
        event.action !== undefined &&
        ['lesson.shown', 'lesson.withheld'].includes(event.type) &&
        (window.action === undefined || event.action === window.action),
    )
    const firsts = assignments.filter((event) => assignments.find(({ action }) => action === event.action) === event)
    for (const event of firsts) {
      const inside = standings.some((each) => each.inside && each.list.includes(event))
      const ratings = of('rating.given').filter((each) => each.user === user && each.action === event.action)
      const next = distinct(ratings.map(({ moment }) => moment))
        .filter((moment) => moment !== event.moment)
        .map((moment) => ratings.filter((each) => each.moment === moment))
        .filter(([first]) => (first as Flat).at > event.at)
        .sort(
          ([a], [b]) =>
            (a as Flat).at - (b as Flat).at ||
            ((a as Flat).moment as string).localeCompare((b as Flat).moment as string),
        )[0]
      if (inside && next) return { arm: event.type, reached: next.at(-1)?.band === 'reached' }
    }
    return undefined
  }

  const lessons = distinct(standings.filter(({ inside }) => inside).map(({ lesson }) => lesson)).map((lesson) => {
    const lists = standings.filter((each) => each.inside && each.lesson === lesson).map(({ list }) => list)
    const count = (type: string) => lists.filter((list) => of(type, list).length).length
    const judged = lists.map((list) => of('lesson.judged', list).findLast(({ useful }) => useful !== undefined)?.useful)
    const reviewed = lists.map((list) => of('commitment.reviewed', list).findLast(({ did }) => did)?.did)
    const outcomes = distinct(events.map(({ user }) => user)).map((user) => outcome(user, lesson))
    const arm = (type: string) => {
      const mine = outcomes.filter((each) => each?.arm === type)
      return { users: mine.length, reached: mine.filter((each) => each?.reached).length }
    }
    const shown = arm('lesson.shown')
    const withheld = arm('lesson.withheld')
    return {
      lesson,
      kind: events.findLast((event) => event.lesson === lesson && event.kind)?.kind ?? null,
      shown: count('lesson.shown'),
      opened: count('lesson.opened'),
      completed: count('lesson.completed'),
      useful: judged.filter((useful) => useful === true).length,
      notUseful: judged.filter((useful) => useful === false).length,
      committed: count('commitment.made'),
      did: reviewed.filter((did) => did === 'yes').length,
      lift: {
        shown,
        withheld,
        difference:
          shown.users < 30 || withheld.users < 30
            ? null
            : newcombe(shown.reached, shown.users, withheld.reached, withheld.users),
      },
    }
  })

  const iso = (time?: number) => (time === undefined ? null : new Date(time).toISOString())
  return {
    from: iso(window.from),
    to: iso(window.to),
    actions: actions.sort((a, b) => b.completed - a.completed || a.action.localeCompare(b.action)),
    lessons: lessons.sort((a, b) => b.shown - a.shown || a.lesson.localeCompare(b.lesson)),
  }
}
