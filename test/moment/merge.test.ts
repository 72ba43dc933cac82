import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askAnswered } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import { type Book, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { merge } from '../../src/moment/merge'
import { openPeriods } from '../../src/moment/periods'
import { day, FREE, fresh, playbook, START, shown, tracked, verdict } from '../ask/scene'

const RUNS = Number(process.env.RUNS ?? 500)

const time = fc.integer({ min: 1, max: 6 })
const times = fc.uniqueArray(time, { maxLength: 4 }).map((all) => all.sort((a, b) => a - b))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
/** As JSON carries it: what is undefined is absent. */
const plain = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  arbitrary.map((value) => JSON.parse(JSON.stringify(value)))
const byKey = <T>(record: (key: string) => fc.Arbitrary<T>) =>
  fc
    .record({ 'x a': maybe(record('a')), 'x b': maybe(record('b')) })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))

const trackId = fc.constantFrom('p', 'q')
const entry = fc.record({ value: time, at: time, updated: time })
const period = fc
  .record({
    from: fc.constant(1),
    to: time,
    tracks: maybe(fc.dictionary(trackId, entry)),
    figures: maybe(fc.dictionary(fc.constantFrom('rate', 'cost'), fc.dictionary(fc.constantFrom('', 'p'), entry))),
    cancelled: maybe(fc.dictionary(trackId, time)),
  })
  .map((one) => {
    const values = Object.values(one.tracks ?? {}).map(({ value }) => value)
    return { ...one, count: values.length, sum: values.reduce((sum, value) => sum + value, 0) }
  })
const account = fc.record({
  id: fc.constantFrom('acme', 'bolt'),
  traits: fc.dictionary(fc.constantFrom('t', 's'), fc.integer({ max: 3 })),
  at: time,
  asked: maybe(times),
  heard: maybe(time),
})

const book = plain(
  fc.record({
    version: fc.constant(1 as const),
    user: fc.record({
      id: fc.constantFrom('u', 'v'),
      anonymous: fc.boolean(),
      traits: fc.dictionary(fc.constantFrom('t', 's'), fc.integer({ max: 3 })),
      since: time,
      seed: maybe(fc.constantFrom('k', 'l')),
      account: maybe(account),
    }),
    moments: byKey((id) =>
      fc.record({
        id: fc.constant(id),
        action: fc.constant('x'),
        at: time,
        label: maybe(fc.constantFrom('L', 'M')),
        digest: maybe(period),
        cancelled: maybe(time),
        updated: time,
      }),
    ),
    asks: byKey((id) =>
      fc.record({
        moment: fc.constant(`x ${id}`),
        action: fc.constant('x'),
        due: maybe(time),
        expires: maybe(time),
        status: fc.constantFrom('pending', 'answered', 'dismissed', 'expired', 'withdrawn'),
        displays: times,
        snoozes: times,
        settled: maybe(time),
        forced: maybe(time),
        updated: time,
      }),
    ),
    ratings: byKey((id) =>
      fc.record({
        id: fc.constant(id),
        moment: fc.constant(id),
        action: fc.constant('x'),
        at: time,
        value: time,
        band: fc.constant('missed'),
        updated: time,
      }),
    ),
    lessons: byKey((id) =>
      fc.record({
        lesson: fc.constant(id),
        shown: times,
        withheld: maybe(times),
        done: maybe(fc.uniqueArray(fc.constantFrom('1', '2', '3')).map((all) => all.sort())),
        completed: maybe(time),
        useful: maybe(fc.boolean()),
        updated: time,
      }),
    ),
    commitments: byKey((id) => fc.record({ id: fc.constant(id), text: fc.constantFrom('one', 'two'), updated: time })),
    muted: fc.dictionary(fc.constantFrom('x', 'y'), time),
    clock: time,
    setBack: maybe(time),
  }),
) as unknown as fc.Arbitrary<Book>

describe('merging two books', () => {
  test('makes no difference in which order they come', () => {
    fc.assert(
      fc.property(book, book, (a, b) => {
        expect(merge(a, b)).toEqual(merge(b, a))
      }),
      { numRuns: RUNS },
    )
  })
  test('makes no difference how they are grouped', () => {
    fc.assert(
      fc.property(book, book, book, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
      }),
      { numRuns: RUNS },
    )
  })
  test('twice is once', () => {
    fc.assert(
      fc.property(book, book, (a, b) => {
        expect(merge(a, a)).toEqual(a)
        expect(merge(merge(a, b), b)).toEqual(merge(a, b))
      }),
      { numRuns: RUNS },
    )
  })
})

describe('across devices', () => {
  const plan = playbook(FREE)
  const laptop = tracked(fresh(), plan, 'sent', 'a', START)

  test('a rating on the phone withdraws the ask on the laptop', () => {
    const phone = askAnswered(shown(laptop, 'sent', 'a', day(3)), momentKey('sent', 'a'), day(3))
    expect(verdict(merge(laptop, phone), plan, day(4))).toBe('no-moment')
  })

  test('also when only the rating itself comes back from the endpoint', () => {
    const rating = {
      id: 'r',
      moment: 'a',
      action: 'sent',
      at: day(3),
      value: 'yes',
      scale: 'outcome',
      score: 1,
      band: 'reached' as const,
      updated: day(3),
    }
    const merged = openPeriods(merge(laptop, { ...fresh(), ratings: { r: rating } }), plan, day(4))
    expect(verdict(merged, plan, day(4))).toBe('not-due')
    expect(merged.asks[momentKey('sent', 'a')]).toMatchObject({
      status: 'answered',
      settled: day(3),
      displays: [day(3)],
    })
  })

  test('a moment that the vendor’s server reported is asked about, with its own time', () => {
    const moment = { id: 'z', action: 'sent', at: day(1), updated: day(1) }
    const merged = openPeriods(
      merge(fresh(), { ...fresh(), moments: { [momentKey('sent', 'z')]: moment } }),
      plan,
      day(4),
    )
    expect(decide({ playbook: plan, book: merged, facts: {}, now: day(4) })).toMatchObject({
      ask: { moment: { id: 'z' } },
    })
  })

  test('a moment cancelled here stays cancelled whatever came later elsewhere', () => {
    const elsewhere = tracked(laptop, plan, 'sent', 'a', day(2), { label: 'New' })
    const merged = openPeriods(merge(elsewhere, cancel(laptop, 'a', day(1)).book), plan, day(4))
    expect(verdict(merged, plan, day(4))).toBe('not-due')
    expect(merged.moments[momentKey('sent', 'a')]?.label).toBe('New')
  })

  test('a digest sums what both have seen, each track once', () => {
    const one = tracked(fresh(), plan, 'captured', 'p', day(1), { properties: { contacts: 3 } })
    const two = tracked(one, plan, 'captured', 'q', day(2), { properties: { contacts: 2 } })
    const three = tracked(one, plan, 'captured', 'r', day(3), { properties: { contacts: 4 } })
    const merged = openPeriods(merge(two, three), plan, day(4))
    expect(Object.values(merged.moments).find(({ action }) => action === 'captured')?.digest).toMatchObject({
      sum: 9,
      count: 3,
    })
  })

  test('single tracks from the endpoint join their digest, once', () => {
    const own = tracked(fresh(), plan, 'captured', 'p', day(1), { properties: { contacts: 3 } })
    const track = (id: string, contacts: number) => ({
      id,
      action: 'captured',
      at: day(2),
      properties: { contacts },
      updated: day(2),
    })
    const state = { ...fresh(), moments: { 'captured p': track('p', 3), 'captured q': track('q', 5) } }
    let merged = own
    for (const now of [3, 4, 8]) merged = openPeriods(merge(merged, state), plan, day(now))
    const digests = Object.values(merged.moments).filter(({ action }) => action === 'captured')
    expect(digests.map(({ digest }) => digest?.sum)).toEqual([8])
  })
})
