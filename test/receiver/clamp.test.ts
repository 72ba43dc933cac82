import { describe, expect, test } from 'vitest'
import { clampTime } from '../../src/receiver/clamp'
import { storedEvent } from './events'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 2, 1)
const iso = (time: number) => new Date(time).toISOString()
const clamped = (time: number, at: number) => {
  const { event } = storedEvent('action.completed', { data: { at: iso(at) } })
  const { time: t, data } = clampTime({ ...event, time: iso(time) }, NOW, DAY)
  return [Date.parse(t), Date.parse((data as unknown as { at: string }).at)]
}

describe('Times more than a day ahead are taken as received', () => {
  test.each<[string, number, number, number[]]>([
    ['those of a good clock stay', NOW - 5, NOW - DAY, [NOW - 5, NOW - DAY]],
    ['those of a clock ten years fast move together', NOW + 3650 * DAY, NOW + 3649 * DAY, [NOW, NOW - DAY]],
    ['a completion ten years ahead by itself is at the event’s time', NOW - 5, NOW + 3650 * DAY, [NOW - 5, NOW - 5]],
    ['a completion an hour ahead stays', NOW, NOW + DAY / 24, [NOW, NOW + DAY / 24]],
  ])('%s', (_, time, at, expected) => {
    expect(clamped(time, at)).toEqual(expected)
  })
})
