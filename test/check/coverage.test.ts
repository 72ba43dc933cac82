import { describe, expect, test } from 'vitest'
import { coverage } from '../../src/check/coverage'
import type { Playbook } from '../../src/playbook/schema'
import { fresh, names, playbookOf } from '../playbook/playbooks'

const now = Date.parse('2026-12-01T00:00:00Z')
const choices = (...ids: string[]) => ids.map((id) => ({ id, label: id }))
const lesson = (id: string, more: object) => ({ id, kind: 'tips', title: id, points: ['…'], for: {}, ...more })
const made = (change: object, lessons: object[], ask: object = {}): Playbook => ({
  ...fresh(),
  actions: { sent: { ask: { question: 'Did it?', ...ask } } },
  lessons,
  ...change,
})
const saidOf = (playbook: Playbook) => coverage(playbook, { now }).problems.map(({ message }) => message)

describe('Coverage', () => {
  test.each(names)('finds no hole in %s', (name) => {
    const { holes, unreachable, past } = coverage(playbookOf(name), { now })
    expect({ holes, unreachable, past }).toEqual({ holes: [], unreachable: [], past: [] })
  })

  test('looks at every action, band, obstacle or strength, and segment', () => {
    const { cells } = coverage(playbookOf('ads-manager'), { now })
    // flight.ended: 3 bands; leads.delivered and ad.published: each 2 × (obstacles + none) + strengths + none; all × (3 segments + none).
    expect(cells).toHaveLength((3 + (2 * 4 + 4) + (2 * 5 + 4)) * 4)
  })

  test('names each hole by all that makes it one', () => {
    const playbook = made(
      { languages: ['en', 'de'], segments: { pro: { 'traits.plan': 'pro' } } },
      [
        lesson('a', { for: { bands: ['missed', 'reached'] } }),
        lesson('b', { for: { bands: ['partly'], obstacles: ['slow'], segments: ['pro'] } }),
      ],
      { obstacles: choices('slow') },
    )
    const holes = coverage(playbook, { now }).holes
    expect(holes.map(({ message }) => message)).toEqual([
      'No lesson after "sent" was partly, in "en"',
      'No lesson after "sent" was partly, in "de"',
      'No lesson after "sent" was partly, for the segment "pro", in "en"',
      'No lesson after "sent" was partly, for the segment "pro", in "de"',
      'No lesson after "sent" was partly because of "slow", in "en"',
      'No lesson after "sent" was partly because of "slow", in "de"',
    ])
    expect(holes[0]).toMatchObject({ action: 'sent', band: 'partly', language: 'en' })
    expect(holes[3]).toMatchObject({ action: 'sent', band: 'partly', segment: 'pro', language: 'de' })
    expect(holes[4]).toMatchObject({ obstacle: 'slow' })
  })

  test.each<[string, object]>([
    ['if', { for: { if: { 'traits.plan': 'pro' } } }],
    ['goals', { for: { goals: ['sales'] } }],
    ['after', { after: ['first'] }],
    ['from', { from: '2020-01-01T00:00:00Z' }],
    ['until', { until: '2030-01-01T00:00:00Z' }],
  ])('does not rely on a lesson that depends on %s', (_, more) => {
    const playbook = made({}, [lesson('a', more), lesson('first', { for: { bands: ['missed', 'reached'] } })])
    expect(coverage(playbook, { now }).holes.map(({ band }) => band)).toEqual(['partly'])
  })

  test('does not rely on a webinar that is over, but on one to come', () => {
    const webinar = { kind: 'webinar', starts: '2026-11-01T10:00:00Z', ends: '2026-11-01T11:00:00Z', url: '/w' }
    const playbook = made({}, [{ ...lesson('w', webinar), points: undefined }])
    expect(coverage(playbook, { now }).holes).toHaveLength(3)
    expect(coverage(playbook, { now: Date.parse('2026-10-01T00:00:00Z') }).holes).toHaveLength(0)
  })

  test('a lesson that one language lacks leaves a hole in that language', () => {
    const playbook = made({ languages: ['en', 'de'] }, [lesson('a', { title: { en: 'A' } })])
    expect(new Set(coverage(playbook, { now }).holes.map(({ language }) => language))).toEqual(new Set(['de']))
  })
})

describe('The languages of a lesson', () => {
  test('are not taken from its fields: "id" is Indonesian, and a field’s name', () => {
    const steps = [{ id: 'one', text: { en: 'One', id: 'Satu' } }]
    const checklist = lesson('a', { kind: 'checklist', title: { en: 'A', id: 'A' }, steps, points: undefined })
    expect(coverage(made({ languages: ['en', 'id'] }, [checklist]), { now }).holes).toEqual([])
  })

  test('do not hang on its addresses, which fall back on the first', () => {
    const tool = lesson('a', { kind: 'tool', url: { en: '/a' }, label: 'Open', points: undefined })
    expect(coverage(made({ languages: ['en', 'de'] }, [tool]), { now }).holes).toEqual([])
  })

  test('are named where only some of them have a hole', () => {
    const playbook = made({ languages: ['en', 'de', 'fr'] }, [lesson('a', { title: { en: 'A' } })])
    expect(saidOf(playbook)[0]).toBe('No lesson after "sent" was missed, in "de", "fr"')
  })
})

describe('What check says of holes', () => {
  test('is one sentence for an answer that nobody gets a lesson for', () => {
    const playbook = made(
      { segments: { pro: {}, new: {} }, languages: ['en', 'de'] },
      [lesson('a', { for: { bands: ['missed', 'partly'] } })],
      {
        strengths: choices('luck', 'work'),
      },
    )
    expect(saidOf(playbook)).toEqual(['No lesson after "sent" was reached'])
  })

  test('leaves out the segment where it makes no difference', () => {
    const playbook = made(
      { segments: { pro: {} } },
      [lesson('a', { for: { bands: ['missed', 'partly'] } }), lesson('b', { for: { strengths: ['luck'] } })],
      { strengths: choices('luck', 'work') },
    )
    expect(saidOf(playbook)).toEqual([
      'No lesson after "sent" was reached and no reason was given',
      'No lesson after "sent" was reached thanks to "work"',
    ])
  })

  test('names the segment where only that one has a lesson', () => {
    const playbook = made({ segments: { pro: {}, new: {} } }, [
      lesson('a', { for: { bands: ['missed', 'partly'] } }),
      lesson('b', { for: { segments: ['pro'] } }),
    ])
    expect(saidOf(playbook)).toEqual([
      'No lesson after "sent" was reached, for users in no segment',
      'No lesson after "sent" was reached, for the segment "new"',
    ])
  })

  test('is an error at the action’s ask, with what to do', () => {
    expect(coverage(made({}, []), { now }).problems[0]).toEqual({
      path: '/actions/sent/ask',
      code: 'no-lesson',
      severity: 'error',
      message: 'No lesson after "sent" was missed',
      hint: 'Add a lesson for it that does not depend on if, goals, after, from or until.',
    })
  })
})

describe('Lessons nobody can see', () => {
  const general = lesson('general', {})
  test.each<[string, object[], string[]]>([
    [
      'for an empty list',
      [lesson('a', { for: { bands: [] } })],
      ['Nobody can see the lesson "a": "for.bands" is an empty list'],
    ],
    [
      'for an obstacle after success',
      [lesson('a', { for: { bands: ['reached'], obstacles: ['slow'] } })],
      ['Nobody can see the lesson "a": obstacles are not asked about after "reached"'],
    ],
    [
      'for a strength after failure',
      [lesson('a', { for: { bands: ['missed'], strengths: ['luck'] } })],
      ['Nobody can see the lesson "a": strengths are asked about after "reached" only'],
    ],
    [
      'for both',
      [lesson('a', { for: { obstacles: ['slow'], strengths: ['luck'] } })],
      ['Nobody can see the lesson "a": obstacles and strengths never come together'],
    ],
    [
      'in a ring',
      [lesson('a', { after: ['b'] }), lesson('b', { after: ['a'] })],
      [
        'Nobody can see the lesson "a": it comes after "b", which nobody can complete first',
        'Nobody can see the lesson "b": it comes after "a", which nobody can complete first',
      ],
    ],
    [
      'behind one of these',
      [lesson('a', { for: { bands: [] } }), lesson('b', { after: ['a'] })],
      [
        'Nobody can see the lesson "a": "for.bands" is an empty list',
        'Nobody can see the lesson "b": it comes after "a", which nobody can complete first',
      ],
    ],
    [
      'for a webinar that is over before it begins',
      [
        lesson('a', {
          kind: 'webinar',
          starts: '2027-01-01T10:00:00Z',
          ends: '2027-01-01T11:00:00Z',
          from: '2027-02-01T00:00:00Z',
          url: '/w',
        }),
      ],
      ['Nobody can see the lesson "a": its "from" is 2027-02-01T00:00:00Z, when its webinar is over'],
    ],
    ['no: in a chain', [lesson('c', { after: ['b'] }), lesson('b', { after: ['a'] }), lesson('a', {})], []],
  ])('%s', (_, lessons, messages) => {
    const playbook = made({}, [general, ...lessons], { obstacles: choices('slow'), strengths: choices('luck') })
    expect(coverage(playbook, { now }).unreachable.map(({ message }) => message)).toEqual(messages)
  })
})

test('Nobody answers "partly" with thumbs, unless figures judge', () => {
  const lessons = [lesson('general', {}), lesson('a', { for: { bands: ['partly'] } })]
  const unreachable = (ask: object) => coverage(made({}, lessons, ask), { now }).unreachable.map(({ lesson: id }) => id)
  expect(unreachable({ scale: 'thumbs' })).toEqual(['a'])
  expect(unreachable({ scale: 'thumbs', judge: 'metrics' })).toEqual([])
  expect(unreachable({ scale: 'stars' })).toEqual([])
})

test('Progress is told after each action', () => {
  const told: [number, number][] = []
  coverage(playbookOf('ads-manager'), { now, progress: (...done) => told.push(done) })
  expect(told).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ])
})

test('Dates that have gone by are warnings at the lesson', () => {
  const playbook = made({}, [lesson('general', {}), lesson('a', { until: '2026-11-30T00:00:00Z' })])
  expect(coverage(playbook, { now }).problems).toEqual([
    {
      path: '/lessons/1',
      code: 'past-date',
      severity: 'warning',
      message: 'The lesson "a" is no longer shown: its "until" was 2026-11-30T00:00:00Z',
      hint: 'Remove it, or give it a new date.',
    },
  ])
})

test('HTML and texts the interface does not have are warnings', () => {
  const playbook = made({ texts: { cloze: 'Shut', close: 'Shut' } }, [
    lesson('general', { title: 'A <b>bold</b> move, if 3 < 4 > 2' }),
  ])
  expect(coverage(playbook, { now }).problems).toMatchObject([
    {
      path: '/lessons/0/title',
      code: 'html',
      severity: 'warning',
      message: 'At lessons.0.title (lesson "general"): <b> will be shown as it is',
    },
    { path: '/texts/cloze', code: 'unknown-text', hint: 'Did you mean "close"?' },
  ])
})

test('200 actions and 1,000 lessons are looked over in good time', () => {
  const actions = Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [`a${n}`, { ask: { question: 'x', obstacles: choices('x', 'y', 'z') } }]),
  )
  const lessons = Array.from({ length: 1000 }, (_, n) => lesson(`l${n}`, { for: { actions: [`a${n % 200}`] } }))
  const start = performance.now()
  expect(coverage(made({ actions, segments: { a: {}, b: {} } }, lessons), { now }).holes).toEqual([])
  expect(performance.now() - start).toBeLessThan(5000)
})
