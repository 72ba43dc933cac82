import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseLesson } from '../../src/lesson/choose'
import type { LessonRecord } from '../../src/moment/book'
import { coverage } from '../../src/check/coverage'
import { compilePlaybook } from '../../src/playbook/compile'
import { segmentsOf } from '../../src/playbook/compiled'
import type { Band, Lesson, Match } from '../../src/playbook/schema'
import { DAY, lesson, NOW, playbookOf } from './cases'

const BANDS: Band[] = ['missed', 'partly', 'reached']
const MATCHES: Match[] = ['reasons', 'segments', 'goals', 'bands']
const iso = (days: number) => new Date(NOW + days * DAY).toISOString()
const some = (ids: string[]) => fc.subarray(ids, { minLength: 1 })
/** Mostly absent, so that several lessons fit and the finer criteria decide. */
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary, weight: 1 })
/** Drops what is undefined, as JSON would. */
const tidy = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? {}))

const meant = fc.record({
  actions: perhaps(some(['send', 'import'])),
  bands: perhaps(fc.subarray(BANDS, { minLength: 2 })),
  obstacles: perhaps(some(['o1', 'o2'])),
  strengths: perhaps(some(['s1', 's2'])),
  goals: perhaps(some(['g1', 'g2'])),
  segments: perhaps(some(['novice', 'agency'])),
  if: perhaps(fc.constant({ 'traits.beta': true })),
})

const more = fc.record({
  kind: fc.constantFrom('tips', 'tips', 'course', 'service', 'webinar'),
  weight: perhaps(fc.integer({ min: -1, max: 1 })),
  after: perhaps(some(['l0', 'l1'])),
  from: perhaps(fc.integer({ min: -5, max: 3 }).map(iso)),
  until: perhaps(fc.integer({ min: -3, max: 5 }).map(iso)),
  repeat: perhaps(fc.constantFrom('1d', '1w')),
  /** Of webinars; the others have none. */
  starts: fc.constantFrom(-3, 20, 40).map(iso),
  ends: fc.constantFrom(-2, 1, 50).map(iso),
  /** No part of the rule. */
  level: perhaps(fc.constantFrom(1, 2, 3)),
})

const record = fc.record({
  shown: fc.array(
    fc.integer({ min: 0, max: 20 }).map((d) => NOW - d * DAY),
    { maxLength: 2 },
  ),
  completed: perhaps(fc.integer({ min: 0, max: 20 }).map((d) => NOW - d * DAY)),
  declined: perhaps(fc.constant(NOW - DAY)),
})

const situation = fc.record({
  lessons: fc.array(fc.tuple(meant, more), { maxLength: 8 }),
  records: fc.array(perhaps(record), { minLength: 8, maxLength: 8 }),
  band: fc.constantFrom(...BANDS),
  obstacles: fc.subarray(['o1', 'o2']),
  strengths: fc.subarray(['s1', 's2']),
  goal: perhaps(fc.constantFrom('g1', 'g2')),
  /** Everything was completed long ago: what is not due to repeat is used up. */
  old: fc.boolean(),
  traits: fc.record({
    level: fc.constantFrom('new', 'old'),
    type: fc.constantFrom('agency', 'shop'),
    beta: fc.boolean(),
  }),
  missedInARow: fc.integer({ min: 0, max: 3 }),
})

const made = (
  i: number,
  whom: object,
  { starts, ends, ...rest }: { starts: string; ends: string; kind: string },
): Lesson => lesson(`l${i}`, tidy(whom), tidy({ ...rest, ...(rest.kind === 'webinar' && { starts, ends }) }) as object)

type Drawn = typeof situation extends fc.Arbitrary<infer T> ? T : never

/** The rule "Choosing a lesson" once more, written to be read and not to be fast: score every lesson, sort all. */
const oracle = (lessons: Lesson[], input: ReturnType<typeof inputOf>, prefer: Match[] = []): string | undefined => {
  const { band, obstacles, strengths, goal, facts, history, now } = input
  const segments = [
    ...(facts.traits.level === 'new' ? ['novice'] : []),
    ...(facts.traits.type === 'agency' ? ['agency'] : []),
  ]
  const any = (list: string[] | undefined, given: string[]) => !list || list.filter((x) => given.includes(x)).length > 0
  const record = (id: string) => history.lessons[id]
  const fits = lessons.filter(
    (l) =>
      any(l.for.actions, ['send']) &&
      any(l.for.bands, [band]) &&
      any(l.for.obstacles, obstacles) &&
      any(l.for.strengths, strengths) &&
      any(l.for.goals, goal ? [goal] : []) &&
      any(l.for.segments, segments) &&
      (!l.for.if || facts.traits.beta) &&
      (l.kind === 'example' ? [] : (l.after ?? [])).every((id) => record(id)?.completed) &&
      !(l.from && new Date(l.from).getTime() > now) &&
      !(l.until && new Date(l.until).getTime() <= now) &&
      !(l.kind === 'webinar' && new Date(l.ends).getTime() <= now),
  )
  const used = (l: Lesson) => {
    const { declined, completed } = record(l.id) ?? {}
    const again = l.repeat === '1d' ? DAY : l.repeat === '1w' ? 7 * DAY : Number.POSITIVE_INFINITY
    return Boolean(declined) || (completed !== undefined && now < completed + again)
  }
  const escalates = (l: Lesson) => {
    if (history.missedInARow < 2) return 2
    if (!(l.for.actions || l.for.obstacles || l.for.strengths || l.for.segments)) return 2
    if (l.kind === 'service') return 0
    return l.kind === 'webinar' && new Date(l.starts).getTime() <= now + 30 * DAY ? 1 : 2
  }
  const matches = {
    reasons: (l: Lesson) => (l.for.obstacles || l.for.strengths ? 0 : 1),
    segments: (l: Lesson) => (l.for.segments ? 0 : 1),
    goals: (l: Lesson) => (l.for.goals ? 0 : 1),
    bands: (l: Lesson) => (l.for.bands ? 0 : 1),
  }
  const matchOrder = [...prefer, ...(Object.keys(matches) as Match[]).filter((one) => !prefer.includes(one))]
  const key = (l: Lesson) => [
    escalates(l),
    -(l.weight ?? 0),
    ...matchOrder.map((one) => matches[one](l)),
    lessons.indexOf(l),
  ]
  const fresh = fits.filter((l) => !used(l))
  const order = (keys: (l: Lesson) => number[]) => (x: Lesson, y: Lesson) => {
    const at = keys(x).findIndex((n, i) => n !== keys(y)[i])
    return at < 0 ? 0 : (keys(x)[at] as number) - (keys(y)[at] as number)
  }
  return fresh.length
    ? fresh.sort(order(key))[0]?.id
    : fits.sort(order((l) => [record(l.id)?.shown.at(-1) ?? -1, lessons.indexOf(l)]))[0]?.id
}

const inputOf = ({ records, old, band, obstacles, strengths, goal, traits, missedInARow }: Drawn) => ({
  action: 'send',
  band,
  obstacles,
  strengths,
  ...(goal && { goal }),
  facts: { traits },
  history: {
    missedInARow,
    lessons: Object.fromEntries(
      records.flatMap((known, i) => {
        const lesson = `l${i}`
        if (!known && !old) return []
        const before = old ? { shown: [], completed: NOW - 8 * DAY } : {}
        return [[lesson, tidy({ lesson, updated: NOW, ...before, ...tidy(known) }) as LessonRecord]]
      }),
    ),
  },
  now: NOW,
})

test('The chosen lesson is the one a brute-force reading of the rule gives', () => {
  fc.assert(
    fc.property(situation, fc.subarray(MATCHES), (drawn, some) => {
      const lessons = drawn.lessons.map(([for_, rest], i) => made(i, for_, rest))
      const input = inputOf(drawn)
      const prefer = [...some].reverse()
      const expected = oracle(lessons, input, prefer)
      expect(chooseLesson({ playbook: playbookOf(lessons, { prefer }), ...input }).lesson?.id).toBe(expected)
    }),
    { numRuns: 2_000 },
  )
})

/** An action that asks about all the reasons, so that coverage looks at each. */
const ask = {
  question: 'Did it work?',
  obstacles: ['o1', 'o2'].map((id) => ({ id, label: id })),
  strengths: ['s1', 's2'].map((id) => ({ id, label: id })),
}

test('Every answer coverage finds no hole for has a lesson that fits, whatever else the user did, said or is', () => {
  let answered = 0
  fc.assert(
    fc.property(situation, fc.boolean(), (drawn, general) => {
      const lessons = drawn.lessons.map(([whom, rest], i) => made(i, whom, rest))
      if (general) lessons.push(lesson('l8', { bands: ['missed', 'partly'] }))
      const playbook = playbookOf(lessons, { actions: { send: { ask }, import: { ask } } })
      const { obstacles, strengths, ...rest } = inputOf(drawn)
      const given = rest.band === 'reached' ? { strengths, obstacles: [] } : { obstacles, strengths: [] }
      const input = { ...rest, ...given }
      const segments = segmentsOf(compilePlaybook(playbook), { traits: drawn.traits })
      // One reason and one segment are enough to be sure of a lesson; the others only add to it.
      const mine = coverage(playbook, { now: NOW }).cells.filter(
        ({ action, band, obstacle, strength, segment }) =>
          action === 'send' &&
          band === input.band &&
          [obstacle, strength].every((id) => !id || [...given.obstacles, ...given.strengths].includes(id)) &&
          (!segment || segments.includes(segment)),
      )
      const { lesson: chosen } = chooseLesson({ playbook, ...input })
      expect(chosen?.id).toBe(oracle(lessons, input))
      if (mine.some(({ missing }) => !missing.length)) {
        answered++
        expect(chosen).toBeDefined()
      }
    }),
    { numRuns: 1_000 },
  )
  expect(answered).toBeGreaterThan(200)
})

test('An answer coverage finds a hole for has no lesson to rely on: a user who has and did nothing gets none', () => {
  let holes = 0
  fc.assert(
    fc.property(situation, (drawn) => {
      const lessons = drawn.lessons.map(([whom, rest], i) => made(i, whom, rest))
      const playbook = playbookOf(lessons, { actions: { send: { ask }, import: { ask } } })
      for (const { action, band, obstacle, strength, segment } of coverage(playbook, { now: NOW }).holes) {
        holes++
        const traits = segment === 'novice' ? { level: 'new' } : segment === 'agency' ? { type: 'agency' } : {}
        const { lesson: chosen } = chooseLesson({
          playbook,
          action,
          band,
          obstacles: obstacle ? [obstacle] : [],
          strengths: strength ? [strength] : [],
          facts: { traits },
          now: NOW,
        })
        // What it may get is there for a while only.
        if (chosen) expect(chosen.from ?? chosen.until).toBeDefined()
      }
    }),
    { numRuns: 200 },
  )
  expect(holes).toBeGreaterThan(1000)
})
