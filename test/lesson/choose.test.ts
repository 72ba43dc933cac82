import { describe, expect, test } from 'vitest'
import { chooseLesson } from '../../src/lesson/choose'
import type { ChooseInput } from '../../src/lesson/situation'
import type { Lesson } from '../../src/playbook/schema'
import { lesson, NOW, playbookOf, seen } from './cases'

/** A sentence, the lessons in playbook order, what is known beyond "missed send", and the lesson chosen. */
type Row = [sentence: string, lessons: Lesson[], known: Partial<ChooseInput>, chosen: string | undefined]

const choose = (lessons: Lesson[], known: Partial<ChooseInput>) =>
  chooseLesson({ playbook: playbookOf(lessons), action: 'send', band: 'missed', now: NOW, ...known })

const rows = (title: string, table: Row[]) =>
  describe(title, () => {
    test.each(table)('%s', (_, lessons, known, chosen) => {
      expect(choose(lessons, known).lesson?.id).toBe(chosen)
    })
  })

const novice = { facts: { traits: { level: 'new' } } }
const agencyNovice = { facts: { traits: { level: 'new', type: 'agency' } } }

rows('A lesson fits an answer', [
  ['there is no lesson where the playbook has none', [], {}, undefined],
  ['a lesson for nothing in particular fits any answer', [lesson('a')], {}, 'a'],
  ['a lesson for the action fits', [lesson('a', { actions: ['send'] })], {}, 'a'],
  ['a lesson for another action does not fit', [lesson('a', { actions: ['import'] })], {}, undefined],
  ['a lesson for several actions fits each', [lesson('a', { actions: ['import', 'send'] })], {}, 'a'],
  ['a lesson for the band fits', [lesson('a', { bands: ['missed'] })], {}, 'a'],
  [
    'a lesson for missed does not fit a result that was partly reached',
    [lesson('a', { bands: ['missed'] })],
    { band: 'partly' },
    undefined,
  ],
  [
    'a result that was reached gets its lesson too',
    [lesson('a', { bands: ['missed'] }), lesson('b', { bands: ['reached'] })],
    { band: 'reached' },
    'b',
  ],
  ['a lesson for two bands fits both', [lesson('a', { bands: ['missed', 'partly'] })], { band: 'partly' }, 'a'],
  [
    'a lesson for an obstacle fits where it was given',
    [lesson('a', { obstacles: ['few-opens'] })],
    { obstacles: ['few-opens'] },
    'a',
  ],
  [
    'one obstacle of several is enough',
    [lesson('a', { obstacles: ['few-opens', 'no-sales'] })],
    { obstacles: ['other', 'no-sales'] },
    'a',
  ],
  [
    'a lesson for an obstacle does not fit another',
    [lesson('a', { obstacles: ['few-opens'] })],
    { obstacles: ['no-sales'] },
    undefined,
  ],
  [
    'a lesson for an obstacle does not fit where none was given',
    [lesson('a', { obstacles: ['few-opens'] })],
    {},
    undefined,
  ],
  [
    'a lesson for a strength fits where it was given',
    [lesson('a', { strengths: ['timing'] })],
    { band: 'reached', strengths: ['timing'] },
    'a',
  ],
  [
    'a lesson for a strength does not fit where none was given',
    [lesson('a', { strengths: ['timing'] })],
    { band: 'reached' },
    undefined,
  ],
  ['a lesson for a goal fits who stated it', [lesson('a', { goals: ['sales'] })], { goal: 'sales' }, 'a'],
  ['a lesson for a goal does not fit another goal', [lesson('a', { goals: ['sales'] })], { goal: 'visits' }, undefined],
  ['a lesson for a goal does not fit who stated none', [lesson('a', { goals: ['sales'] })], {}, undefined],
  ['a lesson for a segment fits who is in it', [lesson('a', { segments: ['novice'] })], novice, 'a'],
  ['a lesson for a segment does not fit who is not', [lesson('a', { segments: ['agency'] })], novice, undefined],
  ['a user in two segments gets the lessons of both', [lesson('a', { segments: ['agency'] })], agencyNovice, 'a'],
  [
    'all lists must match, not one of them',
    [lesson('a', { bands: ['missed'], segments: ['agency'] })],
    novice,
    undefined,
  ],
  ['an empty list fits nobody', [lesson('a', { segments: [] })], novice, undefined],
])

rows('A condition', [
  ['that holds lets the lesson in', [lesson('a', { if: { 'traits.level': 'new' } })], novice, 'a'],
  ['that does not hold keeps it out', [lesson('a', { if: { 'traits.level': 'old' } })], novice, undefined],
  ['sees the goal', [lesson('a', { if: { goal: 'sales' } })], { goal: 'sales' }, 'a'],
  ['sees the history', [lesson('a', { if: { 'history.ratings': { $gte: 3 } } })], { history: { ratings: 3 } }, 'a'],
  [
    'sees the moment’s properties',
    [lesson('a', { if: { 'properties.recipients': { $gt: 10 } } })],
    { facts: { properties: { recipients: 11 } } },
    'a',
  ],
])

rows('Dates', [
  ['a lesson is not shown before its first day', [lesson('a', {}, { from: '2027-03-03T12:00:01Z' })], {}, undefined],
  ['a lesson is shown from its first instant', [lesson('a', {}, { from: '2027-03-03T12:00:00Z' })], {}, 'a'],
  ['a lesson is shown until its last instant', [lesson('a', {}, { until: '2027-03-03T12:00:01Z' })], {}, 'a'],
  ['a lesson is gone when its time is over', [lesson('a', {}, { until: '2027-03-03T12:00:00Z' })], {}, undefined],
  ['an offset counts', [lesson('a', {}, { from: '2027-03-03T13:00:00+02:00' })], {}, 'a'],
  [
    'a webinar that is over is gone',
    [lesson('a', {}, { kind: 'webinar', ends: '2027-03-03T11:59:00Z' })],
    {},
    undefined,
  ],
  ['a webinar to come fits', [lesson('a', {}, { kind: 'webinar' })], {}, 'a'],
])

rows('Prerequisites', [
  ['a lesson waits for the one before it', [lesson('b', {}, { after: ['a'] })], {}, undefined],
  [
    'a lesson follows once the one before it is completed',
    [lesson('b', {}, { after: ['a'] })],
    { history: { lessons: seen({ a: { completed: 1 } }) } },
    'b',
  ],
  [
    'having been shown the one before is not enough',
    [lesson('b', {}, { after: ['a'] })],
    { history: { lessons: seen({ a: { shown: 1 } }) } },
    undefined,
  ],
  [
    'all of them must be completed',
    [lesson('c', {}, { after: ['a', 'b'] })],
    { history: { lessons: seen({ a: { completed: 1 } }) } },
    undefined,
  ],
])

const a = lesson('a')
const b = lesson('b')
rows('A lesson that is used up', [
  [
    'gives way to the next when it was completed',
    [a, b],
    { history: { lessons: seen({ a: { shown: 9, completed: 9 } }) } },
    'b',
  ],
  ['gives way when it is not for me', [a, b], { history: { lessons: seen({ a: { shown: 9, declined: 9 } }) } }, 'b'],
  ['is not made so by being shown', [a, b], { history: { lessons: seen({ a: { shown: 1 } }) } }, 'a'],
  [
    'comes back when it is due to repeat',
    [lesson('a', {}, { repeat: '1w' }), b],
    { history: { lessons: seen({ a: { completed: 7 } }) } },
    'a',
  ],
  [
    'does not come back before it is due',
    [lesson('a', {}, { repeat: '1w' }), b],
    { history: { lessons: seen({ a: { completed: 6.9 } }) } },
    'b',
  ],
  [
    'stays away when it is not for me, due or not',
    [lesson('a', {}, { repeat: '1w' }), b],
    { history: { lessons: seen({ a: { completed: 30, declined: 30 } }) } },
    'b',
  ],
  [
    'gives way even to a lighter one',
    [lesson('a', {}, { weight: 9 }), b],
    { history: { lessons: seen({ a: { completed: 1 } }) } },
    'b',
  ],
  ['comes back when nothing else fits', [a], { history: { lessons: seen({ a: { shown: 1, completed: 1 } }) } }, 'a'],
  [
    'comes back by the least recently shown',
    [a, b],
    { history: { lessons: seen({ a: { shown: 2, completed: 2 }, b: { shown: 5, completed: 5 } }) } },
    'b',
  ],
  [
    'comes back whatever its weight',
    [lesson('a', {}, { weight: 9 }), b],
    { history: { lessons: seen({ a: { shown: 2, completed: 2 }, b: { shown: 5, completed: 5 } }) } },
    'b',
  ],
  [
    'never shown counts as the longest ago',
    [a, b],
    { history: { lessons: seen({ a: { shown: 99, completed: 2 }, b: { completed: 1 } }) } },
    'b',
  ],
  [
    'comes back in playbook order when shown at the same time',
    [a, b],
    { history: { lessons: seen({ a: { shown: 2, completed: 2 }, b: { shown: 2, completed: 1 } }) } },
    'a',
  ],
  [
    'does not come back when it does not fit',
    [lesson('a', { bands: ['reached'] })],
    { history: { lessons: seen({ a: { shown: 1, completed: 1 } }) } },
    undefined,
  ],
])

const service = lesson('s', { actions: ['send'] }, { kind: 'service' })
const webinar = lesson('w', { actions: ['send'] }, { kind: 'webinar' })
rows('After missed results in a row', [
  ['one is no reason for a service', [a, webinar, service], { history: { missedInARow: 1 } }, 'a'],
  ['two bring the service first', [a, webinar, service], { history: { missedInARow: 2 } }, 's'],
  ['three do too', [a, webinar, service], { history: { missedInARow: 3 } }, 's'],
  ['two bring the webinar where there is no service', [a, webinar], { history: { missedInARow: 2 } }, 'w'],
  ['two bring the rest where there is neither', [a, b], { history: { missedInARow: 2 } }, 'a'],
  ['whatever the weights', [lesson('a', {}, { weight: 1 }), service], { history: { missedInARow: 2 } }, 's'],
  [
    'a service for everybody is none for this user',
    [a, lesson('s', {}, { kind: 'service' })],
    { history: { missedInARow: 2 } },
    'a',
  ],
  [
    'a webinar in four months is no help now',
    [
      lesson('o', { obstacles: ['x'] }),
      lesson(
        'w',
        { obstacles: ['x'] },
        { kind: 'webinar', starts: '2027-07-03T12:00:00Z', ends: '2027-07-03T13:00:00Z' },
      ),
    ],
    { obstacles: ['x'], history: { missedInARow: 2 } },
    'o',
  ],
  [
    'a service comes before a lesson for the obstacle',
    [lesson('a', { obstacles: ['x'] }), service],
    { obstacles: ['x'], history: { missedInARow: 2 } },
    's',
  ],
  [
    'a service not for this user is not brought',
    [a, lesson('s', { segments: ['agency'] }, { kind: 'service' })],
    { history: { missedInARow: 2 } },
    'a',
  ],
  [
    'a service the user declined is not brought',
    [a, service],
    { history: { missedInARow: 2, lessons: seen({ s: { declined: 1 } }) } },
    'a',
  ],
  [
    'of two services the one for the obstacle comes first',
    [service, lesson('t', { obstacles: ['x'] }, { kind: 'service' })],
    { obstacles: ['x'], history: { missedInARow: 2 } },
    't',
  ],
])

const advanced = lesson('x', { if: { 'history.reachedInARow': { $gte: 2 } } }, { level: 3, weight: 1 })
const reached = (reachedInARow: number) => ({ band: 'reached' as const, history: { reachedInARow } })
rows('After good results in a row', [
  ['an advanced lesson that asks for two waits after one', [a, advanced], reached(1), 'a'],
  ['an advanced lesson that asks for two comes after two', [a, advanced], reached(2), 'x'],
  ['no service is brought', [a, service], reached(3), 'a'],
])

const known = { ...novice, obstacles: ['x'], goal: 'sales' }
rows('Of two lessons that fit', [
  ['the heavier comes first', [a, lesson('b', {}, { weight: 1 })], {}, 'b'],
  ['no weight is weight 0', [lesson('a', {}, { weight: -1 }), b], {}, 'b'],
  ['a fraction of weight is enough', [lesson('a', {}, { weight: 0.1 }), lesson('b', {}, { weight: 0.2 })], {}, 'b'],
  [
    'weight comes before any match',
    [lesson('a', { obstacles: ['x'], segments: ['novice'] }), lesson('b', {}, { weight: 1 })],
    known,
    'b',
  ],
  ['the one for the obstacle comes first', [a, lesson('b', { obstacles: ['x'] })], known, 'b'],
  [
    'the one for the strength comes first',
    [a, lesson('b', { strengths: ['y'] })],
    { band: 'reached', strengths: ['y'] },
    'b',
  ],
  ['the one for the segment comes first', [a, lesson('b', { segments: ['novice'] })], known, 'b'],
  ['the one for the goal comes first', [a, lesson('b', { goals: ['sales'] })], known, 'b'],
  ['the one for the band comes first', [a, lesson('b', { bands: ['missed'] })], known, 'b'],
  [
    'an obstacle says more than a segment',
    [lesson('a', { segments: ['novice'] }), lesson('b', { obstacles: ['x'] })],
    known,
    'b',
  ],
  [
    'a segment says more than a goal',
    [lesson('a', { goals: ['sales'] }), lesson('b', { segments: ['novice'] })],
    known,
    'b',
  ],
  ['a goal says more than a band', [lesson('a', { bands: ['missed'] }), lesson('b', { goals: ['sales'] })], known, 'b'],
  [
    'an obstacle says more than segment, goal and band together',
    [lesson('a', { segments: ['novice'], goals: ['sales'], bands: ['missed'] }), lesson('b', { obstacles: ['x'] })],
    known,
    'b',
  ],
  [
    'a segment says more than goal and band together',
    [lesson('a', { goals: ['sales'], bands: ['missed'] }), lesson('b', { segments: ['novice'] })],
    known,
    'b',
  ],
  [
    'equal in the first, the next decides',
    [lesson('a', { obstacles: ['x'] }), lesson('b', { obstacles: ['x'], segments: ['novice'] })],
    known,
    'b',
  ],
  [
    'two obstacles matched are no more than one',
    [lesson('a', { obstacles: ['x'] }), lesson('b', { obstacles: ['x', 'y'] })],
    { obstacles: ['x', 'y'] },
    'a',
  ],
  ['a level says nothing', [lesson('a', {}, { level: 3 }), lesson('b', {}, { level: 1 })], {}, 'a'],
  ['naming the action says nothing', [a, lesson('b', { actions: ['send'] })], {}, 'a'],
  ['a condition says nothing', [a, lesson('b', { if: { 'traits.level': 'new' } })], novice, 'a'],
  [
    'equal in all, playbook order decides',
    [lesson('z', { bands: ['missed'] }), lesson('a', { bands: ['missed'] })],
    {},
    'z',
  ],
])

test.each([NOW, new Date(NOW), '2027-03-03T12:00:00Z'])('The time may be given as %o', (now) => {
  expect(choose([lesson('a', {}, { from: '2027-03-03T12:00:00Z' })], { now }).lesson?.id).toBe('a')
})

test('What a vendor knows of a lesson need not be all there is to know', () => {
  const history = { lessons: { a: { completed: NOW }, b: { declined: NOW, shown: [NOW] } } }
  expect(choose([b, a], { history }).lesson?.id).toBe('a')
})

test('A playbook frozen through and through is chosen from as well', () => {
  const playbook = Object.freeze(playbookOf(Object.freeze([a, b]) as Lesson[]))
  expect(chooseLesson({ playbook, action: 'send', band: 'missed', now: NOW }).lesson).toBe(a)
})
