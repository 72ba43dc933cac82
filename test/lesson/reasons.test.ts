import { describe, expect, test } from 'vitest'
import { chooseLesson } from '../../src/lesson/choose'
import type { ChooseInput } from '../../src/lesson/situation'
import type { Lesson } from '../../src/playbook/schema'
import { lesson, NOW, playbookOf, seen } from './cases'

const reason = (loser: Lesson, winner: Lesson | undefined, known: Partial<ChooseInput> = {}) => {
  const playbook = playbookOf(winner ? [winner, loser] : [loser])
  return chooseLesson({ playbook, action: 'send', band: 'missed', now: NOW, ...known }).others[0]?.reason
}

const plain = lesson('plain')

describe('Every lesson that was not chosen says why', () => {
  test.each<[string, Lesson, Lesson | undefined, Partial<ChooseInput>]>([
    ['is for import, not for send', lesson('a', { actions: ['import'] }), plain, {}],
    ['is for reached, and the result was missed', lesson('a', { bands: ['reached'] }), plain, {}],
    ['is for the obstacles x, y; given: none', lesson('a', { obstacles: ['x', 'y'] }), plain, {}],
    ['is for the strengths x; given: y', lesson('a', { strengths: ['x'] }), plain, { strengths: ['y'] }],
    ['is for the goals sales; stated: none', lesson('a', { goals: ['sales'] }), plain, {}],
    [
      'is for the segments agency; the user is in: novice',
      lesson('a', { segments: ['agency'] }),
      plain,
      { facts: { traits: { level: 'new' } } },
    ],
    [
      'comes after q, not completed yet',
      lesson('a', {}, { after: ['p', 'q'] }),
      plain,
      { history: { lessons: seen({ p: { completed: 1 } }) } },
    ],
    ['starts on 2028-01-01T00:00:00Z', lesson('a', {}, { from: '2028-01-01T00:00:00Z' }), plain, {}],
    ['ended on 2026-01-01T00:00:00Z', lesson('a', {}, { until: '2026-01-01T00:00:00Z' }), plain, {}],
    ['was over on 2026-01-01T00:00:00Z', lesson('a', {}, { kind: 'webinar', ends: '2026-01-01T00:00:00Z' }), plain, {}],
    ['its condition (for.if) does not hold', lesson('a', { if: { goal: 'x' } }), plain, {}],
    ['its condition (for.if) does not hold', lesson('a', { if: { goal: 'x' } }), undefined, {}],
    ['completed', lesson('a'), plain, { history: { lessons: seen({ a: { completed: 1 } }) } }],
    [
      'completed, and not due again before 2w have passed',
      lesson('a', {}, { repeat: '2w' }),
      plain,
      { history: { lessons: seen({ a: { completed: 1 } }) } },
    ],
    ['the user said it is not for them', lesson('a'), plain, { history: { lessons: seen({ a: { declined: 1 } }) } }],
    [
      'all that fit are used up, and plain was shown less recently',
      lesson('a'),
      plain,
      { history: { lessons: seen({ a: { shown: 1, completed: 1 }, plain: { shown: 2, completed: 2 } }) } },
    ],
    ['its weight 0 is below 2', lesson('a'), lesson('heavy', {}, { weight: 2 }), {}],
    [
      'after 2 missed in a row a service comes first',
      lesson('a'),
      lesson('s', { actions: ['send'] }, { kind: 'service' }),
      { history: { missedInARow: 2 } },
    ],
    ['o names the obstacle', lesson('a'), lesson('o', { obstacles: ['x'] }), { obstacles: ['x'] }],
    ['o names the strength', lesson('a'), lesson('o', { strengths: ['x'] }), { strengths: ['x'] }],
    [
      'o names the segment',
      lesson('a'),
      lesson('o', { segments: ['novice'] }),
      { facts: { traits: { level: 'new' } } },
    ],
    ['o names the goal', lesson('a'), lesson('o', { goals: ['sales'] }), { goal: 'sales' }],
    ['o names the band', lesson('a'), lesson('o', { bands: ['missed'] }), {}],
    ['equal to plain, which comes earlier in the playbook', lesson('a'), plain, {}],
  ])('%s', (sentence, loser, winner, known) => {
    expect(reason(loser, winner, known)).toBe(sentence)
  })
})

test('The others are told in playbook order, the chosen one is not among them', () => {
  const lessons = [lesson('a'), lesson('b', {}, { weight: 1 }), lesson('c')]
  const { lesson: chosen, others } = chooseLesson({
    playbook: playbookOf(lessons),
    action: 'send',
    band: 'missed',
    now: NOW,
  })
  expect([chosen?.id, ...others.map((other) => other.lesson)]).toEqual(['b', 'a', 'c'])
})
