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
    const events = ['c_1', 'c_2', 'c_3', 'c_4'].map((moment) => on(1, 'action.completed', { moment }))
    const asked = ['c_1', 'c_2', 'c_3'].map((moment) => on(4, 'ask.shown', { moment }))
    const answers = [rated(4, 'reached', { moment: 'c_1' }), rated(4, 'missed', { moment: 'c_2' })]
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

  test('whose asks are per period counts the periods asked about, not what was tracked within them', async () => {
    const tracked = ['l_1', 'l_2', 'l_3'].map((moment) => on(2, 'action.completed', { moment }))
    const week = { moment: '2025-03-01T00:00:00.000Z' }
    const next = { moment: '2025-03-08T00:00:00.000Z' }
    expect(
      await action([...tracked, on(8, 'ask.shown', week), rated(8, 'reached', week), on(15, 'ask.shown', next)]),
    ).toMatchObject({ completed: 2, asked: 2, answered: 1, unknown: 1 })
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
  const days = (filter: ReportFilter) =>
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
    expect((await days(filter))?.completed).toBe(completed)
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
