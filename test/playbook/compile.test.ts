import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '../../src/playbook/compile'
import { messageOf } from '../../src/playbook/mistake'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Action, Lesson, Limits, Playbook } from '../../src/playbook/schema'
import { lesson } from '../lesson/cases'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR
const WEEK = 7 * DAY

const compiled = (rest: Partial<Playbook> = {}): CompiledPlaybook =>
  compilePlaybook({
    version: 1,
    id: 'shop',
    actions: { send: { ask: { question: 'Did it work?' } } },
    lessons: [],
    ...rest,
  })

const send = (action: Partial<Action> = {}, limits?: Limits) => {
  const actions = { send: { ask: { question: 'Did it work?' }, ...action } }
  return compiled({ actions, ...(limits && { limits }) }).actions.send
}

const problemsOf = (rest: Partial<Playbook>) =>
  compiled(rest).problems.map((mistake) => [`/${mistake.path.join('/')}`, mistake.code, messageOf(mistake)])

describe('What a playbook leaves out has its default', () => {
  test('the playbook’s own fields', () => {
    const { id, name, languages, texts, segments, holdout, problems } = compiled()
    expect({ id, name, languages, texts, segments, holdout, problems }).toEqual({
      id: 'shop',
      name: 'shop',
      languages: ['en'],
      texts: {},
      segments: [],
      holdout: 0,
      problems: [],
    })
  })

  test('limits', () => {
    expect(compiled().limits).toEqual({
      cooldown: 14 * DAY,
      sameAction: { answered: 30 * DAY, dismissed: 60 * DAY },
      perSession: 1,
      per30Days: 2,
      perYear: 6,
      quiet: 0,
      snooze: 3 * DAY,
      snoozes: 2,
      displays: 2,
      giveUp: { dismissals: 2, for: 180 * DAY },
      goal: { every: 14 * DAY, skips: 2, for: 180 * DAY },
      sample: 1,
    })
  })

  test('an action and its ask', () => {
    expect(send()).toMatchObject({
      name: 'send',
      goal: undefined,
      metrics: {},
      ask: {
        question: 'Did it work?',
        trigger: { kind: 'after', delay: 3 * DAY },
        expires: 14 * DAY,
        scale: { kind: 'outcome' },
        obstacles: [],
        strengths: [],
        comment: true,
        judge: 'user',
      },
    })
    expect(send()?.ask.condition).toMatchObject({ readsHistory: false })
    expect(send()?.ask.condition.holds({})).toBe(true)
  })

  test('a goal', () => {
    const goal = { question: 'What for?', options: [{ id: 'sales', label: 'Sales' }] }
    expect(send({ goal })?.goal).toEqual({ ...goal, other: false })
  })

  test('a lesson', () => {
    expect(compiled({ lessons: [lesson('a')] }).lessons[0]).toMatchObject({
      id: 'a',
      kind: 'tips',
      weight: 0,
      condition: undefined,
      after: [],
      from: -Infinity,
      until: Infinity,
      ends: Infinity,
      repeat: Infinity,
    })
  })
})

describe('Durations are in milliseconds', () => {
  test('of limits', () => {
    const limits: Limits = {
      cooldown: '30s',
      sameAction: { answered: '10m', dismissed: '4h' },
      quiet: '3d',
      snooze: '2w',
      giveUp: { dismissals: 3, for: '5w' },
    }
    expect(compiled({ limits }).limits).toMatchObject({
      cooldown: 30 * SECOND,
      sameAction: { answered: 600 * SECOND, dismissed: 4 * HOUR },
      quiet: 3 * DAY,
      snooze: 2 * WEEK,
      giveUp: { dismissals: 3, for: 5 * WEEK },
    })
  })

  test.each([
    [{ after: '2h' }, { kind: 'after', delay: 2 * HOUR }],
    [{ on: 'result' } as const, { kind: 'result' }],
    [{ every: '4w' }, { kind: 'every', period: 4 * WEEK }],
    [
      { digest: { every: '1w', sum: 'contacts', atLeast: 5 } },
      { kind: 'digest', period: WEEK, sum: 'contacts', atLeast: 5 },
    ],
  ])('of the trigger %j', (when, trigger) => {
    expect(send({ ask: { question: '?', when } })?.ask.trigger).toEqual(trigger)
  })

  test('of an ask’s expiry and a lesson’s repetition', () => {
    expect(send({ ask: { question: '?', expires: '6d' } })?.ask.expires).toBe(6 * DAY)
    expect(compiled({ lessons: [lesson('a', {}, { repeat: '2w' })] }).lessons[0]?.repeat).toBe(2 * WEEK)
  })

  test('and dates are in milliseconds since 1970', () => {
    const dates = { from: '2027-03-01T00:00:00Z', until: '2027-04-01T00:00:00+02:00' }
    const webinar = { kind: 'webinar', ends: '2027-03-10T13:00:00Z' } as const
    expect(compiled({ lessons: [lesson('a', {}, { ...dates, ...webinar })] }).lessons[0]).toMatchObject({
      from: Date.UTC(2027, 2, 1),
      until: Date.UTC(2027, 2, 31, 22),
      ends: Date.UTC(2027, 2, 10, 13),
    })
  })
})

describe('An ask’s limits', () => {
  test('are its own over the playbook’s over the defaults', () => {
    const ask = { question: '?', limits: { cooldown: '1d', sameAction: { dismissed: '2d' } } }
    expect(send({ ask }, { cooldown: '9d', perYear: 9, sameAction: { answered: '8d' } })?.ask.limits).toMatchObject({
      cooldown: DAY,
      sameAction: { answered: 8 * DAY, dismissed: 2 * DAY },
      perYear: 9,
      per30Days: 2,
    })
  })

  test('allow the next period to be asked about', () => {
    const when = { every: '1w' }
    expect(send({ ask: { question: '?', when } }, { sameAction: { answered: '8w' } })?.ask.limits.sameAction).toEqual({
      answered: WEEK,
      dismissed: 60 * DAY,
    })
    const limits = { sameAction: { answered: '3w' } }
    expect(send({ ask: { question: '?', when, limits } })?.ask.limits.sameAction.answered).toBe(3 * WEEK)
  })
})

describe('Conditions are functions', () => {
  test('of an ask, and it is known whether they read the history', () => {
    const condition = (query: Record<string, unknown>) => send({ ask: { question: '?', if: query } })?.ask.condition
    expect(condition({ 'traits.plan': 'pro' })?.holds({ traits: { plan: 'pro' } })).toBe(true)
    expect(condition({ 'traits.plan': 'pro' })?.holds({ traits: { plan: 'free' } })).toBe(false)
    expect(condition({ 'traits.plan': 'history.asks' })?.readsHistory).toBe(false)
    expect(condition({ $or: [{ goal: 'x' }, { $and: [{ 'history.asks': { $gt: 2 } }] }] })?.readsHistory).toBe(true)
  })

  test('of a metric, on its value', () => {
    const opens = { label: 'Opens', unit: 'percent', better: 'higher', reached: { $gte: 0.3 } } as const
    const metric = send({ metrics: { opens } })?.metrics.opens
    expect([metric?.isReached?.(0.3), metric?.isReached?.(0.2), metric?.isMissed]).toEqual([true, false, undefined])
  })

  test('of a lesson and a segment', () => {
    const query = { 'traits.plan': { $regex: '^p' } }
    const { lessons, segments } = compiled({ lessons: [lesson('a', { if: query })], segments: { pro: query } })
    expect(lessons[0]?.condition?.({ traits: { plan: 'pro' } })).toBe(true)
    expect(segments[0]?.includes({ traits: { plan: 'free' } })).toBe(false)
  })
})

describe('What can’t be compiled is a problem with its place', () => {
  const metric = { label: 'Spend', unit: 'currency', better: 'lower' } as const
  test.each<[string, Partial<Playbook>, string, string, string]>([
    [
      'a currency',
      { actions: { send: { ask: { question: '?' }, metrics: { spend: { ...metric, currency: 'EURO' } } } } },
      '/actions/send/metrics/spend/currency',
      'wrong-format',
      'At actions.send.metrics.spend.currency: expected a currency code like "EUR", got "EURO"',
    ],
    [
      'a language tag',
      { languages: ['en', 'pt_BR'] },
      '/languages/1',
      'wrong-format',
      'At languages.1: expected a language tag like "en" or "pt-BR", got "pt_BR"',
    ],
    [
      'a pattern',
      { actions: { send: { ask: { question: '?', if: { $or: [{ 'traits.plan': { $regex: '(' } }] } } } } },
      '/actions/send/ask/if/$or/0/traits.plan/$regex',
      'bad-pattern',
      'At actions.send.ask.if.$or.0.traits.plan.$regex: expected a regular expression, got "("',
    ],
    [
      'an operator',
      { segments: { big: { 'traits.seats': { $gtt: 5 } } } },
      '/segments/big/traits.seats/$gtt',
      'unknown-operator',
      'At segments.big.traits.seats.$gtt: expected a known operator, got "$gtt"',
    ],
    [
      'the operators of a metric',
      { actions: { send: { ask: { question: '?' }, metrics: { spend: { ...metric, reached: { $in: 5 } } } } } },
      '/actions/send/metrics/spend/reached/$in',
      'wrong-operand',
      'At actions.send.metrics.spend.reached.$in: expected a list, got 5',
    ],
    [
      'a duration',
      { limits: { giveUp: { dismissals: 1, for: 'ages' } } },
      '/limits/giveUp/for',
      'wrong-format',
      'At limits.giveUp.for: expected a duration like "3d", got "ages"',
    ],
    [
      'an action’s own limit',
      { actions: { send: { ask: { question: '?', limits: { cooldown: '3 days' } } } } },
      '/actions/send/ask/limits/cooldown',
      'wrong-format',
      'At actions.send.ask.limits.cooldown: expected a duration like "3d", got "3 days"',
    ],
    [
      'a date',
      { lessons: [lesson('a', {}, { from: 'soon' })] },
      '/lessons/0/from',
      'wrong-format',
      'At lessons.0.from: expected a date that exists, got "soon"',
    ],
  ])('%s', (_, rest, ...problem) => {
    expect(problemsOf(rest)).toEqual([problem])
  })

  test('a condition nested deeper than the stack', () => {
    let deep: Record<string, unknown> = {}
    for (let n = 0; n < 20_000; n++) deep = { $and: [deep] }
    const { problems } = compiled({ segments: { deep } })
    expect(problems.map(({ code }) => code)).toEqual(['too-deep'])
    // At the first level that is too deep, not at the bottom, which nobody could read.
    expect(problems[0]?.path.slice(0, 4)).toEqual(['segments', 'deep', '$and', 0])
    expect(problems[0]?.path.length).toBeLessThan(200)
  })

  test('and it is replaced by what does no harm', () => {
    const { languages, segments } = compiled({ languages: ['pt_BR'], segments: { bad: { a: { $regex: '(' } } } })
    expect(languages).toEqual(['en'])
    expect(segments[0]?.includes({ a: '(' })).toBe(false)
  })
})

describe('Lessons are found by action and band', () => {
  const lessons: Lesson[] = [
    lesson('send-missed', { actions: ['send'], bands: ['missed'] }),
    lesson('any'),
    lesson('both', { actions: ['import', 'send', 'send'] }),
    lesson('import', { actions: ['import'] }),
    lesson('reached', { bands: ['reached'] }),
  ]
  test.each([
    ['send', 'missed', ['send-missed', 'any', 'both']],
    ['send', 'reached', ['any', 'both', 'reached']],
    ['import', 'partly', ['any', 'both', 'import']],
    ['constructor', 'missed', ['any']],
  ] as const)('%s %s', (action, band, ids) => {
    const { lessonsFor } = compiled({ lessons })
    expect(lessonsFor(action, band).map(({ id }) => id)).toEqual(ids)
    expect(lessonsFor(action, band)).toBe(lessonsFor(action, band))
  })
})

test('A name that every object inherits is no action', () => {
  const { actions } = compiled()
  expect([actions.constructor, actions.toString, actions.__proto__]).toEqual([undefined, undefined, undefined])
})

test('A playbook object is compiled once', () => {
  const source = compiled().source
  expect(compilePlaybook(source)).toBe(compilePlaybook(source))
})
