import { describe, expect, test } from 'vitest'
import { askSnoozed, expireAsks } from '../../src/ask/asks'
import { type Book, momentKey } from '../../src/moment/book'
import { tick } from '../../src/moment/clock'
import { openPeriods } from '../../src/moment/periods'
import { DAY, day, FREE, fresh, HOUR, playbook, START, shown, tracked, verdict } from '../ask/scene'

const plan = playbook({ ...FREE, cooldown: '14d', quiet: '1d' })
const YEARS = 10 * 365 * DAY
const wake = (book: Book, now: number) => expireAsks(openPeriods(book, plan, now), now).book
const a = momentKey('sent', 'a')

describe('a clock that runs ahead by years and is set right again', () => {
  const before = tracked(fresh(), plan, 'sent', 'a', START)

  test('asks about a moment of before, though it seemed expired meanwhile', () => {
    const ahead = wake(before, day(3) + YEARS)
    expect(verdict(ahead, plan, day(3) + YEARS)).toContain('not-due')
    expect(ahead.asks[a]?.status).toBe('expired')
    expect(verdict(wake(ahead, day(3)), plan, day(3))).toBe('asks a')
  })

  test('also when the new time had proved steady before it was due', () => {
    const ahead = wake(before, day(1) + YEARS)
    const steady = wake(wake(ahead, day(1)), day(2) + HOUR)
    expect(steady.asks[a]?.status).toBe('pending')
    expect(verdict(steady, plan, day(2) + HOUR)).toContain('not-due')
    expect(verdict(wake(steady, day(3)), plan, day(3))).toBe('asks a')
  })

  test('asks about a moment of meanwhile, three days after the new time has proved steady', () => {
    let book = tracked(openPeriods(fresh(), plan, START + YEARS), plan, 'sent', 'b', START + YEARS)
    book = wake(book, START)
    expect(verdict(book, plan, START)).toContain('not-due')
    book = wake(book, day(1))
    expect(book.moments[momentKey('sent', 'b')]?.at).toBe(day(1))
    expect(verdict(book, plan, day(4) - 1)).toContain('not-due')
    expect(verdict(book, plan, day(4))).toBe('asks b')
  })

  test('is not silent for years after an ask shown meanwhile', () => {
    const meanwhile = shown(
      wake(tracked(before, plan, 'now', 'n', START + YEARS), START + YEARS),
      'now',
      'n',
      START + YEARS,
    )
    expect(verdict(wake(meanwhile, day(3)), plan, day(3))).toBe('asks a')
  })
})

describe('a clock that falls back by years for a moment', () => {
  test('asks nothing then, and everything in its time afterwards', () => {
    const book = wake(tracked(fresh(), plan, 'sent', 'a', START), day(1))
    const back = wake(book, day(1) - YEARS)
    expect(verdict(back, plan, day(1) - YEARS)).toContain('not-due')
    const right = wake(back, day(3))
    expect({ ...right, clock: 0 }).toEqual({ ...book, clock: 0 })
    expect(verdict(right, plan, day(3))).toBe('asks a')
  })

  test('keeps the cooldown when it falls back by hours', () => {
    const two = tracked(tracked(fresh(), plan, 'now', 'n', day(3)), plan, 'sent', 'a', START)
    const asked = shown(two, 'now', 'n', day(3) + HOUR)
    expect(verdict(wake(asked, day(3)), plan, day(3))).toContain('asks n')
    const settled = askSnoozed(asked, plan, momentKey('now', 'n'), day(3) + HOUR)
    expect(verdict(wake(settled, day(3)), plan, day(3))).toContain('cooldown')
  })
})

test('a leap over the hour that daylight saving takes or gives moves nothing', () => {
  const book = tracked(fresh(), plan, 'sent', 'a', START)
  for (const now of [day(3) - HOUR, day(3) - 1]) expect(verdict(wake(book, now), plan, now)).toContain('not-due')
  expect(verdict(wake(book, day(3)), plan, day(3))).toBe('asks a')
})

test('the time is only noted when it goes on', () => {
  const book = fresh()
  expect(tick(book, START)).toBe(book)
  expect(tick(book, START - HOUR)).toBe(book)
  expect(tick(book, day(1)).clock).toBe(day(1))
})

test('what the vendor reported is not taken for a time', () => {
  const other = plan
  const tracks = tracked(openPeriods(fresh(), other, START + YEARS), other, 'sent', 'b', START + YEARS, {
    properties: { recipients: 9e15, nested: { due: 9e15 } },
    metrics: { revenue: 9e15 },
  })
  const moment = wake(wake(tracks, START), day(1)).moments[momentKey('sent', 'b')]
  expect(moment).toMatchObject({
    at: day(1),
    properties: { recipients: 9e15, nested: { due: 9e15 } },
    metrics: { revenue: 9e15 },
  })
})
