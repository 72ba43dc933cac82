import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, browseLesson, type FlowEffect, type FlowEvent, type FlowState } from '../../src/ask/flow'
import { lesson } from '../lesson/cases'
import { contextOf, LESSONS, type Setting, started } from './flow-cases'

const words = fc.constantFrom('', 'Hm', ' ')
const ids = fc.subarray(['few-opens', 'no-sales', 'timing', 'one', 'nonsense'])

const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.record({ type: fc.constant('state-goal' as const), goal: fc.constantFrom('sales', 'other', 'x'), text: words }),
  fc.record({ type: fc.constant('review' as const), did: fc.constantFrom('yes' as const, 'no' as const) }),
  fc.record({
    type: fc.constant('rate' as const),
    id: fc.uuid(),
    value: fc.constantFrom('yes', 'partly', 'not-yet', 'too-early', 3),
  }),
  fc.record({ type: fc.constant('explain' as const), reasons: ids, comment: words }),
  fc.record({ type: fc.constant('progress' as const), done: ids, share: fc.constantFrom(0, 0.5, 1, Number.NaN) }),
  fc.record({ type: fc.constant('judge' as const), useful: fc.boolean() }),
  fc.constantFrom(
    ...(
      [
        'skip-goal',
        'skip-review',
        'continue',
        'skip',
        'change',
        'open',
        'complete',
        'request',
        'commit',
        'withdraw',
        'back',
        'undo',
        'disagree',
        'another',
        'decline',
      ] as const
    ).map((type) => ({ type })),
  ),
)
const leaving: fc.Arbitrary<FlowEvent> = fc
  .constantFrom('too-early' as const, 'later' as const, 'mute' as const, 'close' as const)
  .map((type) => ({ type }))
/** Leaving is rare, so that walks get far. */
const events = fc.array(fc.oneof({ arbitrary: event, weight: 30 }, { arbitrary: leaving, weight: 1 }), {
  minLength: 1,
  maxLength: 40,
})

const setting: fc.Arbitrary<Setting> = fc.record({
  ask: fc.record({
    judge: fc.constantFrom('user' as const, 'metrics' as const),
    comment: fc.boolean(),
    obstacles: fc.constantFrom([], [{ id: 'few-opens', label: 'Few opens' }]),
  }),
  lessons: fc.subarray(LESSONS),
  withheld: fc.boolean(),
  metrics: fc.constantFrom({}, { opens: 0.5 }, { opens: 0.01 }),
  start: fc.record({
    goal: fc.boolean(),
    due: fc.boolean(),
    commitment: fc.constantFrom(undefined, { id: 'k', lesson: 'first', text: 'Yes.' }),
  }) as fc.Arbitrary<NonNullable<Setting['start']>>,
})

const walks = fc.tuple(setting, fc.boolean(), events).map(([setting, browsing, events]) => {
  const context = contextOf(setting)
  const path: { before: FlowState; event: FlowEvent; after: FlowState; effects: FlowEffect[] }[] = []
  let state = browsing ? browseLesson({ lesson: lesson('first') }) : started(setting)
  for (const event of events) {
    const move = advance(state, event, context)
    path.push({ before: state, event, after: move.state, effects: move.effects })
    state = move.state
  }
  return { context, path, effects: path.flatMap((step) => step.effects) }
})

type Walk = typeof walks extends fc.Arbitrary<infer T> ? T : never

const always = (check: (walk: Walk) => void) => fc.assert(fc.property(walks, check), { numRuns: 1_500 })

const settles = (effect: FlowEffect) => effect.type.startsWith('ask')

test('From wherever a walk leads, one close leaves at most a line of the card, and the next closes it', () => {
  always(({ context, path }) => {
    for (const { after } of path) {
      const { state } = advance(after, { type: 'close' }, context)
      expect(['closed', 'exit']).toContain(state.step)
      expect(advance(state, { type: 'close' }, context).state.step).toBe('closed')
    }
  })
})

test('A closed card stays closed, and nothing follows from it', () => {
  always(({ path }) => {
    for (const { before, after, effects } of path) {
      if (before.step !== 'closed') continue
      expect(after).toBe(before)
      expect(effects).toEqual([])
    }
  })
})

test('One card gives one rating at most, however often it is changed', () => {
  always(({ effects }) => {
    const ids = new Set(effects.flatMap((effect) => (effect.type === 'rating.given' ? [effect.data.rating] : [])))
    expect(ids.size).toBeLessThanOrEqual(1)
  })
})

test('An ask that was answered is never snoozed or dismissed, and is put off once at most', () => {
  always(({ effects }) => {
    const rated = effects.findIndex((effect) => effect.type === 'rating.given')
    const settled = effects.filter(settles).length
    expect(settled).toBeLessThanOrEqual(rated < 0 ? 1 : 0)
  })
})

test('No lesson before the rating, no reasons for another, and none after the holdout withheld it', () => {
  always(({ path, effects }) => {
    if (path[0]?.before.browsing) return
    const first = effects.findIndex((effect) => /^lesson|explained/.test(effect.type))
    const rated = effects.findIndex((effect) => effect.type === 'rating.given')
    if (first >= 0) expect(rated).toBeGreaterThanOrEqual(0)
    if (first >= 0) expect(rated).toBeLessThan(first)
    const deeds = new Set(effects.map(({ type }) => type).filter((type) => type.startsWith('lesson')))
    if (deeds.has('lesson.withheld')) expect([...deeds]).toEqual(['lesson.withheld'])
  })
})

test('A step is never without what it shows', () => {
  always(({ path }) => {
    for (const { after } of path) {
      if (after.step === 'lesson') expect(after.lesson).toBeDefined()
      if (after.step === 'reasons' || after.step === 'figures') expect(after.rating).toBeDefined()
    }
  })
})

test('A step that changes nothing says nothing, and no step writes into the one before', () => {
  always(({ path }) => {
    for (const { before, after, effects } of path) if (after === before) expect(effects).toEqual([])
    for (let i = 1; i < path.length; i++) expect(path[i]?.before).toBe(path[i - 1]?.after)
  })
})
