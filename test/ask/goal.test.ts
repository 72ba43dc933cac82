import { describe, expect, test } from 'vitest'
import { askDismissed } from '../../src/ask/asks'
import { carryGoalOver, goalAsked, goalSkipped, wantsGoal } from '../../src/ask/goal'
import { type Book, type Moment, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { track } from '../../src/moment/track'
import { compilePlaybook } from '../../src/playbook/compile'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Action, Limits } from '../../src/playbook/schema'
import { day, FREE, fresh, playbook, START, tracked } from './scene'

const key = momentKey('sent', 'a')
const withGoal = (limits: Limits = FREE): CompiledPlaybook => {
  const plan = playbook(limits).source
  const goal = { question: 'What for?', options: [{ id: 'sales', label: 'Sales' }] }
  return compilePlaybook({
    ...plan,
    actions: { ...plan.actions, sent: { ...(plan.actions.sent as Action), goal } },
  })
}
const send = (book: Book, plan: CompiledPlaybook, at = START) => tracked(book, plan, 'sent', 'a', at)

describe('Right after an action, the goal is asked for', () => {
  test.each<[string, boolean, CompiledPlaybook, (book: Book, plan: CompiledPlaybook) => Book, number?]>([
    ['when the playbook has a question for it', true, withGoal(), send],
    ['not when it has none', false, playbook(FREE), send],
    [
      'even while a cooldown runs: it may have ended when the result is in',
      true,
      withGoal({ ...FREE, cooldown: '14d' }),
      send,
    ],
    [
      'not when the product asked for it itself',
      false,
      withGoal(),
      (book, plan) => {
        const next = send(book, plan)
        return { ...next, moments: { [key]: { ...next.moments[key], goal: 'sales' } as Book['moments'][string] } }
      },
    ],
    ['not when the moment is years old', false, withGoal(), (book, plan) => send(book, plan, START), day(400)],
    ['not when it was cancelled', false, withGoal(), (book, plan) => cancel(send(book, plan), 'a', START).book],
    [
      'not after "Don’t ask about this again"',
      false,
      withGoal(),
      (book, plan) => {
        const before = tracked(book, plan, 'sent', 'before', START)
        return send(askDismissed(before, momentKey('sent', 'before'), true, START), plan)
      },
    ],
    ['not when the user is not in the sample', false, withGoal({ ...FREE, sample: 0 }), send],
    [
      'even in the quiet days after a user is first seen: they may be over when the result is in',
      true,
      withGoal({ ...FREE, quiet: '7d' }),
      send,
    ],
  ])('%s', (_, asked, plan, story, now = START) => {
    const book = story(fresh(), plan)
    const record = book.asks[key]
    expect(record && wantsGoal(record, { playbook: plan, book, facts: {}, now })).toBe(asked)
  })
})

describe('How often the goal of an action is asked for', () => {
  type Answer = 'Sales' | 'skipped' | 'left'
  /** The user was asked on these days, and answered so. */
  const asked = (plan: CompiledPlaybook, before: [day: number, answer: Answer][], action = 'sent'): Book =>
    before.reduce((book, [days, answer], index) => {
      const id = `before-${index}`
      const its = momentKey(action, id)
      const next = goalAsked(tracked(book, plan, action, id, day(days)), its, day(days))
      if (answer === 'skipped') return goalSkipped(next, its, day(days))
      if (answer === 'left') return next
      return { ...next, moments: { ...next.moments, [its]: { ...next.moments[its], goal: 'sales' } as Moment } }
    }, fresh())
  const { goal: _, ...withoutGoal } = FREE
  const byDefault = withGoal(withoutGoal)

  test.each<[string, boolean, [number, Answer][], number, CompiledPlaybook?]>([
    ['again after 14 days', true, [[0, 'Sales']], 14],
    ['not before', false, [[0, 'Sales']], 13.9],
    ['not before, whatever came of it: skipped', false, [[0, 'skipped']], 13.9],
    ['not before, whatever came of it: the page was left', false, [[0, 'left']], 13.9],
    ['again after one skip', true, [[0, 'skipped']], 15],
    [
      'not after two skips in a row',
      false,
      [
        [0, 'skipped'],
        [15, 'skipped'],
      ],
      30,
    ],
    [
      'for 180 days after the last',
      false,
      [
        [0, 'skipped'],
        [15, 'skipped'],
      ],
      194,
    ],
    [
      'then again',
      true,
      [
        [0, 'skipped'],
        [15, 'skipped'],
      ],
      195,
    ],
    [
      'again where a goal was stated between two skips',
      true,
      [
        [0, 'skipped'],
        [15, 'Sales'],
        [30, 'skipped'],
      ],
      45,
    ],
    [
      'a page that was left is no skip',
      true,
      [
        [0, 'skipped'],
        [15, 'left'],
      ],
      30,
    ],
    ['as the playbook has it: once a day', true, [[0, 'Sales']], 1, withGoal({ ...FREE, goal: { every: '1d' } })],
    ['as the playbook has it: one skip', false, [[0, 'skipped']], 15, withGoal({ ...FREE, goal: { skips: 1 } })],
    [
      'as the playbook has it: for a month',
      true,
      [[0, 'skipped']],
      30,
      withGoal({ ...FREE, goal: { skips: 1, for: '30d' } }),
    ],
  ])('%s', (_, expected, before, now, plan = byDefault) => {
    const book = tracked(asked(plan, before), plan, 'sent', 'a', day(now))
    const record = book.asks[key]
    expect(record && wantsGoal(record, { playbook: plan, book, facts: {}, now: day(now) })).toBe(expected)
  })

  test('another action has a count of its own', () => {
    const book = send(asked(byDefault, [[0, 'skipped']], 'other'), byDefault)
    const record = book.asks[key]
    expect(record && wantsGoal(record, { playbook: byDefault, book, facts: {}, now: START })).toBe(true)
  })

  test('where it is not asked for, the last goal of the action counts again', () => {
    const book = send(
      asked(byDefault, [
        [-2, 'Sales'],
        [-1, 'skipped'],
      ]),
      byDefault,
    )
    expect(carryGoalOver(book, key, START).moments[key]?.goal).toBe('sales')
  })

  test('a goal that the product has stated is kept, and one of another action does not count', () => {
    const before = asked(byDefault, [[-2, 'Sales']])
    const given = track(before, byDefault, { action: 'sent', id: 'a', goal: 'own words' }, START)
    expect(carryGoalOver(given, key, START)).toBe(given)
    const other = send(asked(byDefault, [[-2, 'Sales']], 'other'), byDefault)
    expect(carryGoalOver(other, key, START)).toBe(other)
  })
})
