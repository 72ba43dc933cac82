/** A user may do, or pretend to have done, any number of things. Their state is read in bounded time and memory, and others are served meanwhile. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StoredEvent } from '../../src/receiver/store'
import { createReceiver } from '../../src/receiver/receiver'
import { stateOf } from '../../src/receiver/state'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { type Particulars, storedEvent } from './events'

const URL_ = 'https://app.example.com/'
const NOW = 1_741_000_000_000

/** So many events of one user, a second apart. */
const many = (count: number, make: (n: number) => [type: string, particulars?: Particulars]): StoredEvent[] =>
  Array.from({ length: count }, (_, n) => {
    const [type, particulars] = make(n)
    return storedEvent(type, { at: NOW - (count - n) * 1_000, ...particulars })
  })

describe('fifty thousand events of one kind are applied in linear time:', () => {
  test.each<[string, (n: number) => [string, Particulars?]]>([
    ['one ask, shown again and again', () => ['ask.shown']],
    ['one ask, snoozed again and again', () => ['ask.snoozed']],
    ['one lesson, shown again and again', () => ['lesson.shown']],
    ['one rating, given again and again', () => ['rating.given']],
    ['one plan, made and reviewed in turns', (n) => [n % 2 ? 'commitment.reviewed' : 'commitment.made']],
    [
      'one plan, made half of the time and reviewed afterwards',
      (n) => [`commitment.${n < 25_000 ? 'made' : 'reviewed'}`],
    ],
    ['as many moments', (n) => ['action.completed', { data: { moment: `m_${n}` } }]],
    ['a figure of its own each', (n) => ['result.measured', { data: { metrics: { [`figure ${n}`]: n } } }]],
  ])(
    '%s',
    (_, make) => {
      const { asks, moments } = stateOf(many(50_000, make), NOW)
      expect(Math.max(0, ...asks.map(({ displays, snoozes }) => displays.length + snoozes.length))).toBeLessThan(101)
      expect(Object.keys(moments[0]?.metrics ?? {}).length).toBeLessThan(201)
    },
    // It took 27 s and more for some of them, and takes a second for the slowest.
    15_000,
  )
})

test('a review is of the latest plan in these words that was not reviewed yet', () => {
  const made = (id: string, lesson = 'subject-lines') => storedEvent('commitment.made', { id, data: { lesson } })
  const reviewed = (did: string) => storedEvent('commitment.reviewed', { data: { did } })
  const events = [made('a'), made('b'), made('other', 'timing'), reviewed('yes'), reviewed('no'), reviewed('partly')]
  const { commitments } = stateOf(
    events.map((each, n) => ({ ...each, at: NOW + n })),
    NOW,
  )
  expect(commitments.map(({ id, did }) => [id, did])).toEqual([
    ['a', 'no'],
    ['b', 'yes'],
    ['other', undefined],
  ])
})

describe('the state', () => {
  const store = () => sqliteStore(':memory:')
  let opened: ReturnType<typeof store>
  beforeEach(() => {
    opened = store()
  })
  afterEach(() => opened.close())
  const receiver = () => createReceiver({ store: opened, now: () => NOW, log: () => {} })
  const state = async () => (await receiver().fetch(new Request(`${URL_}?subject=u_1`))).json()

  test('is in the order things happened, over several pages and from before identify, and at one time as received', async () => {
    const before = many(700, (n) => [
      'rating.given',
      { subject: 'anon-1', data: { rating: `r_${n}`, moment: `m_${n}` } },
    ])
    const later = many(700, (n) => ['rating.explained', { data: { rating: `r_${n}`, comment: `of ${n}` } }])
    const link = storedEvent('user.identified', { data: { anonymous: 'anon-1' } })
    await opened.append([...later, ...before, link].map((each) => ({ ...each, at: NOW, received: 1 })))
    // An explanation says nothing of a rating that was not given before.
    expect((await state()).ratings.filter(({ comment }: { comment?: string }) => comment)).toHaveLength(0)
    await opened.erase('u_1')
    const again = [...before, ...later, link].map(({ event }, n) => ({
      event: { ...event, id: `again ${n}` },
      at: NOW,
      received: 1,
    }))
    await opened.append(again)
    expect((await state()).ratings.filter(({ comment }: { comment?: string }) => comment)).toHaveLength(700)
  })

  test('lets others have their turn while it is read', async () => {
    await opened.append(many(5_000, (n) => ['ask.shown', { data: { moment: `m_${n}` } }]))
    const { fetch } = receiver()
    const done: string[] = []
    const reading = fetch(new Request(`${URL_}?subject=u_1`)).then(() => done.push('state'))
    await new Promise(setImmediate)
    await fetch(new Request(`${URL_}health`)).then(() => done.push('health'))
    await reading
    expect(done).toEqual(['health', 'state'])
  })

  test('has a bounded size, of what changed last', async () => {
    const words = 'x'.repeat(15_000)
    await opened.append(many(1_000, (n) => ['action.completed', { data: { moment: `m_${n}`, properties: { words } } }]))
    const { moments } = await state()
    expect(JSON.stringify(moments).length).toBeLessThan(2 * 1024 * 1024)
    expect(moments.at(-1)).toMatchObject({ id: 'm_999', properties: { words } })
    expect(moments.length).toBeGreaterThan(100)
  })

  test('has no properties that a browser would refuse', async () => {
    await opened.append([storedEvent('action.completed', { data: { properties: { words: 'x'.repeat(20_000) } } })])
    const [moment] = (await state()).moments
    expect([moment.id, moment.properties]).toEqual(['c_1', undefined])
  })

  test('comes from a store that has no history of its own, too', async () => {
    await opened.append([storedEvent('rating.given')])
    const { history: _, ...vendors } = opened
    const own = createReceiver({ store: vendors, now: () => NOW, log: () => {} })
    expect((await (await own.fetch(new Request(`${URL_}?subject=u_1`))).json()).ratings).toHaveLength(1)
  })
})
