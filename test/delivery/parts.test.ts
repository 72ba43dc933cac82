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
  const size = (some: Waiting[]) => some.reduce((sum, record) => sum + bytesOf(record.event) + 60, 1)

  it('is counted in UTF-8 bytes', () => {
    expect(bytesOf('☂')).toBe(5)
  })
  it('takes what fits exactly, with room for when each was sent and how often it was tried', () => {
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
    expect(ids(bounded(some, NOON, most))).toEqual(left)
  })

  const word = (id: string, days: number, extra: Partial<Waiting> = {}): Waiting => ({
    event: rating(id, 'u_81', undefined, NOON - days * DAY),
    ...extra,
  })
  it('keep the bytes: of what matters less the oldest goes first', () => {
    const large = rating('r1', 'u_81', 'x'.repeat(1_000))
    const all = records(large, shown('s1'), rating('r2'), shown('s2'))
    const left = (largest: number) => ids(bounded(all, NOON, 1_000, largest))
    const bytes = bytesOf(all)
    expect(left(bytes)).toEqual(['r1', 's1', 'r2', 's2'])
    expect(left(bytes - 1)).toEqual(['r1', 'r2', 's2'])
    expect(left(bytes - 1_000)).toEqual(['r2'])
    expect(left(0)).toEqual([])
  })

  it('let telemetry go after 90 days, and the user’s word never', () => {
    const all = [{ event: shown('old', NOON - 91 * DAY) }, { event: shown('new', NOON - 89 * DAY) }, word('r1', 4_000)]
    expect(ids(bounded(all, NOON))).toEqual(['new', 'r1'])
  })

  it('let what was refused for good go after 90 days, whatever it is', () => {
    const all = [word('r1', 91, { aside: '422' }), word('r2', 89, { aside: '422' }), word('r3', 91)]
    expect(ids(bounded(all, NOON))).toEqual(['r2', 'r3'])
  })

  it('a rating outlives a thousand newer tracks', () => {
    const tracked = Array.from({ length: 1_000 }, (_, n) => ({
      ...rating(`t${n}`),
      type: 'gainloop.action.completed',
    })) as GainloopEvent[]
    const left = ids(bounded(records(rating('r1'), ...tracked), NOON))
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
    ['may not be forced against Retry-After', failed({ asked: NOON + 500 }), NOON, true, 500],
    ['may be forced once that is over', failed({ asked: NOON + 500 }), NOON + 500, true, 0],
  ])('%s', (_, one, now, force, hold) => {
    expect(holdOf([one], now, force)).toBe(hold)
  })
})

describe('A status', () => {
  it.each<[string, number[]]>([
    ['sent', [200]],
    ['later', [0, 401, 408, 425, 429, 500, 502, 503, 599]],
    ['elsewhere', [301, 302, 304, 402, 403, 404, 405, 406, 407, 409, 410, 415, 421, 423, 426, 431, 451, 499]],
    ['refused', [400, 413, 422]],
  ])('means %s: %j', (fate, statuses) => {
    for (const status of statuses) expect([status, fateOf(status)]).toEqual([status, fate])
  })
})
