import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store, StoredEvent } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { newcombe, type ReportFilter, successGap, wilson } from '../../src/report'
import { type Particulars, storedEvent } from '../receiver/events'

const DAY = 86_400_000
const MARCH = Date.parse('2025-03-01T00:00:00Z')

let store: Store
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const report = async (events: StoredEvent[], filter?: ReportFilter) => {
  await store.append(events)
  return successGap(store, filter)
}
/** The one action, or the one lesson, there is. */
const action = async (events: StoredEvent[], filter?: ReportFilter) => (await report(events, filter)).actions[0]
const lesson = async (events: StoredEvent[], filter?: ReportFilter) => (await report(events, filter)).lessons[0]

/** An event on that day of March, of the moment and with the data given. */
const on = (day: number, type: string, data: object = {}, more: Particulars = {}): StoredEvent => {
  const at = MARCH + (day - 1) * DAY
  return storedEvent(type, { at, ...more, data: { at: new Date(at).toISOString(), ...data } })
}
const rated = (day: number, band: string, data: object = {}, more: Particulars = {}) =>
  on(day, 'rating.given', { band, ...data }, more)

test('nothing stored is an empty report', async () => {
  expect(await report([])).toEqual({ from: null, to: null, actions: [], lessons: [] })
})

describe('an action', () => {
  test('is told by its moments: completed, asked about, rated, and what is not known', async () => {
    const of = (user: number) => [{ moment: `c_${user}` }, { subject: `u_${user}` }] as const
    const events = [1, 2, 3, 4].map((user) => on(1, 'action.completed', ...of(user)))
    const asked = [1, 2, 3].map((user) => on(4, 'ask.shown', ...of(user)))
    const answers = [rated(4, 'reached', ...of(1)), rated(4, 'missed', ...of(2))]
    expect(await action([...events, ...asked, ...answers])).toEqual({
      ...{ action: 'campaign.sent', completed: 4, asked: 3, answered: 2, reached: 1, partly: 0, missed: 1, unknown: 2 },
      reachedShare: wilson(1, 2),
      obstacles: [],
    })
  })

  test('counts a moment tracked twice, asked about twice and rated on two devices once', async () => {
    const events = [on(1, 'action.completed'), on(2, 'action.completed'), on(3, 'ask.shown'), on(4, 'ask.shown')]
    const answers = [rated(4, 'missed', { rating: 'r_1' }), rated(5, 'partly', { rating: 'r_2' })]
    expect(await action([...events, ...answers])).toMatchObject({
      completed: 1,
      asked: 1,
      answered: 1,
      partly: 1,
      missed: 0,
    })
  })

  test('counts a changed rating as it was last, also when the change arrives first', async () => {
    expect(await action([rated(5, 'reached'), rated(4, 'missed')])).toMatchObject({
      answered: 1,
      reached: 1,
      missed: 0,
    })
  })

  test('counts one moment of two users twice, and of a user under two names once', async () => {
    const events = [
      on(1, 'action.completed', {}, { subject: 'anon-1' }),
      on(2, 'user.identified', { anonymous: 'anon-1' }, { subject: 'u_1' }),
      rated(3, 'reached', {}, { subject: 'u_1' }),
      on(1, 'action.completed', {}, { subject: 'u_2' }),
    ]
    expect(await action(events)).toMatchObject({ completed: 2, answered: 1, unknown: 1 })
  })

  test('has an interval over users: moments of one user do not count as so many users', async () => {
    const answers = (users: number, moments: number) =>
      Array.from({ length: users * moments }, (_, index) => {
        const user = index % users
        return rated(2, user % 2 ? 'reached' : 'missed', { moment: `c_${index}` }, { subject: `u_${user}` })
      })
    const found = await action(answers(40, 12))
    expect(found).toMatchObject({ answered: 480, reached: 240, reachedShare: { estimate: 0.5 } })
    // All moments of each user turned out alike: they tell as much as forty answers.
    expect(found?.reachedShare.low).toBeCloseTo(wilson(20, 40).low, 2)
    expect(found?.reachedShare.high).toBeCloseTo(wilson(20, 40).high, 2)
  })

  test('has an interval that knows little from one user, however many moments they rated', async () => {
    const { low, high } = (
      await action(Array.from({ length: 50 }, (_, n) => rated(2, 'reached', { moment: `c_${n}` })))
    )?.reachedShare ?? { low: 1, high: 0 }
    expect([low, high]).toEqual([wilson(1, 1).low, 1])
  })

  test('has the obstacles of what was not reached, most frequent first', async () => {
    const explained = (moment: string, obstacles: string[]) => [
      rated(1, 'missed', { moment, rating: moment }),
      on(1, 'rating.explained', { moment, rating: moment, obstacles }),
    ]
    const { obstacles } = (await action([
      ...explained('c_1', ['time', 'list', 'list']),
      ...explained('c_2', ['list']),
      ...explained('c_3', ['price']),
      // Reached after all.
      ...explained('c_4', ['price']),
      rated(2, 'reached', { moment: 'c_4', rating: 'c_4' }),
      // Thought better of.
      ...explained('c_5', ['price']),
      on(2, 'rating.explained', { moment: 'c_5', rating: 'c_5', obstacles: [] }),
    ])) as { obstacles: unknown }
    expect(obstacles).toEqual([
      { id: 'list', count: 2 },
      { id: 'price', count: 1 },
      { id: 'time', count: 1 },
    ])
  })

  test('comes before one that was completed less often', async () => {
    const events = [
      on(1, 'action.completed', { action: 'a' }),
      ...['1', '2'].map((moment) => on(1, 'action.completed', { action: 'b', moment })),
      on(1, 'action.completed', { action: '__proto__' }),
    ]
    expect((await report(events)).actions.map(({ action }) => action)).toEqual(['b', '__proto__', 'a'])
  })
})

/** The period from one day of March to another, as events carry it. */
const days = (from: number, to: number) => ({
  from: new Date(MARCH + (from - 1) * DAY).toISOString(),
  to: new Date(MARCH + (to - 1) * DAY).toISOString(),
})

test('a moment that was cancelled is not counted, rated or not, in whatever order that is told', async () => {
  const gone = [on(1, 'action.completed', { moment: 'c_2' }), rated(2, 'missed', { moment: 'c_2' })]
  const cancelled = on(3, 'action.cancelled', { moment: 'c_2' })
  const events = [on(1, 'action.completed'), cancelled, ...gone]
  expect(await action(events)).toMatchObject({ completed: 1, answered: 0, missed: 0 })
})

describe('an action with periods', () => {
  const week = { moment: 'week-1', period: days(1, 8) }
  const next = { moment: 'week-2', period: days(8, 15) }
  const tracks = (day: number, count: number, data: object = {}, more: Particulars = {}) =>
    Array.from({ length: count }, (_, n) => on(day, 'action.completed', { moment: `l_${day}_${n}`, ...data }, more))

  test('counts the periods asked about, not what was tracked within them', async () => {
    expect(
      await action([
        ...tracks(2, 3),
        ...[on(8, 'ask.shown', week), rated(8, 'reached', week), on(15, 'ask.shown', next)],
      ]),
    ).toMatchObject({ completed: 2, asked: 2, answered: 1, unknown: 1 })
  })

  test('is one moment by moment: a date for an id says nothing, and nobody changes the figures of others', async () => {
    const others = tracks(2, 200, {}, { subject: 'u_2' })
    const visitor = { subject: 'anon-evil' }
    const dated = on(3, 'ask.shown', { moment: '2025-03-01T00:00:00.000Z' }, visitor)
    expect(await action([...others, dated])).toMatchObject({ completed: 201, asked: 1 })
    const forever = { moment: 'all', period: { from: '1970-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' } }
    expect(await action([on(3, 'ask.shown', forever, visitor)])).toMatchObject({ completed: 202, asked: 2 })
  })

  test('means the same whatever the filter: its parts add up', async () => {
    const users = Array.from({ length: 15 }, (_, user) => ({ subject: `u_${user}` }))
    await store.append(
      users.flatMap((user) => [
        ...tracks(2, 13, {}, user),
        ...tracks(9, 4, {}, user),
        ...[on(8, 'ask.shown', week, user), on(16, 'ask.shown', next, user), rated(16, 'reached', next, user)],
      ]),
    )
    const completed = async (filter: ReportFilter) => (await successGap(store, filter)).actions[0]?.completed
    expect(await completed({})).toBe(30)
    expect(await completed({ to: '2025-03-08' })).toBe(15)
    expect(await completed({ from: '2025-03-08', to: '2025-03-15' })).toBe(15)
    expect(await completed({ from: '2025-03-15' })).toBeUndefined()
  })

  test('counts a period that nobody was asked about yet once, not its tracks', async () => {
    const period = days(1, 8)
    expect(await action([...tracks(2, 5, { period }), ...tracks(6, 5, { period })])).toMatchObject({
      ...{ completed: 1, asked: 0, unknown: 1 },
    })
    // The vendor's server reports tracks without knowing the period.
    expect(await action(tracks(4, 3))).toMatchObject({ completed: 1 })
    expect(await action(tracks(9, 2))).toMatchObject({ completed: 3 })
    expect(await action([on(8, 'ask.shown', week)])).toMatchObject({ completed: 3, asked: 1 })
  })

  test.each(['ask.expired', 'ask.snoozed', 'ask.dismissed', 'result.measured'])(
    'knows a period by %s alone',
    async (type) => {
      expect(await action([...tracks(2, 3), on(8, type, week)])).toMatchObject({ completed: 1, asked: 0, unknown: 1 })
    },
  )

  test('counts a track that was asked about itself, whatever period it lies in', async () => {
    const tracked = tracks(2, 3)
    expect(await action([...tracked, rated(3, 'missed', { moment: 'l_2_0' }), on(8, 'ask.shown', week)])).toMatchObject(
      { completed: 2, answered: 1, unknown: 1 },
    )
  })

  test('takes a period that ends before it begins for none', async () => {
    expect(await action([...tracks(2, 3), on(8, 'ask.shown', { ...week, period: days(8, 1) })])).toMatchObject({
      completed: 4,
    })
  })

  test('does not mix the periods of two actions, or of two users', async () => {
    const other = { action: 'list.imported' }
    await store.append([
      ...[...tracks(2, 3), ...tracks(2, 3, {}, { subject: 'u_2' }), ...tracks(2, 2, other)],
      on(8, 'ask.shown', week),
    ])
    const { actions } = await successGap(store)
    expect(actions.map(({ action, completed }) => [action, completed])).toEqual([
      ['campaign.sent', 4],
      ['list.imported', 2],
    ])
  })
})

describe('a lesson', () => {
  test('is told by what became of it, once for each moment', async () => {
    const at = (moment: string, ...deeds: [string, object?][]) =>
      deeds.map(([type, data]) => on(1, type, { moment, ...data }))
    const events = [
      ...at('c_1', ['lesson.shown'], ['lesson.shown'], ['lesson.opened'], ['lesson.opened'], ['lesson.completed']),
      ...at('c_1', ['lesson.judged', { useful: true }], ['commitment.made']),
      ...at('c_2', ['lesson.shown'], ['commitment.reviewed', { did: 'yes' }]),
      ...at('c_2', ['lesson.judged', { useful: undefined, declined: true }]),
      ...at('c_3', ['lesson.shown'], ['commitment.reviewed', { did: 'partly' }]),
    ]
    expect(await lesson(events)).toEqual({
      ...{ lesson: 'subject-lines', kind: 'tips', shown: 3, opened: 1, completed: 1, useful: 1, notUseful: 0 },
      ...{ committed: 1, did: 1 },
      lift: { shown: { users: 0, reached: 0 }, withheld: { users: 0, reached: 0 }, difference: null },
    })
  })

  test('is judged as the user judged it last', async () => {
    const judged = (day: number, useful: boolean) => on(day, 'lesson.judged', { useful })
    expect(await lesson([judged(2, false), judged(1, true)])).toMatchObject({ useful: 0, notUseful: 1 })
  })

  test('opened by hand counts for what was done with it, and was not shown by the loop', async () => {
    const byHand = { moment: undefined, action: undefined }
    expect(await lesson([on(1, 'lesson.opened', byHand), on(1, 'lesson.completed', byHand)])).toMatchObject({
      ...{ shown: 0, opened: 1, completed: 1 },
    })
  })

  test('known by its commitments only has no kind', async () => {
    expect(await lesson([on(1, 'commitment.made')])).toMatchObject({ kind: null, committed: 1 })
  })
})

describe('the lift', () => {
  const arms = async (events: StoredEvent[], filter?: ReportFilter) => {
    const { shown, withheld } = (await lesson(events, filter))?.lift ?? {}
    return [shown?.users, shown?.reached, withheld?.users, withheld?.reached]
  }
  const first = { moment: 'c_1' }
  const second = { moment: 'c_2' }
  const third = { moment: 'c_3' }

  test.each<[string, StoredEvent[], number[]]>([
    ['whose next result is reached', [on(1, 'lesson.shown', first), rated(5, 'reached', second)], [1, 1, 0, 0]],
    ['whose next result is not', [on(1, 'lesson.shown', first), rated(5, 'partly', second)], [1, 0, 0, 0]],
    ['from whom it was withheld', [on(1, 'lesson.withheld', first), rated(5, 'reached', second)], [0, 0, 1, 1]],
    ['with no result since', [rated(1, 'missed', first), on(1, 'lesson.shown', first)], [0, 0, 0, 0]],
    [
      'who only changed the answer that led to it',
      [rated(1, 'missed', first), on(2, 'lesson.shown', first), rated(3, 'reached', first)],
      [0, 0, 0, 0],
    ],
    [
      'who rated another moment before it, and changed that answer after it',
      [rated(1, 'missed', second), on(2, 'lesson.shown', first), rated(3, 'reached', second)],
      [0, 0, 0, 0],
    ],
    [
      'by the first result after it, not a later one',
      [on(1, 'lesson.shown', first), rated(9, 'reached', third), rated(5, 'missed', second)],
      [1, 0, 0, 0],
    ],
    [
      'by that result as it was rated last',
      [on(1, 'lesson.shown', first), rated(5, 'missed', second), rated(6, 'reached', second)],
      [1, 1, 0, 0],
    ],
    [
      'of another action',
      [on(1, 'lesson.shown', first), rated(5, 'reached', { ...second, action: 'list.imported' })],
      [0, 0, 0, 0],
    ],
    [
      'as assigned first, when both befell them',
      [on(3, 'lesson.shown', second), on(1, 'lesson.withheld', first), rated(5, 'reached', third)],
      [0, 0, 1, 1],
    ],
    [
      'once, though met for two actions',
      [
        on(1, 'lesson.shown', { ...first, action: 'list.imported' }),
        rated(2, 'missed', { ...second, action: 'list.imported' }),
        on(3, 'lesson.shown', first),
        rated(4, 'reached', second),
      ],
      [1, 0, 0, 0],
    ],
    [
      'by a moment completed after it, not by one completed before and rated later',
      [
        on(1, 'action.completed', second),
        on(3, 'lesson.shown', first),
        on(4, 'action.completed', third),
        ...[rated(31, 'missed', second), rated(34, 'reached', third)],
      ],
      [1, 1, 0, 0],
    ],
    [
      'with no moment completed since, however late one is rated',
      [on(1, 'action.completed', second), on(3, 'lesson.withheld', first), rated(31, 'reached', second)],
      [0, 0, 0, 0],
    ],
    [
      'by a moment completed at the very time of the assignment',
      [on(3, 'lesson.withheld', first), on(3, 'action.completed', second), rated(31, 'reached', second)],
      [0, 0, 1, 1],
    ],
    [
      'by the first that was rated of those completed since, not the first completed',
      [
        on(1, 'lesson.shown', first),
        ...[on(2, 'action.completed', second), on(3, 'action.completed', third)],
        ...[rated(9, 'missed', second), rated(8, 'reached', third)],
      ],
      [1, 1, 0, 0],
    ],
    [
      'by when the moment was completed, though that was told later',
      [
        on(3, 'lesson.shown', first),
        on(5, 'action.completed', { ...second, at: '2025-03-02T00:00:00Z' }),
        rated(9, 'reached', second),
      ],
      [0, 0, 0, 0],
    ],
    [
      'by a period that ended after it, though it had begun before',
      [
        on(10, 'lesson.shown', { moment: 'week-1' }),
        on(16, 'ask.shown', { moment: 'week-2', period: days(8, 15) }),
        rated(16, 'reached', { moment: 'week-2' }),
      ],
      [1, 1, 0, 0],
    ],
    [
      'not by a period that had ended before it',
      [
        on(10, 'lesson.shown', first),
        on(16, 'ask.shown', { moment: 'week-1', period: days(1, 8) }),
        rated(16, 'reached', { moment: 'week-1' }),
      ],
      [0, 0, 0, 0],
    ],
    [
      'for whom it was chosen, not those who asked for another',
      [
        on(1, 'lesson.shown', { ...first, choice: 2 }),
        rated(5, 'reached', second),
        on(1, 'lesson.shown', { ...first, choice: 1 }, { subject: 'u_2' }),
        rated(5, 'missed', second, { subject: 'u_2' }),
      ],
      [1, 0, 0, 0],
    ],
    [
      'as chosen for them, though they asked for it before',
      [
        on(1, 'lesson.shown', { ...first, choice: 2 }),
        on(4, 'lesson.withheld', second),
        rated(3, 'missed', second),
        rated(6, 'reached', third),
      ],
      [0, 0, 1, 1],
    ],
    [
      'for the second action, where nothing is known of the first',
      [
        on(1, 'lesson.shown', { ...first, action: 'list.imported' }),
        on(3, 'lesson.shown', first),
        rated(4, 'reached', second),
      ],
      [1, 1, 0, 0],
    ],
    [
      'who were named in between',
      [
        on(1, 'lesson.shown', first, { subject: 'anon-1' }),
        on(2, 'user.identified', {}, { subject: 'u_1' }),
        rated(5, 'reached', second, { subject: 'u_1' }),
      ],
      [1, 1, 0, 0],
    ],
  ])('counts users %s', async (_, events, expected) => {
    expect(await arms(events)).toEqual(expected)
  })

  test('counts, where events do not say which lesson was chosen, the first one shown at a moment', async () => {
    await store.append([
      on(1, 'lesson.shown', { ...first, lesson: 'a' }),
      on(1, 'lesson.shown', { ...first, lesson: 'b' }, { at: MARCH + 1 }),
      rated(5, 'reached', second),
    ])
    const { lessons } = await successGap(store)
    expect(lessons.map(({ lesson, shown, lift }) => [lesson, shown, lift.shown.users])).toEqual([
      ['a', 1, 1],
      ['b', 1, 0],
    ])
  })

  const arm = (name: 'shown' | 'withheld', users: number, reached: number) =>
    Array.from({ length: users }, (_, index) => {
      const subject = `${name}-${index}`
      const band = index < reached ? 'reached' : 'missed'
      return [on(1, `lesson.${name}`, first, { subject }), rated(5, band, second, { subject })]
    }).flat()

  test('has a difference, with its interval, from 30 users an arm on', async () => {
    const { difference } = (await lesson([...arm('shown', 30, 21), ...arm('withheld', 30, 12)]))?.lift ?? {}
    expect(difference).toEqual(newcombe(21, 30, 12, 30))
    expect(difference?.estimate).toBeCloseTo(0.3, 12)
  })

  test.each([
    [29, 30],
    [30, 29],
  ])('has none with %d and %d users', async (shown, withheld) => {
    const { lift } = (await lesson([...arm('shown', shown, 21), ...arm('withheld', withheld, 12)])) ?? {}
    expect(lift).toEqual({
      shown: { users: shown, reached: 21 },
      withheld: { users: withheld, reached: 12 },
      difference: null,
    })
  })
})

describe('a filter', () => {
  const inDays = (filter: ReportFilter) =>
    action(
      [1, 2, 3].map((day) => on(day, 'action.completed', { moment: `c_${day}` })),
      filter,
    )

  test.each<[string, ReportFilter, number | undefined]>([
    ['begins with its first instant', { from: '2025-03-02' }, 2],
    ['ends before its last', { to: '2025-03-03' }, 2],
    ['takes an offset', { from: '2025-03-02T01:00:00+01:00', to: '2025-03-03T00:00:01Z' }, 2],
    ['takes dates and milliseconds', { from: new Date(MARCH + 1), to: MARCH + 2 * DAY + 1 }, 2],
    ['may leave nothing', { from: '2026-01-01' }, undefined],
  ])('of time %s', async (_, filter, completed) => {
    expect((await inDays(filter))?.completed).toBe(completed)
  })

  test('of time is said in the report', async () => {
    expect(await report([], { from: '2025-03-01', to: MARCH + DAY })).toMatchObject({
      from: '2025-03-01T00:00:00.000Z',
      to: '2025-03-02T00:00:00.000Z',
    })
  })

  test('of time goes by the moment: what it led to later counts with it', async () => {
    const events = [
      on(1, 'action.completed'),
      on(4, 'ask.shown'),
      rated(4, 'missed'),
      on(5, 'lesson.shown'),
      on(9, 'lesson.completed'),
    ]
    const { actions, lessons } = await report(events, { to: '2025-03-02' })
    expect([actions[0], lessons[0]]).toMatchObject([
      { completed: 1, asked: 1, answered: 1 },
      { shown: 1, completed: 1 },
    ])
    expect(await successGap(store, { from: '2025-03-02' })).toMatchObject({ actions: [], lessons: [] })
  })

  test('of time goes by when the action was completed, not when that was told', async () => {
    const told = on(20, 'action.completed', { at: '2025-03-02T12:00:00+02:00' })
    expect(await action([told], { from: '2025-03-02', to: '2025-03-03' })).toMatchObject({ completed: 1 })
  })

  test('of segment and language goes by the rating, else the ask, else the completion', async () => {
    const de = { language: 'de', segments: ['pro'] }
    const events = [
      on(1, 'action.completed', { moment: 'c_1' }),
      rated(2, 'reached', { moment: 'c_1', ...de }),
      on(3, 'action.completed', { moment: 'c_1' }),
      on(1, 'ask.shown', { moment: 'c_2', ...de }),
      on(2, 'action.completed', { moment: 'c_2' }),
      on(2, 'action.completed', { moment: 'c_3', ...de }),
    ]
    expect(await action(events, { language: 'de', segment: 'pro' })).toMatchObject({ completed: 3 })
    expect((await successGap(store, { language: 'en' })).actions).toEqual([])
    expect((await successGap(store, { segment: 'new' })).actions).toEqual([])
  })

  test('of action leaves other actions and their lessons out', async () => {
    const other = { action: 'list.imported', lesson: 'tidy-lists' }
    const events = [rated(1, 'missed'), on(1, 'lesson.shown'), rated(1, 'missed', other), on(1, 'lesson.shown', other)]
    const { actions, lessons } = await report(events, { action: 'list.imported' })
    expect(actions.map(({ action }) => action)).toEqual(['list.imported'])
    expect(lessons.map(({ lesson }) => lesson)).toEqual(['tidy-lists'])
  })

  test.each<[unknown, string]>([
    [
      { from: 'yesterday' },
      'from: expected a day like "2025-03-01" or a time like "2025-03-01T09:30:00Z", got "yesterday"',
    ],
    [{ to: '2025-03-01T09:30:00' }, 'to: expected a day'],
    [{ to: '2025-02-30' }, 'got "2025-02-30"'],
    [{ from: '2025-03-01T25:00:00Z' }, 'got "2025-03-01T25:00:00Z"'],
    [{ from: Number.NaN }, 'from: expected a day'],
    [{ from: '2025-03-02', to: '2025-03-01' }, 'from: expected a time before to (2025-03-01), got 2025-03-02'],
    [{ from: '2025-03-02', to: '2025-03-02' }, 'from: expected a time before to'],
    [{ action: '' }, 'action: expected a name, or nothing for all, got ""'],
    [{ segment: 3 }, 'segment: expected a name, or nothing for all, got 3'],
  ])('like %j is refused', async (filter, message) => {
    await expect(successGap(store, filter as ReportFilter)).rejects.toThrow(TypeError)
    await expect(successGap(store, filter as ReportFilter)).rejects.toThrow(message)
  })
})

test('more users and events than a page are all counted', async () => {
  const events = Array.from({ length: 450 }, (_, user) =>
    Array.from({ length: user === 7 ? 2_300 : 3 }, (_, index) =>
      on(1, 'action.completed', { moment: `c_${index}` }, { subject: `u_${user}` }),
    ),
  ).flat()
  expect(await action(events)).toMatchObject({ completed: 449 * 3 + 2_300 })
})
