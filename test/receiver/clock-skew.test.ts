import { describe, expect, test } from 'vitest'
import { correctClock, inSenderClock } from '../../src/receiver/clock-skew'
import { storedEvent } from './events'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 2, 1)
const iso = (time: number) => new Date(time).toISOString()
const clamped = (time: number, at: number) => {
  const { event } = storedEvent('action.completed', { data: { at: iso(at) } })
  const { time: t, data } = correctClock({ ...event, time: iso(time) }, NOW, DAY)
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

describe('An event that says when it was sent', () => {
  const MINUTE = 60_000
  const corrected = (time: number, at: number, sentat: number) => {
    const { event } = storedEvent('action.completed', { data: { at: iso(at) } })
    const right = correctClock({ ...event, time: iso(time), sentat: iso(sentat), attempt: 2 }, NOW, DAY)
    const { at: done } = right.data as unknown as { at: string }
    return [right.time, done, right.sentat ?? ''].map((one) => (Date.parse(one) - NOW) / MINUTE)
  }

  test.each<[string, number, number, number, number[]]>([
    ['by a good clock stays as it is, however long it waited', -5 * DAY, -6 * DAY, -MINUTE / 2, [-7200, -8640, -0.5]],
    ['by a clock a minute off stays: that may be the way it took', -MINUTE, -MINUTE, -MINUTE, [-1, -1, -1]],
    ['by a clock ten minutes slow moves ahead', -30 * MINUTE, -40 * MINUTE, -10 * MINUTE, [-20, -30, 0]],
    ['by a clock ten minutes fast moves back', -MINUTE, -2 * MINUTE, 10 * MINUTE, [-11, -12, 0]],
    [
      'by a clock that starts in 1970 has its age, not its date',
      5 * MINUTE - NOW,
      -NOW,
      10 * MINUTE - NOW,
      [-5, -10, 0],
    ],
    ['by a clock ten years fast has its age as well', 3650 * DAY, 3649 * DAY, 3650 * DAY + MINUTE, [-1, -1441, 0]],
    ['before a fast clock was set right is taken as received', 3650 * DAY, 3649 * DAY, 0, [0, -1440, -3650 * 1440]],
  ])('%s', (_, time, at, sentat, expected) => {
    expect(corrected(NOW + time, NOW + at, NOW + sentat)).toEqual(expected)
  })

  test('with no other time in it is moved alone', () => {
    const { event } = storedEvent('rating.given')
    const right = correctClock({ ...event, time: iso(NOW + DAY / 2), sentat: iso(NOW + DAY / 2) }, NOW, DAY)
    expect(right).toEqual({ ...event, time: iso(NOW), sentat: iso(NOW), stamped: iso(NOW + DAY / 2) })
  })
})

describe('An event told in the time of a clock', () => {
  const MINUTE = 60_000
  /** Stamped half an hour ago by a clock so many minutes off, sent at once, and told to a clock so many minutes off. */
  const told = (off: number, other: number) => {
    const time = iso(NOW + off * MINUTE)
    const { event } = storedEvent('action.completed', { data: { at: iso(NOW + (off - 30) * MINUTE) } })
    const stored = correctClock({ ...event, time, sentat: iso(NOW + off * MINUTE + 3_000) }, NOW + 5_000, DAY)
    const { time: at, data } = inSenderClock(stored, -other * MINUTE)
    return [at, (data as unknown as { at: string }).at].map((one) => (Date.parse(one) - NOW) / 1_000)
  }

  test.each<[string, number, number, number[]]>([
    ['that is right, by one that is right, stays', 0, 0, [0, -1_800]],
    ['that is right, by one 20 min slow, is set right', -20, 0, [2, -1_798]],
    ['20 min slow, by the same, is to the ms what it stamped', -20, -20, [-1_200, -3_000]],
    ['20 min slow, by one that is right, is 20 min earlier', 0, -20, [-1_200, -3_000]],
    ['20 min slow, by one 20 min fast, is 20 min before what is right', 20, -20, [-1_198, -2_998]],
  ])('%s', (_, off, other, expected) => {
    expect(told(off, other)).toEqual(expected)
  })
})
