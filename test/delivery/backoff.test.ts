import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delayAfter, holdOf, retryAfter } from '../../src/delivery/backoff'
import { NOON, rating } from './events'
import { peakOverMean } from './outage'

describe('The wait after a failed attempt', () => {
  it.each([
    [1, 1_000, 2_000],
    [2, 4_000, 8_000],
    [3, 16_000, 32_000],
    [4, 60_000, 120_000],
    [50, 60_000, 120_000],
    [5_000, 60_000, 120_000],
  ])('number %i is between %i and %i ms', (tries, least, most) => {
    expect([delayAfter(tries, undefined, 0), delayAfter(tries, undefined, 1)]).toEqual([least, most])
  })

  it('is never shorter than the endpoint asked, and at most twice as long or two minutes more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, asked, random) => {
          const delay = delayAfter(tries, asked, random)
          expect(delay).toBeGreaterThanOrEqual(asked)
          expect(delay).toBeLessThanOrEqual(asked + 120_000)
        },
      ),
    )
  })
})

describe('What waits is held back', () => {
  const HOUR = 3_600_000
  it.each<[string, { until?: number; asked?: number }[], { now: number; forced: number }]>([
    ['not at all before a first attempt', [{}], { now: 0, forced: 0 }],
    ['until its time', [{ until: 90_000 }], { now: 90_000, forced: 0 }],
    ['until the last of it may go', [{ until: 9_000 }, { until: 90_000 }, {}], { now: 90_000, forced: 0 }],
    [
      'for as long as the endpoint asked, even by force',
      [{ until: 12 * HOUR, asked: 11 * HOUR }],
      { now: 12 * HOUR, forced: 11 * HOUR },
    ],
    ['no longer, once its time has come', [{ until: -1, asked: -2 }], { now: 0, forced: 0 }],
    [
      'not by a time of ours from before the clock was set back',
      [{ until: 3 * HOUR }, { until: 5_000 }],
      { now: 5_000, forced: 0 },
    ],
    [
      'not by a time the endpoint never asked for',
      [{ until: 3_000 * HOUR, asked: 3_000 * HOUR }],
      { now: 0, forced: 0 },
    ],
  ])('%s', (_, waits, { now, forced }) => {
    const records = waits.map(({ until, asked }) => ({
      event: rating('r1'),
      ...(until && { until: NOON + until }),
      ...(asked && { asked: NOON + asked }),
    }))
    expect([holdOf(records, NOON), holdOf(records, NOON, true)]).toEqual([now, forced])
  })
})

describe('Retry-After', () => {
  const soon = 'Tue, 03 Mar 2026 12:01:00 GMT'
  it.each<[string, Record<string, string>, number | undefined]>([
    ['missing means nothing was asked', {}, undefined],
    ['in seconds', { 'retry-after': '120' }, 120_000],
    ['of a week holds for a day', { 'retry-after': '604800' }, 86_400_000],
    ['of zero', { 'retry-after': '0' }, 0],
    ['as a date', { 'retry-after': soon }, 60_000],
    [
      'as a date is read by the server’s clock where it is seen',
      { 'retry-after': soon, date: 'Tue, 03 Mar 2026 12:00:30 GMT' },
      30_000,
    ],
    ['in the past means now', { 'retry-after': 'Tue, 03 Mar 2020 12:00:00 GMT' }, 0],
    ['that makes no sense is passed over', { 'retry-after': 'soon' }, undefined],
    ['that is negative is passed over, or means now', { 'retry-after': '-5' }, 0],
  ])('%s', (_, headers, expected) => {
    const wait = retryAfter(new Headers(headers), NOON)
    expect(wait || 0).toBe(expected || 0)
    if (expected) expect(wait).toBe(expected)
  })
})

describe('After an outage', () => {
  it.each<[string, number, (random: () => number) => number, number?]>([
    ['one minute long, all browsers hit at its start', 60, () => 0],
    ['five minutes long, all hit at its start', 300, () => 0],
    ['ten minutes long, hit one after the other', 600, (random) => random()],
    ['an hour long, all hit at its start', 3_600, () => 0],
    ['an hour long, hit one after the other', 3_600, (random) => random()],
    ['an hour long, with Retry-After of a minute', 3_600, () => 0, 60_000],
  ])('%s, the peak stays below twice the mean', (_, seconds, first, asked) => {
    expect(peakOverMean({ browsers: 100_000, seconds, first, asked })).toBeLessThan(2)
  })
})
