import { describe, expect, it } from 'vitest'
import { holdOf } from '../../src/delivery/backoff'
import { batchOf, bounded, bytesOf } from '../../src/delivery/bytes'
import type { GainloopEvent } from '../../src/delivery/event'
import { fateOf } from '../../src/delivery/send'
import type { Waiting } from '../../src/host/host'
import { NOON, rating, shown } from './events'

const DAY = 86_400_000
const records = (...events: GainloopEvent[]): Waiting[] => events.map((event) => ({ event }))
const ids = (some: Waiting[]) => some.map((record) => record.event.id)

describe('A batch', () => {
  const three = records(rating('r1'), rating('r2'), rating('r3'))
  const size = (some: Waiting[]) => bytesOf(some.map((record) => record.event))

  it('is counted in UTF-8 bytes', () => {
    expect(bytesOf('☂')).toBe(5)
  })
  it('takes what fits exactly', () => {
    expect(ids(batchOf(three, 1, size(three)))).toEqual(['r1', 'r2', 'r3'])
    expect(ids(batchOf(three, 1, size(three) - 1))).toEqual(['r1', 'r2'])
  })
  it('takes as many as it must, however large, and none of none', () => {
    expect(ids(batchOf(three, 1, 10))).toEqual(['r1'])
    expect(batchOf(three, 0, 10)).toEqual([])
    expect(batchOf([], 1, 10)).toEqual([])
  })
})

describe('The bounds', () => {
  const some = records(rating('r1'), shown('s1'), rating('r2'), shown('s2'))
  it.each<[string, number, string[]]>([
    ['keep what is little', 8, ['r1', 's1', 'r2', 's2']],
    ['drop the oldest telemetry first', 3, ['r1', 'r2', 's2']],
    ['drop answers only when no telemetry is left', 1, ['r2']],
  ])('%s', (_, most, left) => {
    expect(ids(bounded(some, most))).toEqual(left)
  })

  it('a rating outlives a thousand newer tracks', () => {
    const tracked = Array.from({ length: 1_000 }, (_, n) => ({
      ...rating(`t${n}`),
      type: 'gainloop.action.completed',
    })) as GainloopEvent[]
    const left = ids(bounded(records(rating('r1'), ...tracked)))
    expect([left.length, left[0], left[1]]).toEqual([1_000, 'r1', 't1'])
  })
})

describe('A record', () => {
  const record = { event: rating('r1') }
  const failed = (extra: Partial<Waiting> = {}): Waiting => ({ ...record, tries: 1, until: NOON + 1_000, ...extra })
  it.each<[string, Waiting, number, boolean, number]>([
    ['that was never tried may go', record, NOON, false, 0],
    ['that failed waits', failed(), NOON + 999, false, 1],
    ['that has waited may go', failed(), NOON + 1_000, false, 0],
    ['is not held by a clock set back', failed(), NOON - 2 * DAY, false, 0],
    ['that failed may be forced', failed(), NOON, true, 0],
    ['may not be forced against Retry-After', failed({ asked: true }), NOON, true, 1_000],
  ])('%s', (_, one, now, force, hold) => {
    expect(holdOf([one], now, force)).toBe(hold)
  })
})

describe('A status', () => {
  it.each<[string, number[]]>([
    ['sent', [200]],
    ['later', [0, 301, 304, 401, 408, 429, 500, 502, 503, 599]],
    ['elsewhere', [404, 405, 410, 415]],
    ['refused', [400, 402, 403, 406, 409, 413, 422, 451]],
  ])('means %s: %j', (fate, statuses) => {
    for (const status of statuses) expect([status, fateOf(status)]).toEqual([status, fate])
  })
})
