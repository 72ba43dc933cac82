/** Figures, goals and judging of the periods of `every` and `digest`. */
import { describe, expect, test } from 'vitest'
import { askAnswered } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import { explain } from '../../src/ask/explain'
import { goalAsked, goalSkipped, periodGoal } from '../../src/ask/goal'
import { type Book, emptyBook, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { openPeriods } from '../../src/moment/periods'
import { addResult } from '../../src/moment/result'
import { track } from '../../src/moment/track'
import { parsePlaybook } from '../../src/check/parse'
import { compilePlaybook } from '../../src/playbook/compile'
import type { Action } from '../../src/playbook/schema'
import { validatePlaybook } from '../../src/playbook/validate'
import { day, FREE, START } from '../ask/scene'

const WEEK = { every: '1w' } as const
const DIGEST = { digest: { every: '1w', sum: 'contacts', atLeast: 100 } } as const
const contacts = { label: 'New contacts', unit: 'number', better: 'higher', reached: { $gte: 100 } } as const
const rate = { label: 'Rate', unit: 'percent', better: 'higher', reached: { $gte: 0.5 }, missed: { $lt: 0.1 } } as const

const planOf = (ask: Partial<Action['ask']>, more: Partial<Action> = {}) =>
  compilePlaybook({
    version: 1,
    id: 'periods',
    limits: FREE,
    actions: { kept: { ...more, ask: { question: 'Well?', ...ask } } },
    lessons: [],
  })

/** Without a question: the figures are told. */
const silentPlan = (when: Action['ask']['when'], metrics: Action['metrics']) =>
  compilePlaybook({
    version: 1,
    id: 'periods',
    limits: FREE,
    actions: { kept: { metrics, ask: { when, judge: 'metrics' } as Action['ask'] } },
    lessons: [],
  })

type Plan = ReturnType<typeof planOf>

const fresh = (plan: Plan): Book => openPeriods(emptyBook('u', START, false), plan, START)
const weekKey = (weeks = 0): string => momentKey('kept', new Date(day(7 * weeks)).toISOString())
const result = (book: Book, plan: Plan, target: string, metrics: Record<string, number>, at: number, now = at) =>
  openPeriods(addResult(book, plan, { target, metrics, at }, now).book, plan, now)
const tracked = (book: Book, plan: Plan, id: string, at: number, properties: object = {}, metrics = {}) =>
  openPeriods(track(book, plan, { action: 'kept', id, at, properties: { ...properties }, metrics }, at), plan, at)
const asked = (book: Book, plan: Plan, now: number) => {
  const decision = decide({ playbook: plan, book: openPeriods(book, plan, now), facts: {}, now })
  return 'ask' in decision ? decision.ask.key : decision.reasons.map(({ code }) => code).join()
}

describe('A result for an action with periods', () => {
  const plan = planOf({ when: WEEK }, { metrics: { rate } })

  test('belongs to the present period', () => {
    expect(result(fresh(plan), plan, 'kept', { rate: 0.4 }, day(3)).moments[weekKey()]?.metrics).toEqual({ rate: 0.4 })
  })

  test('or to the one that holds its time', () => {
    const book = result(openPeriods(fresh(plan), plan, day(8)), plan, 'kept', { rate: 0.4 }, day(3), day(8))
    expect(book.moments[weekKey()]?.metrics).toEqual({ rate: 0.4 })
    expect(book.moments[weekKey(1)]?.metrics ?? {}).toEqual({})
  })

  test('names a track by its id, too; the period folds what its tracks report', () => {
    const mean = planOf({ when: DIGEST }, { metrics: { rate: { ...rate, fold: 'mean' } } })
    let book = tracked(tracked(fresh(mean), mean, 'r1', day(1)), mean, 'r2', day(2), {}, { rate: 0.2 })
    book = result(book, mean, 'r1', { rate: 0.4 }, day(3))
    expect(book.moments[weekKey()]?.metrics?.rate).toBeCloseTo(0.3)
  })

  test('of a period that is cancelled, or of an action without periods, is of nothing', () => {
    const gone = cancel(fresh(plan), new Date(START).toISOString(), day(1)).book
    expect(addResult(gone, plan, { target: 'kept', metrics: { rate: 1 }, at: day(1) }, day(1)).measured).toEqual([])
    const single = planOf({ when: { after: '3d' } })
    expect(
      addResult(fresh(single), single, { target: 'kept', metrics: { rate: 1 }, at: day(1) }, day(1)).measured,
    ).toEqual([])
  })

  test('goes by the period’s own sum or count, whatever is reported', () => {
    const own = planOf(
      { when: DIGEST },
      { metrics: { contacts: { ...contacts, from: 'sum' }, sent: { ...contacts, from: 'count' } } },
    )
    let book = tracked(tracked(fresh(own), own, 'a', day(1), { contacts: 60 }), own, 'b', day(2), { contacts: 50 })
    book = result(book, own, 'kept', { contacts: 1 }, day(3))
    expect(book.moments[weekKey()]?.metrics).toEqual({ contacts: 110, sent: 2 })
  })
})

describe('Figures that the vendor’s server names by its own week', () => {
  test('go to the user’s period in which most of that week lies', () => {
    const plan = planOf({ when: WEEK }, { metrics: { rate } })
    const foreign = { id: 'week-9', action: 'kept', at: day(-2), updated: day(5) }
    const digest = {
      sum: 0,
      count: 0,
      from: day(-2),
      to: day(5),
      figures: { rate: { '': { value: 0.6, at: day(5), updated: day(5) } } },
    }
    const book = fresh(plan)
    const heard = openPeriods(
      { ...book, moments: { ...book.moments, 'kept week-9': { ...foreign, digest } } },
      plan,
      day(5),
    )
    expect(Object.keys(heard.moments)).toEqual([weekKey()])
    expect(heard.moments[weekKey()]?.metrics).toEqual({ rate: 0.6 })
  })
})

describe('Where the figures judge a period', () => {
  test('they are told when it is over, without a question', () => {
    const plan = silentPlan(DIGEST, { contacts: { ...contacts, from: 'sum' } })
    const book = tracked(fresh(plan), plan, 'a', day(1), { contacts: 120 })
    expect(asked(book, plan, day(6))).toBe('not-due')
    expect(asked(book, plan, day(7))).toBe(weekKey())
  })

  test('nothing is told or asked while none has come, not even by ask()', () => {
    const plan = silentPlan(WEEK, { rate })
    const book = fresh(plan)
    expect(asked(book, plan, day(8))).toContain('waiting-for-result')
    const [verdict] = explain({
      playbook: plan,
      book: openPeriods(book, plan, day(6)),
      facts: {},
      now: day(6),
      action: 'kept',
    })
    expect(verdict?.reasons[0]).toMatchObject({
      code: 'waiting-for-result',
      message: 'Not asked: no result is known; call gainloop("result", "kept", …).',
    })
  })

  test('figures that come after its end are told then', () => {
    const plan = silentPlan(WEEK, { rate })
    const book = result(openPeriods(fresh(plan), plan, day(8)), plan, 'kept', { rate: 0.7 }, day(6), day(9))
    expect(asked(book, plan, day(9))).toBe(weekKey())
  })

  test('a period with a question is asked about where no figure comes', () => {
    const plan = planOf({ when: WEEK, judge: 'metrics', expires: '2d' }, { metrics: { rate } })
    expect(asked(fresh(plan), plan, day(8))).toContain('not-due')
    expect(asked(fresh(plan), plan, day(9))).toBe(weekKey())
  })
})

describe('The goal of a period', () => {
  const goal = { question: 'What should this week bring?', options: [{ id: 'more', label: 'More' }] }
  const goalOf = (book: Book, plan: Plan, now: number) =>
    periodGoal({ playbook: plan, book: openPeriods(book, plan, now), facts: {}, now })

  test('is asked for once, at its start', () => {
    const plan = planOf({ when: WEEK }, { goal })
    expect(goalOf(fresh(plan), plan, day(0))).toBe(weekKey())
    const after = goalAsked(fresh(plan), weekKey(), day(0))
    expect(goalOf(after, plan, day(1))).toBeUndefined()
    expect(goalOf(after, plan, day(7))).toBe(weekKey(1))
    expect(goalOf(fresh(plan), plan, day(5)), 'not when the week is nearly over').toBeUndefined()
  })

  test('of "digest" is asked for with the first track', () => {
    const plan = planOf({ when: DIGEST }, { goal })
    expect(goalOf(fresh(plan), plan, day(5))).toBeUndefined()
    expect(goalOf(tracked(fresh(plan), plan, 'a', day(5)), plan, day(5))).toBe(weekKey())
  })

  test('that was skipped twice is not asked for any more', () => {
    const plan = compilePlaybook({
      version: 1,
      id: 'periods',
      actions: { kept: { goal, ask: { question: 'Well?', when: WEEK } } },
      lessons: [],
    })
    let book = fresh(plan)
    for (const week of [0, 1]) {
      book = openPeriods(book, plan, day(7 * week))
      book = goalSkipped(goalAsked(book, weekKey(week), day(7 * week)), weekKey(week), day(7 * week))
      book = askAnswered(book, weekKey(week), day(7 * week))
    }
    expect(goalOf(book, plan, day(14))).toBeUndefined()
  })

  test('that a track brings is the period’s', () => {
    const plan = planOf({ when: DIGEST }, { goal })
    const book = track(fresh(plan), plan, { action: 'kept', id: 'a', goal: 'more' }, day(1))
    expect(book.moments[weekKey()]?.goal).toBe('more')
  })
})

test('A track that is cancelled stays out of its period, whatever of it arrives later', () => {
  const plan = planOf({ when: DIGEST })
  const book = cancel(tracked(fresh(plan), plan, 'a', day(1), { contacts: 120 }), 'a', day(2)).book
  const later = tracked(book, plan, 'a', day(1), { contacts: 200 })
  expect(later.moments[weekKey()]?.digest).toMatchObject({ sum: 0, count: 0 })
})

describe('A playbook that asks nothing', () => {
  const readers = async (action: object) => {
    const playbook = {
      version: 1,
      id: 'periods',
      actions: { kept: action },
      lessons: [{ id: 'one', kind: 'tips', title: 'One', points: ['One'], for: {} }],
    }
    const [parsed, read] = [parsePlaybook(playbook), await validatePlaybook(playbook)]
    return [parsed.ok ? 'fine' : parsed.problems[0]?.message, read.ok ? 'fine' : read.problem.message]
  }

  test.each([
    ['and judges nothing', { ask: { when: WEEK } }, 'At actions.kept.ask.question: expected a text, got nothing'],
    [
      'by figures that never decide',
      { ask: { when: WEEK, judge: 'metrics' }, metrics: { seen: { label: 'Seen', unit: 'number', better: 'higher' } } },
      'At actions.kept.ask.question: expected a text, or a metric with "reached" or "missed" that decides without one, got nothing',
    ],
    ['but tells figures that decide is', { ask: { when: WEEK, judge: 'metrics' }, metrics: { rate } }, 'fine'],
  ])('%s: %o', async (_, action, message) => {
    expect(await readers(action)).toEqual([message, message])
  })
})
