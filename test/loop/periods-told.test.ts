import { describe, expect, test } from 'vitest'
import type { FlowEffect } from '../../src/ask/flow'
import { eventData } from '../../src/delivery/event'
import type { EventType } from '../../src/delivery/event'
import { recordResult } from '../../src/loop/commands'
import { carryOut } from '../../src/loop/effects'
import type { Draft, Keeper } from '../../src/loop/keeper'
import { trackMoment } from '../../src/loop/track-moment'
import { upkeep } from '../../src/loop/upkeep'
import type { Book, Moment } from '../../src/moment/book'
import { periodOf } from '../../src/moment/digest'
import { started } from '../ask/flow-cases'
import { day, FREE, fresh, playbook, START, tracked } from '../ask/scene'

const plan = playbook(FREE)
const iso = (time: number): string => new Date(time).toISOString()
const WEEK = { from: iso(START), to: iso(day(7)) }
const FIVE_WEEKS = { from: iso(START), to: iso(day(35)) }

/** A keeper of this book, and what it was told. */
function keeperOf(book: Book, now: number) {
  const told: Draft[] = []
  const keeper = {
    commit: async (step: Parameters<Keeper['commit']>[0]) => {
      const { events = [], value } = step(book, now)
      told.push(...events)
      return value
    },
  } as unknown as Keeper
  return { keeper, told }
}

const periodsOf = (told: readonly Draft[]) =>
  told.map(({ type, data }) => [type.replace('gainloop.', ''), (data as { period?: object }).period])

/** Every draft is what the schema of its type says. */
function expectValid(told: readonly Draft[]): void {
  for (const { type, data } of told) {
    const whole = JSON.parse(JSON.stringify({ language: 'en', segments: [], ...data }))
    expect(eventData[type as EventType].safeParse(whole).error).toBeUndefined()
  }
}

const captured = tracked(fresh(), plan, 'captured', 'c_1', START)
const week = Object.values(captured.moments)[0] as Moment

describe('The endpoint hears which period a moment stands for', () => {
  test.each([
    ['captured', WEEK],
    ['watch', FIVE_WEEKS],
    ['sent', undefined],
  ])('with what is tracked of %s', async (action, period) => {
    const { keeper, told } = keeperOf(fresh(), day(1))
    const host = { id: () => 'x', now: () => day(1) }
    await trackMoment({ playbook: plan, keeper, host, facts: () => ({}) } as never, action, { id: 't_1' }, day(1))
    expect(periodsOf(told)).toEqual([['action.completed', period]])
    expectValid(told)
  })

  test('with figures that are reported for it, and not with those of a track', async () => {
    const { keeper, told } = keeperOf(tracked(captured, plan, 'measured', 'c_2', START), day(8))
    await recordResult({ playbook: plan, keeper, report: () => {} }, week.id, { opens: 0.3 })
    await recordResult({ playbook: plan, keeper, report: () => {} }, 'c_2', { opens: 0.3 })
    expect(periodsOf(told)).toEqual([
      ['result.measured', WEEK],
      ['result.measured', undefined],
    ])
    expectValid(told)
  })

  test('when its ask expires', () => {
    const { events = [] } = upkeep(plan, tracked(captured, plan, 'sent', 'c_2', START), day(60))
    expect(periodsOf(events)).toEqual([
      ['ask.expired', WEEK],
      ['ask.expired', undefined],
    ])
    expectValid(events)
  })

  test.each(['ask.snoozed', 'ask.dismissed'] as const)('with %s', (type) => {
    const effects: FlowEffect[] = [type === 'ask.snoozed' ? { type, data: { due: day(11) } } : { type, data: {} }]
    const { events = [] } = carryOut(plan, captured, { ...started(), moment: week }, effects, day(8))
    expect(periodsOf(events)).toEqual([[type, WEEK]])
    expectValid(events)
  })

  test.each([
    ['nothing at all', {}],
    ['no times', { from: 'soon', to: null }],
    ['times that no date has', { from: 0, to: 9e15 }],
  ])('but not a period of %s, as another program may have left in the storage', (_, digest) => {
    expect(periodOf({ digest } as never)).toEqual({})
  })
})
