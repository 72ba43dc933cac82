import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askAnswered } from '../../src/ask/asks'
import { emptyBook, momentKey } from '../../src/moment/book'
import { openBook } from '../../src/moment/open-book'
import { cancel } from '../../src/moment/cancel'
import { identify } from '../../src/moment/identify'
import { openPeriods } from '../../src/moment/periods'
import { prune } from '../../src/moment/prune'
import { track } from '../../src/moment/track'
import { addResult } from '../../src/moment/result'
import { day, FREE, fresh, playbook, START, shown, tracked, verdict } from '../ask/scene'

const plan = playbook(FREE)
const a = momentKey('sent', 'a')

describe('opening a book', () => {
  const whole = identify(
    shown(tracked(fresh(), plan, 'sent', 'a', START), 'sent', 'a', day(3)),
    { id: 'u' },
    day(3),
  ).book

  test('gives back what was stored', () => {
    expect(openBook(JSON.parse(JSON.stringify(whole)), 'anon-2', day(4))).toEqual(whole)
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'book'],
    ['a list', [1]],
    ['a book of another version', { ...whole, version: 2 }],
    ['a book of nobody', { ...whole, user: null }],
  ])('starts an empty one from %s', (_, stored) => {
    expect(openBook(stored, 'anon-2', day(4))).toEqual(emptyBook('anon-2', day(4)))
  })

  test('keeps the sound records and drops the others', () => {
    const stored = {
      ...whole,
      moments: { ...whole.moments, x: { id: 7 }, y: null },
      asks: { ...whole.asks, z: { moment: 'z', action: 'z', status: 'pending', displays: [], updated: 1 } },
      ratings: 'gone',
      muted: { sent: 'x', other: 5 },
    }
    expect(openBook(stored, 'anon-2', day(4))).toEqual({ ...whole, muted: { other: 5 } })
  })

  test('never throws, whatever is in the storage', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (x, y, z) => {
        openBook(x, 'anon-2', START)
        const book = openBook(
          { ...whole, moments: { 'sent a': x }, asks: y, ratings: z, lessons: x, muted: y, clock: z, setBack: x },
          'anon-2',
          START,
        )
        openPeriods(book, plan, day(3))
        verdict(book, plan, day(3))
      }),
    )
  })
})

test('A book opened from garbage is one: it opens again as it is, and is stored as JSON', () => {
  const member = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.object()), fc.jsonValue())
  const names = ['user', 'moments', 'asks', 'ratings', 'lessons', 'commitments', 'muted', 'clock', 'setBack']
  fc.assert(
    fc.property(fc.record(Object.fromEntries(names.map((name) => [name, member])), { requiredKeys: [] }), (parts) => {
      const opened = openBook({ ...emptyBook('anon-1', START), ...parts }, 'anon-2', START)
      expect(Object.keys(opened).sort()).toEqual(expect.arrayContaining(Object.keys(emptyBook('anon-1', START)).sort()))
      expect(['string', 'boolean', 'number']).toEqual(
        [opened.user.id, opened.user.anonymous, opened.clock].map((value) => typeof value),
      )
      expect(openBook(opened, 'anon-2', START)).toEqual(opened)
      expect(Object.getPrototypeOf(opened.moments)).toBe(Object.prototype)
    }),
  )
})

describe('naming the user', () => {
  const before = tracked(fresh(), plan, 'sent', 'a', START)

  test('keeps what was remembered anonymously', () => {
    const { book, from } = identify(before, { id: 'u', traits: { plan: 'pro' } }, day(1))
    expect(from).toBe('anon-1')
    expect(book.user).toEqual({ id: 'u', anonymous: false, traits: { plan: 'pro' }, since: START, seed: 'anon-1' })
    expect(verdict(book, plan, day(3))).toBe('asks a')
  })

  test('hashes the user’s own id when nothing was tracked before', () => {
    expect(identify(fresh(), { id: 'u' }, START).book.user.seed).toBeUndefined()
  })

  test('brings the traits of the same user up to date', () => {
    const named = identify(before, { id: 'u', traits: { plan: 'pro', age: 3 } }, day(1)).book
    const { book, from } = identify(named, { id: 'u', traits: { age: 4 } }, day(2))
    expect([from, book.user.traits]).toEqual([undefined, { plan: 'pro', age: 4 }])
  })

  test('shows another user nothing of the first', () => {
    const named = identify(before, { id: 'u', traits: { plan: 'pro' } }, day(1)).book
    const { book, from } = identify(named, { id: 'v' }, day(2))
    expect(from).toBeUndefined()
    expect(book).toEqual({ ...emptyBook('v', day(2), false), clock: named.clock })
  })
})

describe('moments', () => {
  test('the same id again updates label, properties and metrics', () => {
    const first = tracked(fresh(), plan, 'sent', 'a', START, {
      label: 'Old',
      properties: { x: 1, y: 1 },
      metrics: { rate: 1 },
    })
    const book = tracked(first, plan, 'sent', 'a', day(1), { label: 'New', properties: { y: 2 }, metrics: { cost: 2 } })
    expect(book.moments[a]).toEqual({
      id: 'a',
      action: 'sent',
      at: START,
      label: 'New',
      properties: { x: 1, y: 2 },
      metrics: { rate: 1, cost: 2 },
      updated: day(1),
    })
    expect(Object.keys(book.asks)).toHaveLength(1)
  })

  test('an unknown action, also one named like a member of every object, changes nothing', () => {
    const book = fresh()
    for (const action of ['nope', 'constructor', '__proto__'])
      expect(tracked(book, plan, action, 'a', START)).toBe(book)
  })

  test('a goal is an option’s id, or the user’s own words', () => {
    const goals = {
      ...plan,
      actions: {
        sent: {
          ...plan.actions.sent,
          goal: { question: '?', options: [{ id: 'sales', label: 'Sales' }], other: true },
        },
      },
    } as typeof plan
    const option = tracked(fresh(), goals, 'sent', 'a', START, { goal: 'sales' })
    expect(option.moments[a]?.goal).toBe('sales')
    const own = tracked(option, goals, 'sent', 'a', START, { goal: 'More friends' })
    expect(own.moments[a]).toMatchObject({ goal: 'other', goalText: 'More friends' })
    expect(tracked(own, goals, 'sent', 'a', day(1), { goal: 'sales' }).moments[a]?.goalText).toBeUndefined()
  })

  test('a result goes to the action that declares it, where two share an id', () => {
    const two = tracked(tracked(fresh(), plan, 'sent', 'a', START), plan, 'judged', 'a', START)
    expect(
      addResult(two, plan, { target: 'a', metrics: { rate: 1 }, at: day(1) }, day(1)).measured.map(
        ({ moment: { action } }) => action,
      ),
    ).toEqual(['judged'])
    expect(addResult(two, plan, { target: 'a', metrics: { opens: 1 }, at: day(1) }, day(1)).measured).toHaveLength(2)
    expect(addResult(two, plan, { target: 'nope', metrics: { opens: 1 }, at: day(1) }, day(1)).book).toBe(two)
  })

  test('cancelling tells which moments it withdrew, once', () => {
    const book = tracked(fresh(), plan, 'sent', 'a', START)
    const first = cancel(book, 'a', day(1))
    expect(first.cancelled).toEqual([{ action: 'sent', moment: 'a' }])
    expect(first.book.asks[a]).toMatchObject({ status: 'withdrawn', settled: day(1) })
    expect(cancel(first.book, 'a', day(2))).toEqual({ book: first.book, cancelled: [] })
  })

  test.each([[7], [{ id: 7, traits: {}, at: 0 }], [{ id: 'acme' }], [null]])(
    'a stored account %j is dropped',
    (account) => {
      const stored = { ...fresh(), user: { ...fresh().user, account } }
      expect(openBook(JSON.parse(JSON.stringify(stored)), 'anon-2', START).user.account).toBeUndefined()
    },
  )

  test('the same account adds to its traits, another one takes its place, and no account leaves it', () => {
    const acme = identify(fresh(), { id: 'u', account: { id: 'acme', traits: { seats: 3, plan: 'pro' } } }, day(1)).book
    const more = identify(acme, { id: 'u', account: { id: 'acme', traits: { seats: 4 } } }, day(2)).book
    expect(more.user.account).toEqual({ id: 'acme', traits: { seats: 4, plan: 'pro' }, at: day(1) })
    expect(identify(more, { id: 'u' }, day(3)).book.user.account).toEqual(more.user.account)
    expect(identify(more, { id: 'u', account: { id: 'bolt' } }, day(3)).book.user.account).toEqual({
      id: 'bolt',
      traits: {},
      at: day(3),
    })
    expect(identify(more, { id: 'v' }, day(3)).book.user.account).toBeUndefined()
  })

  test('nothing changes the book it was given', () => {
    const book = tracked(fresh(), plan, 'sent', 'a', START)
    const before = structuredClone(book)
    cancel(book, 'a', day(1))
    addResult(book, plan, { target: 'a', metrics: { rate: 1 }, at: day(1) }, day(1))
    openPeriods(book, plan, day(30))
    tracked(book, plan, 'sent', 'b', day(1))
    expect(book).toEqual(before)
  })

  test('500 are remembered: those that were shown, then those still to be asked about, then the latest', () => {
    let book = tracked(fresh(), plan, 'sent', 'old', START - day(0) + 1)
    book = askAnswered(
      shown(tracked(book, plan, 'sent', 'rated', START), 'sent', 'rated', day(3)),
      momentKey('sent', 'rated'),
      day(3),
    )
    book = shown(tracked(book, plan, 'sent', 'open', START), 'sent', 'open', day(3))
    for (let n = 0; n < 600; n++) book = tracked(book, plan, 'other', `m${n}`, day(1) + n)
    expect(Object.keys(book.moments)).toHaveLength(500)
    expect(book.moments[momentKey('sent', 'open')]).toBeDefined()
    expect(book.moments[momentKey('sent', 'rated')]).toBeDefined()
    expect(book.asks[momentKey('sent', 'rated')]?.status).toBe('answered')
    expect(book.moments[momentKey('sent', 'old')]).toBeUndefined()
    expect(book.moments[momentKey('other', 'm599')]).toBeDefined()
    expect(Object.keys(prune(book).asks).length).toBeLessThanOrEqual(501)
  })

  test('with large properties as many are remembered as fit, and none that was shown is dropped', () => {
    const text = 'x'.repeat(15_000)
    let book = fresh()
    for (let n = 0; n < 5; n++) {
      book = track(book, plan, { action: 'sent', id: `open${n}`, properties: { text } }, START)
      book = shown(book, 'sent', `open${n}`, day(3))
    }
    for (let n = 0; n < 5; n++) book = askAnswered(book, momentKey('sent', `open${n}`), day(3))
    for (let n = 0; n < 5; n++) {
      book = track(book, plan, { action: 'sent', id: `now${n}`, properties: { text } }, day(4))
      book = shown(book, 'sent', `now${n}`, day(7))
    }
    for (let n = 0; n < 200; n++)
      book = track(book, plan, { action: 'other', id: `m${n}`, properties: { text } }, day(5) + n)
    expect(JSON.stringify(book).length).toBeLessThan(600_000)
    for (let n = 0; n < 5; n++) {
      expect(book.moments[momentKey('sent', `open${n}`)]).toBeDefined()
      // Its card may be open, and quotes it.
      expect(book.moments[momentKey('sent', `now${n}`)]?.properties).toEqual({ text })
    }
    expect(book.moments[momentKey('other', 'm199')]?.properties).toEqual({ text })
  })
})
