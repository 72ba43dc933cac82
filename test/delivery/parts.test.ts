import { describe, expect, it } from 'vitest'
import { batchOf, bytesOf } from '../../src/delivery/batch'
import { overflow } from '../../src/delivery/bounds'
import type { GainloopEvent } from '../../src/delivery/event'
import { heldUntil, isAside } from '../../src/delivery/hold'
import type { Retry, Waiting } from '../../src/host/host'
import { NOON, rating, shown } from './events'

const DAY = 86_400_000
const records = (...events: GainloopEvent[]): Waiting[] => events.map((event, order) => ({ event, order }))
const ids = (some: Waiting[]) => some.map((record) => record.event.id)

describe('A batch', () => {
  const three = records(rating('r1'), rating('r2'), rating('r3'))
  const size = (some: Waiting[]) => bytesOf(some.map((record) => record.event))

  it('is counted in UTF-8 bytes', () => {
    expect(bytesOf('☂')).toBe(5)
  })
  it('takes what fits exactly', () => {
    expect(ids(batchOf(three, size(three)))).toEqual(['r1', 'r2', 'r3'])
    expect(ids(batchOf(three, size(three) - 1))).toEqual(['r1', 'r2'])
  })
  it('takes one event, however large, and none of none', () => {
    expect(ids(batchOf(three, 10))).toEqual(['r1'])
    expect(batchOf([], 10)).toEqual([])
  })
})

describe('The bounds', () => {
  it.each<[string, Waiting[], number, string[]]>([
    ['keep what is young and small', records(rating('r1'), shown('s1')), 1e6, []],
    [
      'drop telemetry older than 90 days',
      records(shown('s1', NOON - 91 * DAY), rating('r1', 'u', '', NOON - 91 * DAY)),
      1e6,
      ['s1'],
    ],
    ['drop ratings after a year', records(rating('r1', 'u', '', NOON - 366 * DAY)), 1e6, ['r1']],
    [
      'drop the oldest telemetry first when too much waits',
      records(rating('r1'), shown('s1'), shown('s2')),
      600,
      ['s1'],
    ],
    [
      'drop ratings only when no telemetry is left',
      records(rating('r1'), shown('s1'), rating('r2')),
      300,
      ['s1', 'r1'],
    ],
    ['keep events of a clock that ran ahead', records(rating('r1', 'u', '', NOON + 9 * 366 * DAY)), 1e6, []],
  ])('%s', (_, some, largest, gone) => {
    expect(overflow(some, NOON, largest)).toEqual(gone)
  })
})

describe('A record', () => {
  const [fresh] = records(rating('r1')) as [Waiting]
  const failed = (extra: Partial<Retry> = {}, aside?: string): Waiting => ({
    ...fresh,
    retry: { tries: 1, at: NOON, until: NOON + 1_000, ...extra },
    ...(aside && { aside }),
  })
  it.each<[string, Waiting, number, boolean, number, boolean]>([
    ['that was never tried may go', fresh, NOON, false, 0, false],
    ['that failed waits', failed(), NOON + 999, false, NOON + 1_000, false],
    ['that has waited may go', failed(), NOON + 1_000, false, 0, false],
    ['is not held by a clock set back', failed(), NOON - 1, false, 0, false],
    ['that failed may be forced', failed(), NOON, true, 0, false],
    ['may not be forced against Retry-After', failed({ asked: true }), NOON, true, NOON + 1_000, false],
    ['set aside for good stays so', { ...fresh, aside: '422' }, NOON + 999 * DAY, true, 0, true],
    ['set aside for a while comes back', failed({}, '404'), NOON + 1_000, false, 0, false],
    ['set aside for a while holds nothing else back', failed({}, '404'), NOON, false, 0, true],
  ])('%s', (_, record, now, force, until, aside) => {
    expect([heldUntil([record], now, force), isAside(record, now)]).toEqual([until, aside])
  })
})
