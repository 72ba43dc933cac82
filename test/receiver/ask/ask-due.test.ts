import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askDue, type AskDueOptions } from '../../../src/receiver/ask/ask-due'
import type { Store, StoredEvent } from '../../../src/receiver/store'
import { postgresStore } from '../../../src/receiver/stores/postgres'
import { sqliteStore } from '../../../src/receiver/stores/sqlite'
import { type Particulars, storedEvent } from '../events'
import { freshDatabase } from '../support/postgres'
import { playbook } from './playbook'

const NOW = Date.parse('2025-03-10T12:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const iso = (time: number) => new Date(time).toISOString()

/** An event so many days ago. */
const ago = (days: number, type: string, { data, ...particulars }: Particulars = {}) =>
  storedEvent(type, { at: NOW - days * DAY, ...particulars, data: { ...data } })
/** A campaign that was sent so many days ago: its ask is due three days later. */
const sent = (days: number, { data, ...particulars }: Particulars = {}) =>
  ago(days, 'action.completed', { ...particulars, data: { at: iso(NOW - days * DAY), ...data } })

let store: Store
const list = async (options: Partial<AskDueOptions> = {}) => {
  const found = []
  for await (const due of askDue(store, { playbook, now: NOW, ...options })) found.push(due)
  return found.sort((a, b) => (a.subject < b.subject ? -1 : 1))
}

const stores: [string, () => Promise<Store> | Store][] = [
  ['SQLite', () => sqliteStore(':memory:')],
  ...(process.env.DATABASE_URL
    ? [['PostgreSQL', async () => postgresStore((await freshDatabase()) ?? '')] as [string, () => Promise<Store>]]
    : []),
]

describe.each(stores)('On %s', (_, make) => {
  beforeEach(async () => {
    store = await make()
  })
  afterEach(() => store.close())

  test('an ask that is due and unseen is listed with all that a link takes', async () => {
    await store.append([sent(5), ago(6, 'ask.shown', { data: { moment: 'c_0', language: 'de' } })])
    expect(await list({ playbook: { ...playbook, limits: { cooldown: '1d' } } })).toEqual([
      {
        ...{ subject: 'u_1', action: 'campaign.sent', moment: 'c_1', label: 'Spring sale', language: 'de' },
        ...{ at: iso(NOW - 5 * DAY), dueAt: iso(NOW - 2 * DAY) },
      },
    ])
  })

  test('who acts for an account is listed with it, unless its colleagues were asked often enough', async () => {
    const data = { moment: 'c_0', account: 'acme' }
    await store.append([
      sent(5),
      ago(40, 'ask.shown', { data }),
      ago(10, 'ask.shown', { subject: 'u_2', data: { ...data, ask: 'campaign.sent c_8' } }),
      ago(12, 'ask.shown', { subject: 'u_3', data: { ...data, ask: 'campaign.sent c_9' } }),
    ])
    const limited = (asks: number) => ({ playbook: { ...playbook, limits: { perAccount: { asks, per: '30d' } } } })
    expect(await list(limited(3))).toMatchObject([{ subject: 'u_1', account: 'acme' }])
    expect(await list(limited(2))).toEqual([])
  })

  test('each named user is listed once, however many there are, and what they did before `identify` is theirs', async () => {
    const users = Array.from({ length: 450 }, (_each, n) => `u_${String(n).padStart(3, '0')}`)
    await store.append([
      ...users.flatMap((subject) => [sent(5, { subject }), sent(6, { subject, data: { moment: 'c_2' } })]),
      sent(5, { subject: 'anon-1' }),
      sent(5, { subject: 'anon-2' }),
      ago(5, 'user.identified', { subject: 'u_named', data: { anonymous: 'anon-2' } }),
    ])
    expect((await list()).map(({ subject }) => subject)).toEqual([...users, 'u_named'])
  })
})

describe('Listed', () => {
  beforeEach(() => {
    store = sqliteStore(':memory:')
  })
  afterEach(() => store.close())

  const week = { from: iso(NOW - 9 * DAY), to: iso(NOW - 2 * DAY) }
  const grown = { action: 'list.grown', moment: 't_1', at: iso(NOW - 8 * DAY), properties: { contacts: 40 } }
  const measured = {
    ...playbook.actions['campaign.sent'],
    metrics: { opens: { label: 'Opens', unit: 'percent', better: 'higher' } },
  }
  const onResult = {
    ...playbook,
    actions: { 'campaign.sent': { ...measured, ask: { ...measured.ask, when: { on: 'result' } } } },
  } as unknown as AskDueOptions['playbook']

  test.each<[listed: boolean, what: string, events: StoredEvent[], options?: Partial<AskDueOptions>]>([
    [false, 'is an ask that is not due', [sent(2)]],
    [false, 'is one that is due for less than a day', [sent(3.5)]],
    [true, 'is one that is due for so long as was asked', [sent(3.5)], { unseenFor: '6h' }],
    [true, 'is the same, in seconds', [sent(3.5)], { unseenFor: 21_600 }],
    [false, 'is one that has expired', [sent(20)]],
    [false, 'is one that was answered', [sent(5), ago(1.5, 'rating.given')]],
    [
      false,
      'is one whose moment was cancelled',
      [sent(5), ago(4, 'action.cancelled', { data: { action: 'campaign.sent', moment: 'c_1' } })],
    ],
    [false, 'is one that was closed', [sent(5), ago(1.5, 'ask.dismissed')]],
    [false, 'is one that was shown', [sent(5), ago(1.5, 'ask.shown')]],
    [
      false,
      'is one of a user who wants no such questions',
      [sent(5), ago(30, 'ask.dismissed', { data: { moment: 'c_0', muted: true } })],
    ],
    [
      true,
      'is one whose user put it off, once its new time is past',
      [sent(9), ago(6, 'ask.shown'), ago(5.9, 'ask.snoozed', { data: { until: iso(NOW - 3 * DAY) } })],
    ],
    [
      false,
      'is one whose user put it off until later',
      [sent(9), ago(6, 'ask.shown'), ago(5.9, 'ask.snoozed', { data: { until: iso(NOW + DAY) } })],
    ],
    [false, 'is one whose user was on a card today', [sent(5), ago(0.2, 'lesson.opened')]],
    [true, 'is one whose server has sent a result today', [sent(5), ago(0.2, 'result.measured')]],
    [false, 'is one that the cooldown holds back', [sent(5), ago(8, 'ask.shown', { data: { moment: 'c_0' } })]],
    [false, 'is one of another playbook', [sent(5, { source: '/gainloop/invoices' })]],
    [false, 'is one of another action than the one asked for', [sent(5)], { action: 'offer.made' }],
    [false, 'is one whose condition reads traits that nobody told', [sent(5, { data: { action: 'offer.made' } })]],
    [
      true,
      'is one whose condition holds',
      [sent(5, { data: { action: 'offer.made' } })],
      { traits: () => ({ plan: 'pro' }) },
    ],
    [
      false,
      'is one whose condition does not hold',
      [sent(5, { data: { action: 'offer.made' } })],
      { traits: async () => ({ plan: 'free' }) },
    ],
    [true, 'is one that has been unseen long enough since the last run', [sent(4.5)], { since: iso(NOW - DAY) }],
    [false, 'is one that the last run had listed', [sent(5.5)], { since: new Date(NOW - DAY) }],
    [false, 'is a period that no event tells of', [ago(8, 'action.completed', { data: grown })]],
    [true, 'is a period that an event tells of', [ago(8, 'action.completed', { data: { ...grown, period: week } })]],
    [
      false,
      'is a period below its threshold',
      [ago(8, 'action.completed', { data: { ...grown, properties: { contacts: 4 }, period: week } })],
    ],
    [true, 'is one that a result made due yesterday', [sent(9), ago(1.5, 'result.measured')], { playbook: onResult }],
    [false, 'is one that a result made due today', [sent(9), ago(0.5, 'result.measured')], { playbook: onResult }],
    [false, 'is one that a result made due long ago', [sent(30), ago(20, 'result.measured')], { playbook: onResult }],
  ])('%s: it %s', async (listed, _, events, options) => {
    await store.append(events)
    expect((await list(options)).map(({ subject }) => subject)).toEqual(listed ? ['u_1'] : [])
  })

  test('a period says when it was, and has the id that the product knows it by', async () => {
    await store.append([ago(8, 'action.completed', { data: { ...grown, period: week } })])
    expect(await list()).toEqual([
      {
        ...{ subject: 'u_1', action: 'list.grown', moment: week.from, period: week },
        ...{ at: week.from, dueAt: week.to },
      },
    ])
  })

  test.each<[string, object, string]>([
    ['no playbook', { playbook: undefined }, 'expected "playbook" to be the parsed playbook'],
    ['a playbook with a mistake', { playbook: { ...playbook, lessons: 1 } }, 'the playbook has a problem'],
    ['a time that is none', { now: 'tomorrow' }, 'expected "now" to be a date'],
    ['a duration that is none', { unseenFor: 'long' }, 'duration like'],
  ])('by no call with %s', (_, options, message) => {
    expect(() => askDue(store, { playbook, ...options } as AskDueOptions)).toThrow(message)
  })
})
