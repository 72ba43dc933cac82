import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseLesson } from '../../src/lesson/choose'
import { neverFirst } from '../../src/lesson/never-first'
import type { Lesson, Playbook } from '../../src/playbook/schema'
import { lesson, NOW, playbookOf } from './cases'

const behind = (lessons: Lesson[], rest: Partial<Playbook> = {}) =>
  neverFirst(playbookOf(lessons, rest), { now: NOW }).map(
    (one) => `${one.lesson} ${one.always ? 'always' : 'first'} behind ${one.behind}`,
  )

const a = lesson('a')
const soon = { repeat: '1d' } as const

describe('A lesson that is never the first', () => {
  test.each<[string, Lesson[], string[]]>([
    ['is none where there is one', [a], []],
    ['is the second of two that are equal', [a, lesson('b')], ['b first behind a']],
    ['is the lighter one', [a, lesson('b', {}, { weight: 1 })], ['a first behind b']],
    ['is not one that names an obstacle', [a, lesson('b', { obstacles: ['x'] })], []],
    [
      'is one that names an obstacle, when the other weighs more',
      [lesson('a', {}, { weight: 1 }), lesson('b', { obstacles: ['x'] })],
      ['b first behind a'],
    ],
    ['is not one for another band', [lesson('a', { bands: ['missed'] }), lesson('b', { bands: ['partly'] })], []],
    [
      'is one that is outdone by several, each for a part of it',
      [
        lesson('a', { bands: ['missed'] }),
        lesson('b', { bands: ['partly'] }),
        lesson('c', { bands: ['missed', 'partly'] }),
      ],
      ['c first behind a'],
    ],
    ['is not one that is outdone for a part only', [lesson('a', { bands: ['missed'] }), lesson('b')], []],
    ['is not one that comes after the other: that is meant', [a, lesson('b', {}, { after: ['a'] })], []],
    ['is not one behind a condition that may not hold', [lesson('a', { if: { goal: 'x' } }), lesson('b')], []],
    [
      'is one with the same condition',
      [lesson('a', { if: { goal: 'x' } }), lesson('b', { if: { goal: 'x' } })],
      ['b first behind a'],
    ],
    ['is not one that outlasts the other', [lesson('a', {}, { until: '2028-01-01T00:00:00Z' }), lesson('b')], []],
    ['is not one that begins before the other', [lesson('a', {}, { from: '2028-01-01T00:00:00Z' }), lesson('b')], []],
    ['is not one behind what is over', [lesson('a', {}, { until: '2026-01-01T00:00:00Z' }), lesson('b')], []],
    [
      'is not a service, which two missed in a row bring first',
      [a, lesson('b', { actions: ['send'] }, { kind: 'service' })],
      [],
    ],
    [
      'is a service for another band, though',
      [a, lesson('b', { bands: ['reached'] }, { kind: 'service', weight: -1 })],
      ['b first behind a'],
    ],
    ['gets no turn behind one that is soon back', [lesson('a', {}, soon), lesson('b')], ['b always behind a']],
    [
      'gets its turn when the other comes back after the next ask',
      [lesson('a', {}, { repeat: '20d' }), lesson('b')],
      ['b first behind a'],
    ],
    [
      'gets its turn when one of those ahead does not come back',
      [
        lesson('a', { bands: ['missed'] }, soon),
        lesson('b', { bands: ['partly'] }),
        lesson('c', { bands: ['missed', 'partly'] }),
      ],
      ['c first behind a'],
    ],
  ])('%s', (_, lessons, said) => {
    expect(behind(lessons)).toEqual(said)
  })

  test('is not looked for among those nobody sees at all', () => {
    expect(neverFirst(playbookOf([a, lesson('b')]), { now: NOW, skip: ['b'] })).toEqual([])
  })

  test.each<[string, Partial<Playbook>, string]>([
    ['the default of 14 days between any two asks', {}, 'first'],
    ['a longer cooldown', { limits: { cooldown: '30d' } }, 'always'],
    [
      'an ask’s own limits',
      { actions: { send: { ask: { question: 'Did it?', limits: { cooldown: '5d' } } } }, limits: { cooldown: '30d' } },
      'always',
    ],
    [
      'a period',
      { actions: { send: { ask: { question: 'Did it?', when: { every: '2w' } } } }, limits: { cooldown: '1d' } },
      'first',
    ],
  ])('is always behind by %s', (_, rest, always) => {
    expect(behind([lesson('a', {}, { repeat: '10d' }), lesson('b')], rest)).toEqual([`b ${always} behind a`])
  })
})

const some = (ids: string[]) => fc.option(fc.subarray(ids, { minLength: 1 }), { nil: undefined })
const lessons = fc.array(
  fc.record({
    bands: some(['missed', 'partly', 'reached']),
    obstacles: some(['x', 'y']),
    segments: some(['novice', 'agency']),
    kind: fc.constantFrom('tips', 'service'),
    weight: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 2, maxLength: 6 },
)

test('What is never first is chosen for no answer of a user who is new', () => {
  fc.assert(
    fc.property(lessons, (drawn) => {
      const all = drawn.map(({ kind, weight, ...whom }, n) =>
        lesson(`l${n}`, JSON.parse(JSON.stringify(whom)), { kind: kind as 'tips', weight }),
      )
      const playbook = playbookOf(all, { actions: { send: { ask: { question: 'Did it?' } } } })
      const chosen = new Set<string>()
      for (const band of ['missed', 'partly', 'reached'] as const)
        for (const obstacles of band === 'reached' ? [[]] : [[], ['x'], ['y']])
          for (const traits of [{}, { level: 'new' }, { type: 'agency' }])
            for (const missedInARow of band === 'missed' ? [1, 2] : [0]) {
              const history = { missedInARow }
              const answer = { playbook, action: 'send', band, obstacles, facts: { traits }, history, now: NOW }
              chosen.add(chooseLesson(answer).lesson?.id ?? '')
            }
      const seeable = all.filter(({ for: { obstacles, bands } }) => !obstacles || bands?.join() !== 'reached')
      const never = neverFirst(playbook, { now: NOW }).map((one) => one.lesson)
      expect(never.sort()).toEqual(seeable.map(({ id }) => id).filter((id) => !chosen.has(id)))
    }),
    { numRuns: 500 },
  )
})
