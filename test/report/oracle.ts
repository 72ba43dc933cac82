/**
 * The report by its definitions, said the slow way: every number is asked of the whole list of events again. Shares nothing
 * with the code it checks but the intervals, which have tests of their own.
 */
import { newcombe, wilson, wilsonOf } from '../../src/report/intervals'
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
  choice?: number
  period?: { from: string; to: string }
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
  const about = unsorted.filter(({ action }) => window.action === undefined || action === window.action)
  const events = about.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const of = (type: string, list = events) => list.filter((event) => event.type === type)
  const atMoment = (user: string, action?: string, moment?: string) =>
    events.filter((event) => event.user === user && event.action === action && event.moment === moment)
  const lasts = ({ period }: Flat) => !!period && Date.parse(period.from) < Date.parse(period.to)
  const isPeriod = (event: Flat) => /^(ask|result)\./.test(event.type) && lasts(event)
  const aboutMoment = (list: Flat[]) =>
    list.filter(
      (event) => /^(action\.(completed|cancelled)|ask\.shown|rating\..*)$/.test(event.type) || isPeriod(event),
    )

  /** The period that a moment stands for. */
  const periodOf = (list: Flat[]) => list.findLast(isPeriod)?.period
  /** The period that a moment was tracked in. */
  const partOf = (list: Flat[]) => of('action.completed', list).findLast(lasts)?.period
  const holds = (period: Flat['period'], time: number): boolean =>
    period !== undefined && Date.parse(period.from) <= time && time < Date.parse(period.to)

  const timeOf = (list: Flat[]): number => {
    const period = periodOf(list)
    if (period) {
      const asked = [...of('ask.shown', list), ...of('rating.given', list)].map(({ at }) => at)
      return Math.min(Date.parse(period.to) - 1, ...asked)
    }
    return (
      min(of('action.completed', list).map((event) => event.completedAt as number)) ??
      (min(list.map(({ at }) => at)) as number)
    )
  }

  /** Whether what is told by these events, and happened at this time, is within the window. */
  const within = (list: Flat[], time = timeOf(list)): boolean => {
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

  const cancelled = (user: string, action?: string, moment?: string): boolean =>
    of('action.cancelled', atMoment(user, action, moment)).length > 0
  const known = distinct(
    events
      .filter(({ user, action, moment }) => !cancelled(user, action, moment))
      .filter((event) => ['action.completed', 'ask.shown', 'rating.given'].includes(event.type) || isPeriod(event))
      .map(({ user, action, moment }) => JSON.stringify([user, action, moment])),
  ).map((key) => {
    const [user, action, moment] = JSON.parse(key) as [string, string, string]
    const list = aboutMoment(atMoment(user, action, moment))
    const whole = of('ask.shown', list).length > 0 || of('rating.given', list).length > 0 || !!periodOf(list)
    return { user, action, list, time: timeOf(list), whole }
  })
  const wholes = known.filter(({ whole }) => whole)
  /** Tracks that no period was asked about for. */
  const tracks = known.filter(
    ({ user, action, time, whole }) =>
      !whole &&
      !wholes.some((each) => each.user === user && each.action === action && holds(periodOf(each.list), time)),
  )
  const parts = tracks.filter(({ list }) => partOf(list))
  const alone = tracks.filter(
    ({ user, action, list, time }) =>
      !partOf(list) &&
      !known.some((each) => each.user === user && each.action === action && holds(partOf(each.list), time)),
  )
  const unasked = distinct(
    parts.map(({ user, action, list }) => JSON.stringify([user, action, partOf(list)?.from, partOf(list)?.to])),
  ).map((key) => {
    const [user, action, from, to] = JSON.parse(key) as [string, string, string, string]
    const mine = parts.filter((each) => each.user === user && each.action === action)
    const list = mine.filter((each) => partOf(each.list)?.from === from && partOf(each.list)?.to === to)
    const together = list.flatMap((each) => each.list)
    return { user, action, list: events.filter((each) => together.includes(each)), time: Date.parse(to) - 1 }
  })
  const moments = [...wholes, ...alone, ...unasked].filter(({ list, time }) => within(list, time))

  /** The share of moments, and how sure of it one can be with users who have several. */
  const share = (users: { k: number; n: number }[]) => {
    const sum = (of: (user: { k: number; n: number }) => number) => users.reduce((total, user) => total + of(user), 0)
    const [k, n] = [sum((user) => user.k), sum((user) => user.n)]
    if (users.every((user) => user.n === 1)) return wilson(k, n)
    const p = k / n
    const sizes = sum((user) => user.n ** 2)
    const largest = sizes / n
    const squares = sum((user) => user.k ** 2) - 2 * p * sum((user) => user.k * user.n) + p * p * sizes
    const observed = k === 0 || k === n ? 1 : squares / (n * p * (1 - p))
    const weight = 1 / (1 + (n / largest) * Math.min(p, 1 - p))
    return wilsonOf(p, n / Math.max(1, (1 - weight) * observed + weight * largest))
  }

  const actions = distinct(moments.map(({ action }) => action)).map((action) => {
    const own = moments.filter((each) => each.action === action)
    const completed = own.map(({ list }) => list)
    const asked = completed.filter((list) => of('ask.shown', list).length)
    const rated = completed.filter((list) => of('rating.given', list).length)
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
      reachedShare: share(
        distinct(own.filter(({ list }) => rated.includes(list)).map(({ user }) => user)).map((user) => {
          const mine = own.filter((each) => each.user === user && rated.includes(each.list))
          return { k: mine.filter(({ list }) => last(list).band === 'reached').length, n: mine.length }
        }),
      ),
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
    const assigns = ({ type, choice }: Flat) =>
      type === 'lesson.withheld' || (type === 'lesson.shown' && (choice === undefined || choice === 1))
    const assignments = events.filter(assigns).filter(
      (event) =>
        event.user === user &&
        event.lesson === lesson &&
        event.action !== undefined &&
        // Where it is not said which lesson was chosen, it was the first one shown.
        (event.type === 'lesson.withheld' ||
          event.choice === 1 ||
          atMoment(user, event.action, event.moment).find(assigns) === event) &&
        (window.action === undefined || event.action === window.action),
    )
    const firsts = assignments.filter((event) => assignments.find(({ action }) => action === event.action) === event)
    for (const event of firsts) {
      const inside = standings.some((each) => each.inside && each.list.includes(event))
      const ratings = of('rating.given').filter((each) => each.user === user && each.action === event.action)
      const next = distinct(ratings.map(({ moment }) => moment))
        .filter((moment) => moment !== event.moment)
        .map((moment) => ratings.filter((each) => each.moment === moment))
        .filter(([first]) => {
          const { at, moment } = first as Flat
          return at > event.at && timeOf(aboutMoment(atMoment(user, event.action, moment))) >= event.at
        })
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
      kind:
        events.findLast(
          (event) =>
            event.lesson === lesson &&
            event.kind &&
            standings.some((each) => each.inside && each.lesson === lesson && each.user === event.user),
        )?.kind ?? null,
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
