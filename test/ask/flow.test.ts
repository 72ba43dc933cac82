import { describe, expect, test } from 'vitest'
import { advance, browseLesson, type FlowEvent } from '../../src/ask/flow'
import { lesson } from '../lesson/cases'
import { contextOf, explain, rate, type Setting, started, told, walk } from './flow-cases'

/** What happens, the events, where the card is then, and what follows for book and outbox. */
type Row = [sentence: string, events: FlowEvent[], step: string, effects: string[], setting?: Setting]

const rows = (title: string, table: Row[]) =>
  describe(title, () => {
    test.each(table)('%s', (_, events, step, effects, setting) => {
      const walked = walk(events, setting)
      expect(walked.state.step).toBe(step)
      expect(walked.effects.map(told)).toEqual(effects)
    })
  })

const e = (
  type:
    | 'close'
    | 'later'
    | 'mute'
    | 'too-early'
    | 'back'
    | 'undo'
    | 'disagree'
    | 'skip'
    | 'change'
    | 'continue'
    | 'another'
    | 'decline'
    | 'withdraw',
): FlowEvent => ({ type })
const goalFirst: Setting = { start: { goal: true } }
const goalOnly: Setting = { start: { goal: true, due: false } }
const planned: Setting = { start: { commitment: { id: 'k1', lesson: 'first', text: 'Next time I’ll test.' } } }
const measured = (opens: number): Setting => ({ ask: { judge: 'metrics' }, metrics: { opens } })
const bare: Setting = { ask: { obstacles: [], strengths: [], comment: false } }
const holdout: Setting = { withheld: true }

rows('The card opens', [
  ['at the question', [], 'question', []],
  ['at the goal where it is asked for', [], 'goal', [], goalFirst],
  ['at the commitment of last time', [], 'review', [], planned],
  ['at the figures where they decide', [], 'figures', [], measured(0.5)],
  ['at the question where figures are yet to come', [], 'question', [], { ask: { judge: 'metrics' } }],
  ['at the question where figures are there but the user decides', [], 'question', [], { metrics: { opens: 0.5 } }],
  ['at the commitment before the figures', [], 'review', [], { ...measured(0.5), ...planned }],
])

rows('The goal', [
  [
    'is stated, then the question is asked',
    [{ type: 'state-goal', goal: 'sales' }],
    'question',
    ['goal sales'],
    goalFirst,
  ],
  [
    'is stated in own words',
    [{ type: 'state-goal', goal: 'other', text: 'Fame' }],
    'question',
    ['goal other Fame'],
    goalFirst,
  ],
  ['may be skipped', [{ type: 'skip-goal' }], 'question', ['goal skipped'], goalFirst],
  [
    'closes the card when the ask is not due yet',
    [{ type: 'state-goal', goal: 'sales' }, e('undo'), e('close')],
    'closed',
    ['goal sales'],
    goalOnly,
  ],
  [
    'skipped closes the card when the ask is not due yet',
    [{ type: 'skip-goal' }, e('close')],
    'closed',
    ['goal skipped'],
    goalOnly,
  ],
  [
    'closed dismisses nothing when the ask is not due yet',
    [e('close'), e('close')],
    'closed',
    ['goal skipped'],
    goalOnly,
  ],
  ['has nothing to put off when the ask is not due yet', [e('later'), e('mute'), e('too-early')], 'goal', [], goalOnly],
  [
    'closed dismisses the ask that is due',
    [e('close'), e('close')],
    'closed',
    ['goal skipped', 'dismissed'],
    goalFirst,
  ],
])

rows('The commitment of last time', [
  [
    'is reviewed, then the question is asked',
    [{ type: 'review', did: 'partly' }],
    'question',
    ['reviewed k1 partly'],
    planned,
  ],
  ['may be skipped', [{ type: 'skip-review' }], 'question', [], planned],
  ['closed dismisses the ask', [e('close'), e('close')], 'closed', ['dismissed'], planned],
  [
    'comes after the goal',
    [{ type: 'skip-goal' }],
    'review',
    ['goal skipped'],
    { start: { ...planned.start, goal: true } },
  ],
  [
    'comes before the figures',
    [{ type: 'review', did: 'yes' }],
    'figures',
    ['reviewed k1 yes'],
    { ...measured(0.5), ...planned },
  ],
])

rows('At the question', [
  ['closing dismisses', [e('close'), e('close')], 'closed', ['dismissed']],
  ['“Ask me later” snoozes', [e('later'), e('close')], 'closed', ['snoozed 3']],
  [
    '“Ask me later” once too often gives the ask up',
    [e('later'), e('close')],
    'closed',
    ['snoozed undefined'],
    { snoozes: 0 },
  ],
  ['“Too early to tell” asks when, and gives no rating', [e('too-early')], 'too-early', []],
  ['“Don’t ask about this again” mutes', [e('mute'), e('close')], 'closed', ['muted']],
  ['an answer is written at once and leads to the reasons', [rate('not-yet')], 'reasons', ['rated missed']],
  ['an answer not on the scale is none', [rate('splendid')], 'question', []],
  [
    'an answer leads to strengths when the result was reached',
    [rate('yes')],
    'reasons',
    ['rated reached'],
    { ask: { comment: false } },
  ],
  [
    'an answer leads to the comment where there are no reasons',
    [rate('yes')],
    'reasons',
    ['rated reached'],
    { ask: { strengths: [] } },
  ],
  [
    'an answer leads straight to the lesson where nothing is left to ask',
    [rate('partly')],
    'lesson',
    ['rated partly', 'lesson shown first'],
    bare,
  ],
  ['a second tap on the way changes nothing', [rate('not-yet'), rate('yes', 'r2')], 'reasons', ['rated missed']],
])

const WEEK = 7 * 86_400_000
const askIn = (after: number): FlowEvent => ({ type: 'ask-in', after })
rows('At “Too early to tell”', [
  ['a time is chosen', [e('too-early'), askIn(4 * WEEK), e('close')], 'closed', [`too early ${4 * WEEK}`]],
  ['a time that is not offered is none', [e('too-early'), askIn(5)], 'too-early', []],
  ['there is a way back', [e('too-early'), e('back')], 'question', []],
  ['closing takes the first time', [e('too-early'), e('close'), e('close')], 'closed', [`too early ${WEEK}`]],
  [
    'one time is not asked for',
    [e('too-early'), e('close')],
    'closed',
    [`too early ${WEEK}`],
    { ask: { tooEarly: ['1w'] } },
  ],
  [
    'no snooze is left, and it can be put off all the same',
    [e('too-early'), askIn(WEEK), e('close')],
    'closed',
    [`too early ${WEEK}`],
    { snoozes: 0 },
  ],
  ['without any time it has no meaning', [e('too-early')], 'question', [], { ask: { tooEarly: [] } }],
])

rows('Every way out answers, and can be undone', [
  ['closing', [e('close')], 'exit', []],
  ['closing, undone', [e('close'), e('undo')], 'question', []],
  ['“Ask me later”, undone', [e('later'), e('undo')], 'question', []],
  ['“Don’t ask about this again”, undone', [e('mute'), e('undo')], 'question', []],
  [
    'a time, undone, can be chosen otherwise',
    [e('too-early'), askIn(WEEK), e('undo'), askIn(4 * WEEK), e('close')],
    'closed',
    [`too early ${4 * WEEK}`],
  ],
  [
    'and after it the answer counts as if nothing had been',
    [e('mute'), e('undo'), rate()],
    'reasons',
    ['rated missed'],
  ],
  [
    'a skipped goal',
    [{ type: 'skip-goal' }, e('undo'), { type: 'state-goal', goal: 'sales' }],
    'exit',
    ['goal sales'],
    goalOnly,
  ],
  ['a goal that is due with its ask', [e('close'), e('undo')], 'goal', [], goalFirst],
  ['a second way out does nothing', [e('close'), e('mute'), e('later')], 'exit', []],
  ['it is settled once', [e('later'), e('close'), e('close'), e('undo')], 'closed', ['snoozed 3']],
])

rows('At the figures', [
  ['going on gives the rating they stand for', [e('continue')], 'reasons', ['rated missed'], measured(0.05)],
  ['nothing can be chosen', [rate('yes')], 'figures', [], measured(0.05)],
  ['closing dismisses', [e('close'), e('close')], 'closed', ['dismissed'], measured(0.05)],
  ['the user may disagree, and is asked', [e('disagree')], 'question', [], measured(0.05)],
  ['the user’s own answer counts then', [e('disagree'), rate('yes')], 'reasons', ['rated reached'], measured(0.05)],
  ['the answer can’t be changed later', [e('continue'), e('change')], 'reasons', ['rated reached'], measured(0.5)],
  [
    'the lesson follows at once where nothing is left to ask',
    [e('continue')],
    'lesson',
    ['rated partly', 'lesson shown first'],
    { ...measured(0.2), ask: { judge: 'metrics', obstacles: [], comment: false } },
  ],
])

rows('At the reasons', [
  [
    'what was ticked and typed is kept',
    [rate(), explain(['few-opens'], ' Hm ')],
    'lesson',
    ['rated missed', 'explained few-opens Hm', 'lesson shown first'],
  ],
  [
    'strengths are ticked after reached',
    [rate('yes'), explain(['timing'])],
    'lesson',
    ['rated reached', 'explained timing', 'lesson shown first'],
  ],
  ['nothing ticked tells nothing', [rate(), explain()], 'lesson', ['rated missed', 'lesson shown first']],
  ['they may be skipped', [rate(), e('skip')], 'lesson', ['rated missed', 'lesson shown first']],
  ['closing loses nothing', [rate(), e('close')], 'closed', ['rated missed']],
  [
    'closing keeps what was ticked so far',
    [rate(), { type: 'close', reasons: ['few-opens'], comment: 'Hm' }],
    'closed',
    ['rated missed', 'explained few-opens Hm'],
  ],
  ['without any lesson the card says thanks', [rate(), e('skip')], 'thanks', ['rated missed'], { lessons: [] }],
])

rows('An answer is changed', [
  ['from the reasons', [rate(), e('change'), rate('yes', 'r2')], 'reasons', ['rated missed', 'rated reached']],
  [
    'from the lesson',
    [rate(), e('skip'), e('change'), rate('partly')],
    'reasons',
    ['rated missed', 'lesson shown first', 'rated partly'],
  ],
  [
    'and the lesson that still fits is not shown anew',
    [rate(), e('skip'), e('change'), rate('partly'), e('skip')],
    'lesson',
    ['rated missed', 'lesson shown first', 'rated partly'],
  ],
  ['to the same, which tells nothing twice', [rate(), e('change'), rate()], 'reasons', ['rated missed']],
  ['not at all after a second thought', [rate(), e('change'), e('continue')], 'reasons', ['rated missed']],
  [
    'not at all, and the lesson is where it was',
    [rate(), e('skip'), e('change'), e('continue')],
    'lesson',
    ['rated missed', 'lesson shown first'],
  ],
  [
    'and obstacles given are taken back when it was reached after all',
    [rate(), explain(['few-opens']), e('change'), rate('yes')],
    'reasons',
    ['rated missed', 'explained few-opens', 'lesson shown first', 'explained', 'rated reached'],
  ],
  [
    'and obstacles given are kept from missed to partly',
    [rate(), explain(['few-opens']), e('change'), rate('partly'), e('skip')],
    'lesson',
    ['rated missed', 'explained few-opens', 'lesson shown first', 'rated partly'],
  ],
  [
    'or the card closed meanwhile, which keeps the answer',
    [rate(), e('change'), e('close')],
    'closed',
    ['rated missed'],
  ],
  [
    'but an answer given is not put off any more',
    [rate(), e('change'), e('later'), e('too-early'), e('mute')],
    'question',
    ['rated missed'],
  ],
])

const learning: FlowEvent[] = [rate()]
const seen = ['rated missed', 'lesson shown first']
rows('At the lesson', [
  [
    'opening it is told once',
    [...learning, { type: 'open' }, { type: 'open' }],
    'lesson',
    [...seen, 'lesson opened first'],
    bare,
  ],
  [
    'progress is told',
    [...learning, { type: 'progress', done: ['one'], share: 0.5 }],
    'lesson',
    [...seen, 'progressed one 0.5'],
    bare,
  ],
  [
    'the last step completes it',
    [...learning, { type: 'progress', done: ['one', 'two'], share: 1 }],
    'lesson',
    [...seen, 'progressed one,two 1', 'lesson completed first'],
    bare,
  ],
  [
    'completing it is told once',
    [...learning, { type: 'complete' }, { type: 'progress', done: ['one'], share: 1 }],
    'lesson',
    [...seen, 'lesson completed first', 'progressed one 1'],
    bare,
  ],
  [
    'its commitment is taken once',
    [...learning, { type: 'commit' }, { type: 'commit' }],
    'lesson',
    [...seen, 'committed Next time I’ll test.'],
    bare,
  ],
  [
    'its commitment is taken back',
    [...learning, { type: 'commit' }, e('withdraw'), e('withdraw')],
    'lesson',
    [...seen, 'committed Next time I’ll test.', 'withdrew Next time I’ll test.'],
    bare,
  ],
  [
    'a plan in own words takes the place of the commitment',
    [...learning, { type: 'commit' }, { type: 'commit', own: ' When I next send, I’ll test. ' }],
    'lesson',
    [
      ...seen,
      'committed Next time I’ll test.',
      'withdrew Next time I’ll test.',
      'committed When I next send, I’ll test.',
    ],
    bare,
  ],
  [
    'a lesson without a commitment has none to take',
    [...learning, e('another'), { type: 'commit' }],
    'lesson',
    [...seen, 'lesson shown second'],
    bare,
  ],
  [
    'its use is judged, and judged otherwise',
    [...learning, { type: 'judge', useful: true }, { type: 'judge', useful: true }, { type: 'judge', useful: false }],
    'lesson',
    [...seen, 'useful', 'not useful'],
    bare,
  ],
  [
    'a service is requested once, which is all there is to do with it',
    [...learning, e('another'), { type: 'request' }, { type: 'request' }],
    'lesson',
    [...seen, 'lesson shown second', 'lesson requested second', 'lesson completed second'],
    bare,
  ],
  ['what is no service can’t be requested', [...learning, { type: 'request' }], 'lesson', seen, bare],
  ['another is the next best', [...learning, e('another')], 'lesson', [...seen, 'lesson shown second'], bare],
  [
    'another goes through all before it repeats',
    [...learning, e('another'), e('another'), e('another')],
    'lesson',
    [...seen, 'lesson shown second', 'lesson shown third', 'lesson shown first'],
    bare,
  ],
  [
    'another there is none of, where there is only one',
    [...learning, e('another')],
    'lesson',
    seen,
    { ...bare, lessons: [lesson('first')] },
  ],
  [
    '“not for me” brings the next',
    [...learning, e('decline')],
    'lesson',
    [...seen, 'lesson declined first', 'lesson shown second'],
    bare,
  ],
  [
    '“not for me” to all ends in thanks',
    [...learning, e('decline'), e('decline'), e('decline')],
    'thanks',
    [
      ...seen,
      'lesson declined first',
      'lesson shown second',
      'lesson declined second',
      'lesson shown third',
      'lesson declined third',
    ],
    bare,
  ],
  ['closing loses nothing', [...learning, e('close')], 'closed', seen, bare],
])

rows('In the holdout', [
  [
    'the lesson is withheld, with thanks',
    [rate(), e('skip')],
    'thanks',
    ['rated missed', 'lesson withheld first'],
    holdout,
  ],
  [
    'the same lesson is withheld once',
    [rate(), e('skip'), e('change'), rate('partly'), e('skip')],
    'thanks',
    ['rated missed', 'lesson withheld first', 'rated partly'],
    holdout,
  ],
  ['thanks are closed', [rate(), e('skip'), e('close')], 'closed', ['rated missed', 'lesson withheld first'], holdout],
  [
    'nothing can be done with it',
    [rate(), e('skip'), { type: 'complete' }, { type: 'commit' }, e('another')],
    'thanks',
    ['rated missed', 'lesson withheld first'],
    holdout,
  ],
])

describe('A lesson opened by hand', () => {
  const browse = (...events: FlowEvent[]) =>
    walk(events, {}, browseLesson({ lesson: lesson('first', {}, { commit: 'Yes.' }), done: ['one'] }))

  test('shows how far the user has come', () => {
    expect(browse().state).toMatchObject({ step: 'lesson', done: ['one'], browsing: true })
  })

  test('closed dismisses nothing', () => {
    const { state, effects } = browse({ type: 'close' })
    expect([state.step, effects]).toEqual(['closed', []])
  })

  test('has no other, and no answer to change', () => {
    expect(browse({ type: 'another' }, { type: 'change' }).state.step).toBe('lesson')
  })

  test('closes when it is not for me', () => {
    const { state, effects } = browse({ type: 'decline' })
    expect([state.step, effects.map(told)]).toEqual(['closed', ['lesson declined first']])
  })

  test('is taken along like any other', () => {
    expect(browse({ type: 'commit' }, { type: 'complete' }).effects.map(told)).toEqual([
      'committed Yes.',
      'lesson completed first',
    ])
  })
})

describe('The rating', () => {
  test('is complete when it is written', () => {
    const { effects } = walk([{ type: 'state-goal', goal: 'sales' }, rate('partly')], {
      ...goalFirst,
      metrics: { opens: 0.5 },
    })
    expect(effects.at(-1)).toEqual({
      type: 'rating.given',
      data: {
        rating: 'r1',
        value: 'partly',
        scale: 'outcome',
        score: 0.5,
        band: 'partly',
        measuredBand: 'reached',
        goal: 'sales',
      },
    })
  })

  test('keeps its id when it is changed', () => {
    const { effects } = walk([rate(), { type: 'change' }, rate('yes', 'r2')])
    expect(effects.map((effect) => effect.type === 'rating.given' && effect.data.rating)).toEqual(['r1', 'r1'])
  })

  test('of figures is on their own scale', () => {
    const { effects } = walk([{ type: 'continue' }], measured(0.5))
    expect(effects[0]).toMatchObject({
      data: {
        rating: 'measured',
        value: 'reached',
        scale: 'metrics',
        score: 1,
        band: 'reached',
        measuredBand: 'reached',
      },
    })
  })

  test('is what the lesson is chosen by, reasons and all', () => {
    const { asked } = walk([rate(), explain(['few-opens'], 'Hm')])
    expect(asked[0]).toMatchObject({ band: 'missed', obstacles: ['few-opens'] })
  })

  test('keeps the reasons that still hold when it is changed', () => {
    const { asked } = walk([rate(), explain(['few-opens'], 'Hm'), { type: 'change' }, rate('partly'), e('skip')])
    expect(asked.at(-1)).toMatchObject({ band: 'partly', obstacles: ['few-opens'] })
  })
})

describe('The card knows', () => {
  test('whether there is another lesson to show', () => {
    expect(walk([rate()], bare).state.more).toBe(true)
    expect(walk([rate()], { ...bare, lessons: [lesson('only')] }).state.more).toBe(false)
  })

  test('the goal just stated, so that the question can quote it', () => {
    expect(walk([{ type: 'state-goal', goal: 'other', text: 'Fame' }], goalFirst).state.moment).toMatchObject({
      goal: 'other',
      goalText: 'Fame',
    })
  })

  test('nothing of the lesson before once another is shown', () => {
    const done: FlowEvent[] = [
      { type: 'progress', done: ['one'], share: 1 },
      { type: 'commit' },
      { type: 'judge', useful: true },
    ]
    const { state } = walk([rate(), ...done, { type: 'another' }], bare)
    expect(state).toMatchObject({ done: [], plan: undefined, completed: false, useful: undefined })
  })

  test('where to go on in a lesson begun earlier', () => {
    const context = { ...contextOf(bare), chooseLesson: () => ({ lesson: lesson('first'), done: ['one'] }) }
    expect(advance(started(bare), rate(), context).state.done).toEqual(['one'])
  })

  test('that a service was asked for before, and asks for it no more', () => {
    const service = lesson('first', {}, { kind: 'service' })
    const context = { ...contextOf(bare), chooseLesson: () => ({ lesson: service, requested: true }) }
    const { state } = advance(started(bare), rate(), context)
    expect(state.requested).toBe(true)
    const { effects } = advance(state, { type: 'request' }, context)
    expect(effects.map(({ type }) => type)).not.toContain('lesson.requested')
  })
})

test('Long words are cut: a comment at 1,000 characters', () => {
  const { state } = walk([rate(), explain([], 'y'.repeat(2_000))])
  expect(state.comment).toHaveLength(1_000)
})

test('Of a comment nothing is told while there is none, and "" once it is taken back', () => {
  const explained = (...events: FlowEvent[]) =>
    walk(events).effects.flatMap(({ type, data }) => (type === 'rating.explained' ? [data] : []))
  expect(explained(rate(), explain(['few-opens']))).toEqual([{ rating: 'r1', obstacles: ['few-opens'] }])
  const back: FlowEvent = { type: 'change', reasons: [], comment: '' }
  expect(explained(rate(), explain(['few-opens'], 'Hm'), { type: 'change' }, rate(), back).at(-1)).toEqual({
    rating: 'r1',
    obstacles: [],
    comment: '',
  })
})

describe('A shown lesson says whether it is the one chosen for the rating', () => {
  const choicesOf = (...events: FlowEvent[]) =>
    walk(events, bare).effects.flatMap(({ type, data }) =>
      type === 'lesson.shown' ? [[data.lesson, data.choice]] : [],
    )

  test.each<[string, FlowEvent[], unknown[]]>([
    ['the first is', [], [['first', 1]]],
    [
      'another is not',
      [e('another')],
      [
        ['first', 1],
        ['second', 2],
      ],
    ],
    [
      'nor the one after “not for me”',
      [e('decline')],
      [
        ['first', 1],
        ['second', 2],
      ],
    ],
    [
      'nor the first again, after all others',
      [e('another'), e('another'), e('another')],
      [
        ['first', 1],
        ['second', 2],
        ['third', 3],
        ['first', 4],
      ],
    ],
    [
      'but the one for an answer that was changed is',
      [e('another'), e('change'), rate('partly')],
      [
        ['first', 1],
        ['second', 2],
        ['first', 1],
      ],
    ],
  ])('%s', (_, events, expected) => {
    expect(choicesOf(rate(), ...events)).toEqual(expected)
  })
})

describe('Another way', () => {
  const noted: FlowEvent[] = [rate('not-yet'), explain(['few-opens'])]
  test('leads to the lesson of that kind, is remembered, and counts as a lesson the user chose', () => {
    const { state, effects } = walk([...noted, { type: 'another-way', kind: 'service' }])
    expect(effects.map(told).slice(-2)).toEqual(['prefers service', 'lesson shown second'])
    expect(state).toMatchObject({ step: 'lesson', lesson: { id: 'second' }, choice: 2, ways: ['tips'] })
  })
  test('leads nowhere for a kind that was not offered', () => {
    const before = walk(noted)
    const { state, effects } = walk([...noted, { type: 'another-way', kind: 'video' }])
    expect([state, effects]).toEqual([before.state, before.effects])
  })
})
