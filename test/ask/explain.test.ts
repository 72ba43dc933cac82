import { beforeAll, describe, expect, test } from 'vitest'
import { askAnswered, askDismissed, askSnoozed, expireAsks } from '../../src/ask/asks'
import { explain } from '../../src/ask/explain'
import type { Facts } from '../../src/ask/circumstances'
import { type Book, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Limits } from '../../src/playbook/schema'
import { day, FREE, fresh, HOUR, playbook, START, shown, tracked } from './scene'

beforeAll(() => {
  process.env.TZ = 'UTC'
})

type Row = [
  title: string,
  plan: CompiledPlaybook,
  story: (book: Book, plan: CompiledPlaybook) => Book,
  now: number,
  sentence: string,
  facts?: Facts,
]

const a = momentKey('sent', 'a')
const send = (book: Book, plan: CompiledPlaybook) => tracked(book, plan, 'sent', 'a', START)
const free = playbook(FREE)
const limited = (limits: Limits) => playbook({ ...FREE, ...limits })
const after = (step: (book: Book, plan: CompiledPlaybook) => Book) => (book: Book, plan: CompiledPlaybook) =>
  step(send(book, plan), plan)
const asked = (book: Book, plan: CompiledPlaybook, id: string, at: number) => {
  const next = shown(tracked(book, plan, 'now', id, at), 'now', id, at)
  return askAnswered(next, momentKey('now', id), at)
}
const shut = (book: Book, plan: CompiledPlaybook, id: string, at: number) =>
  askDismissed(shown(tracked(book, plan, 'now', id, at), 'now', id, at), momentKey('now', id), false, at)

const rows: Row[] = [
  [
    'the cooldown',
    limited({ cooldown: '14d' }),
    after((book, plan) => asked(book, plan, 'n', day(2))),
    day(5),
    'Not asked: another ask was shown on 3 March 2026 at 12:00, and the cooldown is 14 days (until 17 March 2026 at 12:00).',
  ],
  ['not due', free, send, day(1), 'Not asked: it is not due yet (until 4 March 2026 at 12:00).'],
  ['expired', free, send, day(40), 'Not asked: its time ran out on 18 March 2026 at 12:00; see "expires".'],
  [
    'expired and settled',
    free,
    after((book) => expireAsks(book, day(18)).book),
    day(40),
    'Not asked: its time ran out on 18 March 2026 at 12:00; see "expires".',
  ],
  [
    'cancelled',
    free,
    after((book) => cancel(book, 'a', day(1)).book),
    day(40),
    'Not asked: this moment was cancelled on 2 March 2026 at 12:00.',
  ],
  [
    'answered',
    free,
    after((book) => askAnswered(book, a, day(3))),
    day(40),
    'Not asked: this moment was rated on 4 March 2026 at 12:00.',
  ],
  [
    'dismissed',
    free,
    after((book) => askDismissed(book, a, false, day(3))),
    day(10),
    'Not asked: the user closed it on 4 March 2026 at 12:00.',
  ],
  [
    'ignored',
    limited({ displays: 2 }),
    after((book) => shown(shown(book, 'sent', 'a', day(3)), 'sent', 'a', day(4))),
    day(5),
    'Not asked: it was left unanswered 2 times, the last on 5 March 2026 at 12:00, and "displays" is 2.',
  ],
  [
    'put off too often',
    limited({ snoozes: 1 }),
    after((book, plan) => askSnoozed(askSnoozed(book, plan, a, day(3)), plan, a, day(6))),
    day(7),
    'Not asked: the user put it off more than 1 time; see "snoozes".',
  ],
  [
    'muted',
    free,
    after((book) => askDismissed(book, a, true, day(3))),
    day(400),
    `Not asked: the user chose "Don't ask about this again" on 4 March 2026 at 12:00.`,
  ],
  [
    'snoozed',
    free,
    after((book, plan) => askSnoozed(book, plan, a, day(3))),
    day(3),
    'Not asked: the user asked for later, or found it too early to tell (until 7 March 2026 at 12:00).',
  ],
  [
    'waiting for a result',
    free,
    (book, plan) => tracked(book, plan, 'measured', 'a', START),
    day(3),
    'Not asked: no result is known; call gainloop("result", "a", …).',
  ],
  [
    'figures that have not decided',
    free,
    (book, plan) => tracked(book, plan, 'judged', 'a', START),
    day(3),
    'Not asked: no figure has decided yet; if none comes, the user is asked instead (until 7 March 2026 at 12:00).',
  ],
  [
    'a short quiet time',
    limited({ quiet: '90m' }),
    (book, plan) => tracked(book, plan, 'now', 'a', START),
    START + HOUR,
    'Not asked: the user was first seen on 1 March 2026 at 12:00, and "quiet" is 90 minutes (until 1 March 2026 at 13:30).',
  ],
  ['no ask allowed at all', limited({ per30Days: 0 }), send, day(3), 'Not asked: "per30Days" is 0.'],
  [
    'the page hidden',
    free,
    send,
    day(3),
    'Not asked: the page is hidden, or the frame or element that the card would stand in; it is asked as soon as that ends.',
    { busy: 'hidden' },
  ],
  [
    'a condition',
    playbook(FREE, { sent: { if: { 'traits.plan': 'pro' } } }),
    send,
    day(3),
    'Not asked: its "if" does not hold: traits.plan is missing, and must be "pro".',
  ],
  [
    'a condition of several parts',
    playbook(FREE, {
      sent: {
        if: {
          'properties.recipients': { $gte: 20 },
          'page.path': '/campaigns',
          $or: [{ 'history.ratings': { $lt: 3 } }, { goal: 'sales' }],
        },
      },
    }),
    (book, plan) => tracked(book, plan, 'sent', 'a', START, { properties: { recipients: 5 } }),
    day(3),
    'Not asked: its "if" does not hold: properties.recipients is 5, and must be {"$gte":20}; page.path is "/home", and must be "/campaigns".',
    { page: { path: '/home', host: 'app.example' } },
  ],
  [
    'consent',
    free,
    send,
    day(3),
    'Not asked: consent is waited for; call gainloop("consent", true).',
    { consent: false },
  ],
  ['busy', free, send, day(3), 'Not asked: the user is typing; it is asked as soon as that ends.', { busy: 'typing' }],
  [
    'another tab',
    free,
    send,
    day(3),
    'Not asked: another tab shows a card; it is asked as soon as that ends.',
    { busy: 'other-tab' },
  ],
  [
    'the sample',
    limited({ sample: 0 }),
    send,
    day(3),
    'Not asked: the user is not in the 0% that "sample" picks, and stays out of it.',
  ],
  [
    'the session',
    limited({ perSession: 1 }),
    send,
    day(3),
    'Not asked: this session has had 1 ask, and "perSession" is 1.',
    { session: { asks: 1 } },
  ],
  [
    'two in 30 days',
    limited({ per30Days: 2 }),
    after((book, plan) => asked(asked(book, plan, 'n', day(1)), plan, 'm', day(2))),
    day(3),
    'Not asked: the user was shown 2 asks within 30 days, and "per30Days" is 2 (until 1 April 2026 at 12:00).',
  ],
  [
    'one in a year',
    limited({ perYear: 1 }),
    after((book, plan) => asked(book, plan, 'n', day(1))),
    day(3),
    'Not asked: the user was shown 1 ask within 365 days, and "perYear" is 1 (until 2 March 2027 at 12:00).',
  ],
  [
    'the quiet time',
    limited({ quiet: '5d' }),
    send,
    day(4),
    'Not asked: the user was first seen on 1 March 2026 at 12:00, and "quiet" is 5 days (until 6 March 2026 at 12:00).',
  ],
  [
    'given up',
    limited({ giveUp: { dismissals: 2, for: '180d' } }),
    after((book, plan) => shut(shut(book, plan, 'n', day(1)), plan, 'm', day(2))),
    day(6),
    'Not asked: the user dismissed 2 asks, the last on 3 March 2026 at 12:00, and "giveUp.for" is 180 days (until 30 August 2026 at 12:00).',
  ],
  [
    'the same action',
    limited({ sameAction: { answered: '30d' } }),
    after((book, plan) =>
      askAnswered(
        shown(tracked(book, plan, 'sent', 'b', day(-9)), 'sent', 'b', day(2)),
        momentKey('sent', 'b'),
        day(2),
      ),
    ),
    day(6),
    'Not asked: an ask about "sent" was answered on 3 March 2026 at 12:00, and "sameAction.answered" is 30 days (until 2 April 2026 at 12:00).',
  ],
  [
    'another ask first',
    free,
    after((book, plan) => tracked(book, plan, 'now', 'n', day(-3), { label: 'Spring sale' })),
    day(3),
    'Not asked: the ask about "Spring sale" comes first.',
  ],
]

describe('explain', () => {
  test('has a sentence for a digest that is below its threshold', () => {
    const book = tracked(fresh(), free, 'captured', 't', START, { properties: { contacts: 4 } })
    const [verdict] = explain({ playbook: free, book, facts: {}, now: day(1), action: 'captured' })
    expect(verdict?.reasons).toEqual([
      { code: 'below-threshold', message: 'Not asked: the sum is 4, and "atLeast" is 5.', until: undefined },
    ])
  })

  test.each(rows)('says why not: %s', (_, plan, story, now, sentence, facts = {}) => {
    const verdicts = explain({ playbook: plan, book: story(fresh(), plan), facts, now })
    const own = verdicts.find(({ moment }) => moment === 'a')
    expect(own?.ask).toBe(false)
    expect(own?.reasons.map(({ message }) => message)).toEqual([sentence])
  })

  test('has no reason against the ask to show, and tells of every action without a moment', () => {
    const verdicts = explain({ playbook: free, book: send(fresh(), free), facts: {}, now: day(3) })
    expect(verdicts[0]).toEqual({ action: 'sent', moment: 'a', ask: true, reasons: [] })
    expect(verdicts[1]).toEqual({
      action: 'other',
      ask: false,
      reasons: [
        {
          code: 'no-moment',
          message: 'Not asked: no moment of "other" is remembered; call gainloop("track", "other", …).',
        },
      ],
    })
    expect(verdicts).toHaveLength(Object.keys(free.actions).length)
  })

  test('says so of an action there is not', () => {
    expect(explain({ playbook: free, book: fresh(), facts: {}, now: START, action: 'snet' })).toEqual([
      {
        action: 'snet',
        ask: false,
        reasons: [
          {
            code: 'unknown-action',
            message: 'Not asked: the playbook has no action "snet"; did you mean "sent"?',
          },
        ],
      },
    ])
  })

  test('says so when there is no playbook', () => {
    const [verdict] = explain({ playbook: undefined, book: fresh(), facts: {}, now: START })
    expect(verdict?.reasons[0]?.code).toBe('no-playbook')
  })

  test('gives every reason there is, and until when', () => {
    const plan = playbook({ quiet: '9d', per30Days: 0, sample: 0 })
    const [verdict] = explain({
      playbook: plan,
      book: send(fresh(), plan),
      facts: { consent: false },
      now: day(1),
      action: 'sent',
    })
    expect(verdict?.reasons.map(({ code, until }) => [code, until])).toEqual([
      ['not-due', day(3)],
      ['consent', undefined],
      ['cap-30-days', undefined],
      ['quiet', day(9)],
      ['sampled-out', undefined],
    ])
  })
})
