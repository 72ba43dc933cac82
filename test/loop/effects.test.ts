import { describe, expect, test } from 'vitest'
import type { FlowEvent } from '../../src/ask/flow'
import { openCommitment } from '../../src/lesson/commitment'
import { carryOut } from '../../src/loop/effects'
import type { Commitment } from '../../src/moment/book'
import { type Book, momentKey } from '../../src/moment/book'
import { baselineOf } from '../../src/rating/gain'
import { explain, playbookOf, rate, type Setting, started, walk } from '../ask/flow-cases'
import { bookOf, DAY, frozen, rating, START } from '../rating/books'

const key = momentKey('send', 'c1')
const NOW = START + 30 * DAY
const plan: Commitment = { id: 'k1', lesson: 'first', action: 'send', text: 'I’ll test.', at: START, updated: START }
const before: Book = frozen(
  bookOf({
    moments: [{ id: 'c1', action: 'send', at: START, updated: START }],
    asks: {
      [key]: { moment: key, action: 'send', due: START, status: 'pending', displays: [], snoozes: [], updated: 0 },
    },
    commitments: { k1: plan },
  }),
)
/** When an ask that is put off comes back in these cases. */
const PUT_OFF = 3
const bare: Setting = { ask: { obstacles: [], comment: false } }

/** What the endpoint hears and the book holds after some events on the card. */
const carried = (events: FlowEvent[], setting: Setting = {}, book = before) => {
  const { state, effects } = walk(events, setting, started(setting))
  const step = carryOut(playbookOf(setting), book, state, effects, NOW, baselineOf)
  return { book: step.value, told: JSON.parse(JSON.stringify(step.events)) as { type: string; data: object }[] }
}

const about = { moment: 'c1', action: 'send' }
const first = { ...about, lesson: 'first', kind: 'tips', rating: 'r1' }
const service = { ...about, lesson: 'second', kind: 'service', rating: 'r1' }

describe('The endpoint hears', () => {
  test.each<[string, FlowEvent[], string, object, Setting?]>([
    ['the goal', [{ type: 'state-goal', goal: 'sales' }], 'goal.stated', { goal: 'sales' }, { start: { goal: true } }],
    [
      'the goal in own words',
      [{ type: 'state-goal', goal: 'other', text: 'Fame' }],
      'goal.stated',
      { goal: 'other', text: 'Fame' },
      { start: { goal: true } },
    ],
    [
      'whether the user did what was planned',
      [{ type: 'review', did: 'partly' }],
      'commitment.reviewed',
      { commitment: 'k1', lesson: 'first', text: 'I’ll test.', did: 'partly' },
      { start: { commitment: plan } },
    ],
    [
      'that the ask was put off, and until when',
      [{ type: 'later' }, { type: 'close' }],
      'ask.snoozed',
      { ask: key, until: new Date(PUT_OFF).toISOString() },
    ],
    [
      'that it was too early to tell, and until when',
      [{ type: 'too-early' }, { type: 'ask-in', after: 7 * DAY }, { type: 'close' }],
      'ask.snoozed',
      { ask: key, until: new Date(7 * DAY).toISOString(), early: true },
    ],
    [
      'that it was put off once too often',
      [{ type: 'later' }, { type: 'close' }],
      'ask.expired',
      { ask: key },
      { snoozes: 0 },
    ],
    ['that it was dismissed', [{ type: 'close' }, { type: 'close' }], 'ask.dismissed', { ask: key }],
    [
      'that it was dismissed for good',
      [{ type: 'mute' }, { type: 'close' }],
      'ask.dismissed',
      { ask: key, muted: true },
    ],
    [
      'the rating',
      [rate()],
      'rating.given',
      { rating: 'r1', value: 'not-yet', scale: 'outcome', score: 0, band: 'missed', measuredBand: 'reached' },
      { metrics: { opens: 0.5 } },
    ],
    [
      'the reasons and words',
      [rate(), explain(['few-opens'], 'Hm'), { type: 'close' }],
      'rating.explained',
      { rating: 'r1', obstacles: ['few-opens'], comment: 'Hm' },
    ],
    ['the lesson shown', [rate()], 'lesson.shown', { ...first, choice: 1 }, bare],
    ['the lesson withheld', [rate()], 'lesson.withheld', first, { ...bare, withheld: true }],
    ['the lesson opened', [rate(), { type: 'open' }], 'lesson.opened', first, bare],
    [
      'how far it was read',
      [rate(), { type: 'progress', done: ['a'], share: 0.5 }],
      'lesson.progressed',
      { ...first, progress: 0.5, done: ['a'] },
      bare,
    ],
    ['the lesson completed', [rate(), { type: 'complete' }], 'lesson.completed', first, bare],
    ['its use', [rate(), { type: 'judge', useful: false }], 'lesson.judged', { ...first, useful: false }, bare],
    ['the request', [rate(), { type: 'another' }, { type: 'request' }], 'lesson.requested', service, bare],
    [
      'the commitment',
      [rate(), { type: 'commit' }],
      'commitment.made',
      { commitment: 'k9', lesson: 'first', text: 'Next time I’ll test.' },
      bare,
    ],
    [
      'the commitment taken back',
      [rate(), { type: 'commit' }, { type: 'withdraw' }],
      'commitment.withdrawn',
      { commitment: 'k9', lesson: 'first', text: 'Next time I’ll test.' },
      bare,
    ],
    [
      'a plan in own words',
      [rate(), { type: 'commit', own: 'When I next send, I’ll test.' }],
      'commitment.made',
      { commitment: 'k9', lesson: 'first', text: 'When I next send, I’ll test.', own: true },
      bare,
    ],
  ])('%s', (_, events, type, data, setting) => {
    const { told } = carried(events, setting)
    expect(told.find((event) => event.type === `gainloop.${type}`)?.data).toEqual({ ...about, ...data })
  })

  test('that a lesson is not for me', () => {
    const { told } = carried([rate(), { type: 'decline' }], bare)
    expect(told[2]).toEqual({ type: 'gainloop.lesson.judged', data: { ...first, useful: false, declined: true } })
  })

  test('where the user started, with every rating but the first', () => {
    const book = bookOf({ ratings: [rating(1, 'partly')] })
    expect(carried([rate()], {}, book).told[0]).toMatchObject({ data: { baseline: { rating: { band: 'partly' } } } })
    expect(carried([rate()]).told[0]?.data).not.toHaveProperty('baseline')
  })
})

describe('The book holds', () => {
  test('the goal, at its moment', () => {
    const { book } = carried([{ type: 'state-goal', goal: 'other', text: 'Fame' }], { start: { goal: true } })
    expect(book.moments[key]).toMatchObject({ goal: 'other', goalText: 'Fame', updated: NOW })
  })

  test('that the goal was skipped, which no event says', () => {
    const { book, told } = carried([{ type: 'skip-goal' }], { start: { goal: true } })
    expect(book.asks[key]?.goalSkipped).toBe(NOW)
    expect(told).toEqual([])
  })

  test('the rating, and the ask is answered', () => {
    const { book } = carried([rate()])
    expect(book.ratings.r1).toMatchObject({
      id: 'r1',
      moment: 'c1',
      action: 'send',
      at: NOW,
      band: 'missed',
      updated: NOW,
    })
    expect(book.asks[key]?.status).toBe('answered')
  })

  test('the rating as it was changed, with what still holds of its reasons, and the lesson it led to', () => {
    const events: FlowEvent[] = [rate(), explain(['few-opens'], 'Hm'), { type: 'change' }, rate('partly')]
    expect(carried(events).book.ratings.r1).toMatchObject({
      band: 'partly',
      obstacles: ['few-opens'],
      comment: 'Hm',
      lesson: 'first',
    })
    const other = carried([...events, { type: 'change' }, rate('yes')])
    expect(other.book.ratings.r1).toMatchObject({ band: 'reached', obstacles: [], comment: 'Hm' })
  })

  test('that the ask was dismissed, put off, or stopped for its action', () => {
    expect(carried([{ type: 'close' }, { type: 'close' }]).book.asks[key]?.status).toBe('dismissed')
    expect(carried([{ type: 'later' }, { type: 'close' }]).book.asks[key]).toMatchObject({
      ...{ status: 'pending', snoozes: [NOW], due: PUT_OFF },
    })
    expect(carried([{ type: 'mute' }, { type: 'close' }]).book.muted).toEqual({ send: NOW })
  })

  test('that it was too early to tell, for as long as the ask can be answered after that', () => {
    const events: FlowEvent[] = [{ type: 'too-early' }, { type: 'ask-in', after: 28 * DAY }, { type: 'close' }]
    const { early, snoozes, due, expires } = carried(events).book.asks[key] ?? {}
    expect({ early, snoozes, due, expires }).toEqual({
      ...{ early: [NOW], snoozes: [], due: 28 * DAY, expires: (28 + 14) * DAY },
    })
  })

  test('nothing of a way out that was undone', () => {
    const { book, told } = carried([{ type: 'mute' }, { type: 'undo' }, { type: 'later' }, { type: 'undo' }])
    expect([book, told]).toEqual([before, []])
  })

  test('that a commitment was taken back, which no ask comes back to', () => {
    const { book } = carried([rate(), { type: 'commit' }, { type: 'withdraw' }], bare)
    expect(book.commitments.k9).toMatchObject({ withdrawn: NOW })
    // The one before stands again.
    expect(openCommitment(book, 'send')).toEqual(plan)
  })

  test('the commitment made, and what became of the one before', () => {
    const made = carried([rate(), { type: 'commit' }], bare).book
    expect(made.commitments.k9).toEqual({
      id: 'k9',
      lesson: 'first',
      action: 'send',
      text: 'Next time I’ll test.',
      at: NOW,
      updated: NOW,
    })
    const reviewed = carried([{ type: 'review', did: 'no' }], { start: { commitment: plan } }).book
    expect(reviewed.commitments.k1).toEqual({ ...plan, did: 'no', reviewed: NOW, updated: NOW })
  })

  test('what was planned and reviewed, also where the plan was forgotten by then', () => {
    const { book } = carried([{ type: 'review', did: 'no' }], { start: { commitment: { ...plan, id: 'gone' } } })
    expect(book.commitments.gone).toMatchObject({ text: plan.text, did: 'no', reviewed: NOW })
  })
})
