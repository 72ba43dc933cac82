import { describe, expect, test } from 'vitest'
import { askNow } from '../../src/ask/ask-now'
import { askAnswered, askDismissed, askSnoozed, expireAsks } from '../../src/ask/asks'
import { decide } from '../../src/ask/decide'
import type { Facts } from '../../src/ask/circumstances'
import { lookAgain } from '../../src/ask/look-again'
import { type Book, momentKey } from '../../src/moment/book'
import { cancel } from '../../src/moment/cancel'
import { identify } from '../../src/moment/identify'
import { openPeriods } from '../../src/moment/periods'
import { addResult } from '../../src/moment/result'
import type { CompiledPlaybook } from '../../src/playbook/compiled'
import type { Limits } from '../../src/playbook/schema'
import { share } from '../../src/playbook/share'
import { DAY, day, FREE, fresh, HOUR, playbook, START, shown, tracked, verdict } from './scene'

type Row = [
  title: string,
  plan: CompiledPlaybook,
  story: (book: Book, plan: CompiledPlaybook) => Book,
  now: number,
  expected: string,
  facts?: Facts,
]

const plain = playbook()
const free = playbook(FREE)
const limited = (limits: Limits) => playbook({ ...FREE, ...limits })
const send =
  (id = 'a', at = START) =>
  (book: Book, plan: CompiledPlaybook) =>
    tracked(book, plan, 'sent', id, at)
const key = (id: string, action = 'sent') => momentKey(action, id)
const seenAnswered = (book: Book, action: string, id: string, at: number) =>
  askAnswered(shown(book, action, id, at), momentKey(action, id), at)
const seenDismissed = (book: Book, action: string, id: string, at: number) =>
  askDismissed(shown(book, action, id, at), momentKey(action, id), false, at)
const both = (book: Book, plan: CompiledPlaybook) =>
  tracked(tracked(book, plan, 'sent', 'a', START), plan, 'other', 'b', START)

const tell = (rows: Row[]) =>
  test.each(rows)('%s', (_, plan, story, now, expected, facts) => {
    expect(verdict(story(fresh(), plan), plan, now, facts)).toBe(expected)
  })

describe('when an ask is due', () => {
  tell([
    ['nothing is asked of a user without moments', plain, (book) => book, START, 'no-moment'],
    ['an ask is due three days after the moment by default', plain, send(), day(3), 'asks a'],
    ['and not a millisecond before', plain, send(), day(3) - 1, 'not-due'],
    ['"0s" asks at once', plain, (book, plan) => tracked(book, plan, 'now', 'a', START), START, 'asks a'],
    [
      'the delay counts from the moment, not from the call',
      plain,
      (book, plan) => tracked(book, plan, 'sent', 'a', day(2), { at: START }),
      day(3),
      'asks a',
    ],
    ['an ask is open for 14 days after it became due', plain, send(), day(17) - 1, 'asks a'],
    ['and over then', plain, send(), day(17), 'expired'],
    [
      'a moment of long ago is not asked about',
      plain,
      (book, plan) => tracked(book, plan, 'sent', 'a', START, { at: day(-100) }),
      START,
      'expired',
    ],
    [
      'on: "result" waits for a result',
      plain,
      (book, plan) => tracked(book, plan, 'measured', 'a', START),
      day(300),
      'waiting-for-result',
    ],
    [
      'and is due as soon as there is one',
      plain,
      (book, plan) =>
        addResult(
          tracked(book, plan, 'measured', 'a', START),
          plan,
          { target: 'a', metrics: { rate: 1 }, at: day(40) },
          day(40),
        ).book,
      day(40),
      'asks a',
    ],
    [
      'a second result does not delay it',
      plain,
      (book, plan) =>
        addResult(
          addResult(
            tracked(book, plan, 'measured', 'a', START),
            plan,
            { target: 'a', metrics: { rate: 1 }, at: day(1) },
            day(1),
          ).book,
          plan,
          { target: 'a', metrics: { rate: 2 }, at: day(14) },
          day(14),
        ).book,
      day(15) - 1,
      'asks a',
    ],
    [
      'a result that comes with the track counts',
      plain,
      (book, plan) => tracked(book, plan, 'measured', 'a', START, { metrics: { rate: 1 } }),
      START,
      'asks a',
    ],
    [
      'a result that is no number is none',
      plain,
      (book, plan) =>
        addResult(
          tracked(book, plan, 'measured', 'a', START),
          plan,
          { target: 'a', metrics: { rate: 'x', cost: Number.NaN }, at: START },
          START,
        ).book,
      START,
      'waiting-for-result',
    ],
    [
      'judge: "metrics" asks as soon as the figures decide',
      plain,
      (book, plan) =>
        addResult(
          tracked(book, plan, 'judged', 'a', START),
          plan,
          { target: 'a', metrics: { rate: 0.6, cost: 3 }, at: day(1) },
          day(1),
        ).book,
      day(1),
      'asks a',
    ],
    [
      'which one missed figure does',
      plain,
      (book, plan) =>
        addResult(
          tracked(book, plan, 'judged', 'a', START),
          plan,
          { target: 'a', metrics: { cost: 300 }, at: day(1) },
          day(1),
        ).book,
      day(1),
      'asks a',
    ],
    [
      'but one that is not missed does not',
      plain,
      (book, plan) =>
        addResult(
          tracked(book, plan, 'judged', 'a', START),
          plan,
          { target: 'a', metrics: { cost: 3 }, at: day(1) },
          day(1),
        ).book,
      day(3),
      'not-due',
    ],
    [
      'without figures the user is asked when their time is over',
      plain,
      (book, plan) => tracked(book, plan, 'judged', 'a', START),
      day(6),
      'asks a',
    ],
    ['and not before', plain, (book, plan) => tracked(book, plan, 'judged', 'a', START), day(6) - 1, 'not-due'],
    [
      '"every" asks at the end of the period, without a track',
      plain,
      (book, plan) => openPeriods(book, plan, START),
      day(35),
      `asks ${new Date(START).toISOString()}`,
    ],
    ['and not before', plain, (book, plan) => openPeriods(book, plan, START), day(35) - 1, 'not-due'],
    ['and until it expires', plain, (book, plan) => openPeriods(book, plan, START), day(45), 'expired'],
    [
      'a user who comes back in time is asked about the period that ended while away',
      plain,
      (book, plan) => openPeriods(book, plan, day(71)),
      day(71),
      `asks ${new Date(day(35)).toISOString()}`,
    ],
    ['but not about those before', plain, (book, plan) => openPeriods(book, plan, day(400)), day(400), 'not-due'],
    [
      'a digest that reaches its least sum is asked about at the end of the week',
      plain,
      (book, plan) =>
        tracked(
          tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 2 } }),
          plan,
          'captured',
          'y',
          day(1),
          { properties: { contacts: 3 } },
        ),
      day(7),
      `asks ${new Date(START).toISOString()}`,
    ],
    [
      'and not before',
      plain,
      (book, plan) => tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 9 } }),
      day(7) - 1,
      'not-due',
    ],
    [
      'the same track twice counts once',
      plain,
      (book, plan) =>
        tracked(
          tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 3 } }),
          plan,
          'captured',
          'x',
          day(1),
          { properties: { contacts: 3 } },
        ),
      day(7),
      'below-threshold',
    ],
    [
      'a cancelled track no longer counts',
      plain,
      (book, plan) =>
        openPeriods(
          cancel(
            tracked(
              tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 3 } }),
              plan,
              'captured',
              'y',
              START,
              { properties: { contacts: 3 } },
            ),
            'x',
            day(1),
          ).book,
          { ...plan, actions: { captured: plan.actions.captured as never } },
          day(1),
        ),
      day(7),
      'below-threshold',
    ],
    [
      'nor does one that is cancelled after the week is over',
      plain,
      (book, plan) =>
        openPeriods(
          cancel(
            tracked(
              tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 3 } }),
              plan,
              'captured',
              'y',
              START,
              { properties: { contacts: 3 } },
            ),
            'x',
            day(8),
          ).book,
          { ...plan, actions: { captured: plan.actions.captured as never } },
          day(8),
        ),
      day(8),
      'below-threshold',
    ],
    [
      'a sum below the least is not asked about',
      plain,
      (book, plan) => tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 4 } }),
      day(8),
      'below-threshold',
    ],
    [
      'the next week is another moment',
      plain,
      (book, plan) =>
        tracked(
          tracked(book, plan, 'captured', 'x', START, { properties: { contacts: 4 } }),
          plan,
          'captured',
          'y',
          day(7),
          { properties: { contacts: 5 } },
        ),
      day(14),
      `asks ${new Date(day(7)).toISOString()}`,
    ],
  ])
})

describe('what is over', () => {
  tell([
    [
      'a cancelled moment is not asked about',
      plain,
      (book, plan) => cancel(send()(book, plan), 'a', day(1)).book,
      day(3),
      'no-moment',
    ],
    [
      'also when it is tracked again',
      plain,
      (book, plan) => send('a', day(2))(cancel(send()(book, plan), 'a', day(1)).book, plan),
      day(5),
      'no-moment',
    ],
    [
      'an answered moment is not asked about again',
      free,
      (book, plan) => seenAnswered(send()(book, plan), 'sent', 'a', day(3)),
      day(4),
      'no-moment',
    ],
    [
      'also when it is tracked again',
      free,
      (book, plan) => send('a', day(4))(seenAnswered(send()(book, plan), 'sent', 'a', day(3)), plan),
      day(8),
      'no-moment',
    ],
    [
      'a dismissed one is not asked about again',
      free,
      (book, plan) => seenDismissed(send()(book, plan), 'sent', 'a', day(3)),
      day(4),
      'no-moment',
    ],
    [
      'an expired one is not asked about again',
      free,
      (book, plan) => expireAsks(send()(book, plan), day(17)).book,
      day(18),
      'no-moment',
    ],
    [
      'an action the user muted is not asked about',
      free,
      (book, plan) => askDismissed(send('b')(send()(book, plan), plan), key('a'), true, day(3)),
      day(3),
      'muted',
    ],
  ])
  test('an action the playbook no longer has is unknown', () => {
    const { sent: _, ...actions } = plain.actions
    expect(verdict(send()(fresh(), plain), { ...plain, actions }, day(3))).toBe('unknown-action')
  })
  test('without a playbook nothing is asked', () => {
    expect(decide({ playbook: undefined, book: fresh(), facts: {}, now: START })).toEqual({
      reasons: [{ code: 'no-playbook' }],
    })
  })
})

describe('limits', () => {
  tell([
    [
      'the cooldown holds after any ask',
      limited({ cooldown: '14d' }),
      (book, plan) => seenAnswered(both(book, plan), 'other', 'b', day(1)),
      day(14),
      'cooldown',
    ],
    [
      'and is over after 14 days',
      limited({ cooldown: '14d' }),
      (book, plan) => seenAnswered(both(book, plan), 'other', 'b', day(1)),
      day(15),
      'asks a',
    ],
    [
      'an ignored ask is not stopped by its own cooldown',
      limited({ cooldown: '14d' }),
      (book, plan) => shown(send()(book, plan), 'sent', 'a', day(3)),
      day(4),
      'asks a',
    ],
    [
      'a snoozed ask is not stopped by its own cooldown',
      limited({ cooldown: '14d' }),
      (book, plan) => askSnoozed(shown(send()(book, plan), 'sent', 'a', day(3)), plan, key('a'), day(3)),
      day(6),
      'asks a',
    ],
    [
      'an ask may have a cooldown of its own',
      playbook({ ...FREE, cooldown: '14d' }, { sent: { limits: { cooldown: '1d' } } }),
      (book, plan) => seenAnswered(both(book, plan), 'other', 'b', day(1)),
      day(3),
      'asks a',
    ],
    [
      'after an answer the same action waits 30 days',
      playbook({ ...FREE, sameAction: {} }, { sent: { expires: '100d' } }),
      (book, plan) => send('b')(seenAnswered(send()(book, plan), 'sent', 'a', day(3)), plan),
      day(33) - 1,
      'same-action',
    ],
    [
      'and is asked about then',
      playbook({ ...FREE, sameAction: {} }, { sent: { expires: '100d' } }),
      (book, plan) => send('b')(seenAnswered(send()(book, plan), 'sent', 'a', day(3)), plan),
      day(33),
      'asks b',
    ],
    [
      'after a dismissal it waits 60 days',
      playbook({ ...FREE, sameAction: {} }, { sent: { expires: '100d' } }),
      (book, plan) => send('b')(seenDismissed(send()(book, plan), 'sent', 'a', day(3)), plan),
      day(63) - 1,
      'same-action',
    ],
    [
      'another action does not wait',
      limited({ sameAction: {} }),
      (book, plan) => seenAnswered(both(book, plan), 'other', 'b', day(1)),
      day(3),
      'asks a',
    ],
    ['one ask in a session', limited({ perSession: 1 }), send(), day(3), 'session-cap', { session: { asks: 1 } }],
    ['the next session may ask', limited({ perSession: 1 }), send(), day(3), 'asks a', { session: { asks: 0 } }],
    [
      'two asks in 30 days',
      limited({ per30Days: 2 }),
      (book, plan) =>
        [1, 2].reduce(
          (b, n) => seenAnswered(tracked(b, plan, 'now', `n${n}`, day(n)), 'now', `n${n}`, day(n)),
          send()(book, plan),
        ),
      day(4),
      'cap-30-days',
    ],
    [
      'a third once the first is 30 days ago',
      playbook({ ...FREE, per30Days: 2 }, { sent: { expires: '90d' } }),
      (book, plan) =>
        [1, 2].reduce(
          (b, n) => seenAnswered(tracked(b, plan, 'now', `n${n}`, day(n)), 'now', `n${n}`, day(n)),
          send()(book, plan),
        ),
      day(31),
      'asks a',
    ],
    [
      'six asks in a year',
      playbook({ ...FREE, perYear: 6 }, { sent: { expires: '500d' } }),
      (book, plan) =>
        [1, 2, 3, 4, 5, 6].reduce(
          (b, n) => seenAnswered(tracked(b, plan, 'now', `n${n}`, day(n * 40)), 'now', `n${n}`, day(n * 40)),
          send()(book, plan),
        ),
      day(400),
      'cap-year',
    ],
    ['a cap of none never asks', limited({ per30Days: 0 }), send(), day(3), 'cap-30-days'],
    [
      'a snoozed ask that comes back is still the same ask',
      limited({ per30Days: 1 }),
      (book, plan) => askSnoozed(shown(send()(book, plan), 'sent', 'a', day(3)), plan, key('a'), day(3)),
      day(6),
      'asks a',
    ],
    ['nothing in the quiet time after a user is first seen', limited({ quiet: '7d' }), send(), day(7) - 1, 'quiet'],
    ['something after it', limited({ quiet: '7d' }), send(), day(7), 'asks a'],
    [
      'after two dismissals nothing for 180 days',
      playbook({ ...FREE, giveUp: { dismissals: 2, for: '180d' } }, { sent: { expires: '500d' } }),
      (book, plan) =>
        ['b', 'c'].reduce(
          (next, id) => seenDismissed(tracked(next, plan, 'now', id, day(1)), 'now', id, day(1)),
          send()(book, plan),
        ),
      day(181) - 1,
      'give-up',
    ],
    [
      'and something then',
      playbook({ ...FREE, giveUp: { dismissals: 2, for: '180d' } }, { sent: { expires: '500d' } }),
      (book, plan) =>
        ['b', 'c'].reduce(
          (next, id) => seenDismissed(tracked(next, plan, 'now', id, day(1)), 'now', id, day(1)),
          send()(book, plan),
        ),
      day(181),
      'asks a',
    ],
    [
      'an ask ignored twice counts as dismissed',
      limited({ displays: 2 }),
      (book, plan) => shown(shown(send()(book, plan), 'sent', 'a', day(3)), 'sent', 'a', day(4)),
      day(5),
      'dismissed',
    ],
    [
      'so the same action waits 60 days',
      playbook({ ...FREE, displays: 2, sameAction: {} }),
      (book, plan) =>
        shown(shown(send('b', day(4))(send()(book, plan), plan), 'sent', 'a', day(3)), 'sent', 'a', day(4)),
      day(8),
      'dismissed same-action',
    ],
    [
      'a display that was snoozed was not ignored',
      limited({ displays: 2 }),
      (book, plan) =>
        shown(askSnoozed(shown(send()(book, plan), 'sent', 'a', day(3)), plan, key('a'), day(3)), 'sent', 'a', day(6)),
      day(7),
      'asks a',
    ],
    ['a sample of none asks nobody', limited({ sample: 0 }), send(), day(3), 'sampled-out'],
    [
      'for "every", an answer holds for a period rather than 30 days',
      playbook({ ...FREE, sameAction: { answered: '300d' } }),
      (book, plan) =>
        openPeriods(
          seenAnswered(openPeriods(book, plan, START), 'watch', new Date(START).toISOString(), day(35)),
          plan,
          day(70),
        ),
      day(70),
      `asks ${new Date(day(35)).toISOString()}`,
    ],
  ])

  test('sampling is by a stable hash of the user and the action, and not re-rolled when an anonymous user is named', () => {
    const plan = limited({ sample: 0.5 })
    for (let n = 0; n < 50; n++) {
      const anonymous = send()({ ...fresh(), user: { ...fresh().user, id: `anon-${n}` } }, plan)
      const before = verdict(anonymous, plan, day(3))
      expect(before).toBe(share(`anon-${n}`, 'sent') < 0.5 ? 'asks a' : 'sampled-out')
      expect(verdict(identify(anonymous, { id: `u_${n * 7}` }, day(3)).book, plan, day(4))).toBe(before)
    }
  })
})

describe('facts', () => {
  const pro = playbook(FREE, { sent: { if: { 'traits.plan': 'pro' } } })
  tell([
    ['"if" is read when the ask would be shown', pro, send(), day(3), 'asks a', { traits: { plan: 'pro' } }],
    ['and holds it back', pro, send(), day(3), 'condition', { traits: { plan: 'free' } }],
    [
      'the traits remembered count where none are given',
      pro,
      (book, plan) => identify(send()(book, plan), { id: 'u', traits: { plan: 'pro' } }, day(1)).book,
      day(3),
      'asks a',
    ],
    ['nothing is asked without consent', free, send(), day(3), 'consent', { consent: false }],
    ['nothing while the page is busy', free, send(), day(3), 'busy', { busy: 'typing' }],
    [
      'and all that holds it back is said',
      limited({ per30Days: 0, quiet: '9d' }),
      send(),
      day(3),
      'consent busy cap-30-days quiet',
      { consent: false, busy: 'hidden' },
    ],
    [
      'a condition that fails lets the next ask come first',
      playbook(FREE, { sent: { if: { 'traits.plan': 'pro' } } }),
      both,
      day(3),
      'asks b',
    ],
  ])
})

describe('which of several comes first', () => {
  tell([
    ['the one that expires first', free, both, day(3), 'asks b'],
    [
      'of two that expire together the more recent moment',
      playbook(FREE, { other: { when: { after: '2d' } } }),
      (book, plan) => tracked(send()(book, plan), plan, 'other', 'b', day(1)),
      day(3),
      'asks b',
    ],
    [
      'of two moments of the same time the action whose name sorts first',
      playbook(FREE, { other: { when: { after: '3d' } } }),
      both,
      day(3),
      'asks b',
    ],
    ['of one action the earlier id', free, (book, plan) => send('a')(send('b')(book, plan), plan), day(3), 'asks a'],
    [
      'one made by hand before all',
      free,
      (book, plan) => askNow(both(book, plan), plan, 'a', day(3)).book,
      day(3),
      'asks a',
    ],
  ])
})

describe('by hand', () => {
  const never = playbook({ per30Days: 0, quiet: '100d', sample: 0 })
  tell([
    [
      'ask() passes delays and limits',
      never,
      (book, plan) => askNow(send()(book, plan), plan, 'a', day(1)).book,
      day(1),
      'asks a',
    ],
    [
      'by action it takes the latest moment',
      never,
      (book, plan) => askNow(send('b', day(1))(send()(book, plan), plan), plan, 'sent', day(1)).book,
      day(1),
      'asks b',
    ],
    [
      'an action without moments gets one',
      never,
      (book, plan) => askNow(book, plan, 'sent', day(1)).book,
      day(1),
      `asks ${new Date(day(1)).toISOString()}`,
    ],
    [
      'it passes a dismissal',
      never,
      (book, plan) => askNow(seenDismissed(send()(book, plan), 'sent', 'a', day(3)), plan, 'a', day(4)).book,
      day(4),
      'asks a',
    ],
    [
      'it passes waiting for a result',
      never,
      (book, plan) => askNow(tracked(book, plan, 'measured', 'a', START), plan, 'a', day(4)).book,
      day(4),
      'asks a',
    ],
    [
      'but not an answer',
      never,
      (book, plan) => askNow(seenAnswered(send()(book, plan), 'sent', 'a', day(3)), plan, 'a', day(4)).book,
      day(4),
      'no-moment',
    ],
    ['nor an expiry', never, (book, plan) => askNow(send()(book, plan), plan, 'a', day(17)).book, day(17), 'expired'],
    [
      'nor a cancellation',
      never,
      (book, plan) => askNow(cancel(send()(book, plan), 'a', day(1)).book, plan, 'a', day(1)).book,
      day(1),
      'no-moment',
    ],
    [
      'nor what the user muted',
      never,
      (book, plan) => askNow(askDismissed(send()(book, plan), key('a'), true, day(3)), plan, 'a', day(4)).book,
      day(4),
      'no-moment',
    ],
    [
      'nor "if"',
      playbook({}, { sent: { if: { 'traits.x': 1 } } }),
      (book, plan) => askNow(send()(book, plan), plan, 'a', day(1)).book,
      day(1),
      'condition',
    ],
    [
      'nor a busy page',
      never,
      (book, plan) => askNow(send()(book, plan), plan, 'a', day(1)).book,
      day(1),
      'busy',
      { busy: 'modal' },
    ],
    [
      'it holds for half an hour',
      never,
      (book, plan) => askNow(send()(book, plan), plan, 'a', day(1)).book,
      day(1) + HOUR,
      'not-due',
    ],
    [
      'and for one display',
      never,
      (book, plan) => shown(askNow(send()(book, plan), plan, 'a', day(1)).book, 'sent', 'a', day(1)),
      day(1) + 1,
      'not-due',
    ],
  ])
})

describe('later', () => {
  const snooze = (book: Book, plan: CompiledPlaybook, at: number) =>
    askSnoozed(shown(book, 'sent', 'a', at), plan, key('a'), at)
  tell([
    [
      'a snoozed ask waits three days',
      free,
      (book, plan) => snooze(send()(book, plan), plan, day(3)),
      day(6) - 1,
      'snoozed',
    ],
    ['and comes back', free, (book, plan) => snooze(send()(book, plan), plan, day(3)), day(6), 'asks a'],
    [
      'its time to expire moves along',
      free,
      (book, plan) => snooze(send()(book, plan), plan, day(16)),
      day(33) - 1,
      'asks a',
    ],
    [
      'it can be snoozed twice',
      free,
      (book, plan) => snooze(snooze(send()(book, plan), plan, day(3)), plan, day(6)),
      day(9),
      'asks a',
    ],
    [
      'the third time it is over',
      free,
      (book, plan) => snooze(snooze(snooze(send()(book, plan), plan, day(3)), plan, day(6)), plan, day(9)),
      day(12),
      'no-moment',
    ],
    [
      'which is no dismissal',
      playbook({ ...FREE, sameAction: {}, giveUp: { dismissals: 1, for: '180d' } }),
      (book, plan) =>
        send('b', day(9))(snooze(snooze(snooze(send()(book, plan), plan, day(3)), plan, day(6)), plan, day(9)), plan),
      day(12),
      'asks b',
    ],
  ])
})

describe('when to look again', () => {
  const rows: [string, CompiledPlaybook, (book: Book, plan: CompiledPlaybook) => Book, number, number | null][] = [
    ['by a page opened tomorrow, when nothing is pending', free, (book) => book, START, -day(1)],
    ['at once, when an ask is due', free, send(), day(3), 0],
    ['when the next one is due', free, send(), day(1), day(3)],
    ['when the limit ends', limited({ quiet: '5d' }), send(), day(3), day(5)],
    [
      'when the limit ends, though the page may hold it back then',
      playbook({ ...FREE, quiet: '5d' }, { sent: { if: { 'page.path': '/x' } } }),
      send(),
      day(3),
      day(5),
    ],
    [
      'at once, when only the page holds it back',
      playbook(FREE, { sent: { if: { 'page.path': '/x' } } }),
      send(),
      day(3),
      0,
    ],
    ['when the period of "every" ends', plain, (book, plan) => openPeriods(book, plan, day(36)), day(46), day(70)],
    ['by a page opened tomorrow, when it is sampled out', limited({ sample: 0 }), send(), day(3), -day(4)],
  ]
  test.each(rows)('%s', (_, plan, story, now, look) => {
    const book = story(fresh(), plan)
    expect(lookAgain({ playbook: plan, book, facts: {}, now })).toBe(look)
  })
  test('a refusal says until when', () => {
    const plan = limited({ cooldown: '14d', quiet: '20d' })
    const book = seenAnswered(both(fresh(), plan), 'other', 'b', day(1))
    expect(decide({ playbook: plan, book, facts: {}, now: day(3) })).toEqual({
      until: day(20),
      reasons: [
        { code: 'cooldown', action: 'sent', moment: 'a', at: day(1), limit: 14 * DAY, until: day(15) },
        { code: 'quiet', action: 'sent', moment: 'a', at: START, limit: 20 * DAY, until: day(20) },
      ],
    })
  })
})
