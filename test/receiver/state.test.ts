import { describe, expect, test } from 'vitest'
import { stateOf } from '../../src/receiver/state'
import { type Particulars, storedEvent } from './events'

const NOW = 9_000_000
const T = 1_000_000

/** Each event a second after the one before. */
const state = (...events: [type: string, particulars?: Particulars][]) =>
  stateOf(
    events.map(([type, particulars], index) => storedEvent(type, { at: T + index * 1_000, ...particulars })),
    NOW,
  )

test('nothing known is an empty state', () => {
  expect(state()).toEqual({ now: NOW, moments: [], ratings: [], lessons: [], commitments: [], asks: [], muted: {} })
})

test('the seed of sampling is the smallest anonymous id that was joined, on every device the same', () => {
  const joined = (anonymous: string): [string, Particulars] => ['user.identified', { data: { anonymous } }]
  expect(state(joined('anon-2'), joined('anon-1'), joined('anon-3')).seed).toBe('anon-1')
})

describe('a moment', () => {
  test('is what was completed, with times in milliseconds', () => {
    const data = { at: '1970-01-01T00:10:00Z', label: 'Spring sale', properties: { recipients: 1800 } }
    expect(state(['action.completed', { data }]).moments).toEqual([
      {
        id: 'c_1',
        action: 'campaign.sent',
        at: 600_000,
        label: 'Spring sale',
        properties: { recipients: 1800 },
        updated: T,
      },
    ])
  })

  test('gathers results, the goal and a new label', () => {
    const [moment] = state(
      ['action.completed', { data: { metrics: { sent: 10 } } }],
      ['result.measured', { data: { metrics: { opens: 0.2 } } }],
      ['goal.stated', { data: { goal: 'other', text: 'Sell skis' } }],
      ['result.measured', { data: { metrics: { opens: 0.3 } } }],
      ['action.completed', { data: { label: 'Sale' } }],
    ).moments
    expect(moment).toMatchObject({
      label: 'Sale',
      metrics: { sent: 10, opens: 0.3 },
      goal: 'other',
      goalText: 'Sell skis',
      updated: T + 4_000,
    })
  })

  test('of the same id under another action is another', () => {
    expect(
      state(['action.completed'], ['action.completed', { data: { action: 'list.imported' } }]).moments,
    ).toHaveLength(2)
  })

  test('only heard of through its ask is older than any other record of it', () => {
    expect(state(['ask.shown']).moments).toMatchObject([{ id: 'c_1', updated: 0 }])
  })
})

describe('an ask', () => {
  test.each<[string, [string, Particulars?][], object]>([
    [
      'shown is pending, its schedule left to the playbook',
      [['ask.shown']],
      { status: 'pending', displays: [T], updated: T },
    ],
    ['shown twice counts two displays', [['ask.shown'], ['ask.shown']], { displays: [T, T + 1_000] }],
    [
      'snoozed is due when it said',
      [['ask.shown'], ['ask.snoozed', { data: { until: '1970-01-01T01:00:00Z' } }]],
      { status: 'pending', due: 3_600_000, snoozes: [T + 1_000] },
    ],
    ['dismissed is settled', [['ask.shown'], ['ask.dismissed']], { status: 'dismissed', settled: T + 1_000 }],
    ['expired is settled', [['ask.expired']], { status: 'expired', settled: T }],
    ['rated is answered', [['ask.shown'], ['rating.given']], { status: 'answered', settled: T + 1_000 }],
    [
      'answered on one device stays so when another’s display runs out',
      [['ask.shown'], ['rating.given'], ['ask.dismissed'], ['ask.expired']],
      { status: 'answered' },
    ],
    ['answered after it was dismissed is answered', [['ask.dismissed'], ['rating.given']], { status: 'answered' }],
  ])('%s', (_, events, expected) => {
    expect(state(...events).asks).toMatchObject([{ moment: 'campaign.sent c_1', action: 'campaign.sent', ...expected }])
  })

  test('muted is remembered by its action', () => {
    expect(state(['ask.dismissed', { data: { muted: true } }]).muted).toEqual({ 'campaign.sent': T })
  })
})

describe('a rating', () => {
  test('is kept by its own id, explained, with the lesson shown for it', () => {
    expect(state(['rating.given'], ['rating.explained'], ['lesson.shown']).ratings).toEqual([
      {
        ...{ id: 'r_1', moment: 'c_1', action: 'campaign.sent', at: T, updated: T + 2_000 },
        ...{ value: 'missed', scale: 'outcome', score: 0, band: 'missed' },
        ...{ obstacles: ['opens'], lesson: 'subject-lines' },
      },
    ])
  })

  test('changed is the later answer to the same question', () => {
    expect(
      state(['rating.given'], ['rating.given', { data: { value: 'yes', score: 1, band: 'reached' } }]).ratings,
    ).toMatchObject([{ at: T, value: 'yes', band: 'reached', updated: T + 1_000 }])
  })

  test('is the same in whatever order its events arrived', () => {
    const events = [
      storedEvent('rating.given', { at: T }),
      storedEvent('rating.given', { at: T + 1, data: { value: 'yes', score: 1, band: 'reached' } }),
      storedEvent('rating.explained', { at: T + 2 }),
    ]
    expect(stateOf([...events].reverse(), NOW)).toEqual(stateOf(events, NOW))
  })
})

describe('a lesson', () => {
  test.each<[string, [string, Particulars?][], object]>([
    ['shown', [['lesson.shown']], { shown: [T], done: [] }],
    ['opened', [['lesson.opened']], { opened: T, shown: [] }],
    ['under way', [['lesson.progressed']], { done: ['one'] }],
    ['completed', [['lesson.completed']], { completed: T }],
    ['found useful', [['lesson.judged']], { useful: true }],
    ['not for me', [['lesson.judged', { data: { useful: undefined, declined: true } }]], { declined: T }],
  ])('%s', (_, events, expected) => {
    expect(state(...events).lessons).toMatchObject([{ lesson: 'subject-lines', updated: T, ...expected }])
  })

  test('completed and shown again begins anew, under way and shown again goes on', () => {
    expect(state(['lesson.progressed'], ['lesson.shown']).lessons).toMatchObject([{ done: ['one'] }])
    expect(state(['lesson.progressed'], ['lesson.completed'], ['lesson.shown']).lessons).toMatchObject([{ done: [] }])
  })

  test('keeps the last ten times it was shown', () => {
    const shown = state(...Array.from({ length: 12 }, (): [string] => ['lesson.shown'])).lessons[0]?.shown
    expect(shown).toEqual(Array.from({ length: 10 }, (_, index) => T + (index + 2) * 1_000))
  })

  test('withheld from the holdout is known as finished, so that another device moves on too', () => {
    const { lessons, ratings } = state(['rating.given'], ['lesson.withheld', { data: { rating: 'r_1' } }])
    const at = T + 1_000
    expect(lessons).toEqual([{ lesson: 'subject-lines', shown: [at], withheld: [at], completed: at, updated: at }])
    expect(ratings).toMatchObject([{ lesson: 'subject-lines' }])
  })
})

describe('a commitment', () => {
  test('is known by its own id, or by the event’s where it has none', () => {
    expect(state(['commitment.made', { id: 'e_1' }]).commitments).toMatchObject([{ id: 'e_1', at: T }])
    expect(state(['commitment.made', { data: { commitment: 'k_1' } }]).commitments).toMatchObject([{ id: 'k_1' }])
  })

  test('reviewed is the latest of that lesson and text still standing', () => {
    const { commitments } = state(['commitment.made'], ['commitment.reviewed'], ['commitment.made'])
    expect(commitments).toMatchObject([{ reviewed: T + 1_000, did: 'yes' }, { at: T + 2_000 }])
    expect(commitments[1]).not.toHaveProperty('reviewed')
  })
})

describe('a period', () => {
  const period = { from: '2027-03-01T00:00:00.000Z', to: '2027-03-08T00:00:00.000Z' }
  const FROM = Date.parse(period.from)
  const TO = Date.parse(period.to)

  test('is told with its bounds and the figures reported for it, for the browser to count on from', () => {
    const { moments, asks } = state([
      'result.measured',
      { data: { moment: period.from, metrics: { rate: 0.4 }, period } },
    ])
    expect(moments).toMatchObject([
      {
        id: period.from,
        at: FROM,
        digest: { from: FROM, to: TO, figures: { rate: { '': { value: 0.4, updated: T } } } },
      },
    ])
    expect(asks).toMatchObject([{ status: 'pending', updated: 0 }])
  })

  test('is known from a track in it, and the figures of the track are the track’s', () => {
    const { moments } = state(
      ['action.completed', { data: { moment: 'r1', period } }],
      ['result.measured', { data: { moment: 'r1', metrics: { rate: 0.4 }, period } }],
    )
    expect(moments).toMatchObject([
      { id: 'r1', metrics: { rate: 0.4 } },
      { id: period.from, digest: { from: FROM, to: TO } },
    ])
  })

  test('of the vendor’s calendar is no start to count on from', () => {
    expect(state(['result.measured', { data: { moment: 'week-9', metrics: { rate: 0.4 }, period } }]).asks).toEqual([])
  })
})

test('a moment that was cancelled is told as such, and its ask is withdrawn', () => {
  const { moments, asks } = state(['action.completed'], ['ask.shown', { data: { ask: 'x' } }], ['action.cancelled'])
  expect(moments).toMatchObject([{ cancelled: T + 2_000 }])
  expect(asks).toMatchObject([{ status: 'withdrawn', settled: T + 2_000 }])
})

test('the preference is the kind that was stated last', () => {
  const { preference } = state(
    ['preference.stated', { data: { kind: 'video' } }],
    ['preference.stated', { data: { kind: 'checklist' } }],
  )
  expect(preference).toEqual({ kind: 'checklist', at: T + 1_000 })
})
