/** What every store must do; run over each of them, and over a vendor's own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EventFilter, Store, StoredEvent, UserFilter } from '../../src/receiver/store'
import { storedEvent } from './events'

const DAY = 86_400_000

const ids = (events: readonly StoredEvent[]) => events.map(({ event }) => event.id)

async function collect(store: Store, filter?: EventFilter): Promise<string[]> {
  const found: string[] = []
  for await (const { event } of store.events(filter)) found.push(event.id)
  return found
}

async function listUsers(store: Store): Promise<[user: string, subjects: string[]][]> {
  const found: [string, string[]][] = []
  for await (const users of store.users()) {
    for (const { user, subjects } of users) found.push([user, [...subjects].sort()])
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `make` gives an empty store every time. */
export function storeSuite(name: string, make: () => Promise<Store> | Store): void {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await make()
    })
    afterEach(() => store.close())

    test('gives back what it was given', async () => {
      const event = storedEvent('rating.given', { id: 'a', received: 5_000, data: { comment: 'ünï 😀 \n "quoted"' } })
      expect(await store.append([event])).toEqual({ accepted: [event], duplicates: [] })
      expect(await store.eventsOf('u_1')).toEqual([event])
    })

    test('keeps a user of the longest name', async () => {
      const long = Array.from({ length: 500 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7_919) % 20_000))).join('')
      const event = storedEvent('rating.given', { id: 'a', subject: long })
      await store.append([event], () => [`https://crm.example.com/${'x'.repeat(500)}`])
      expect(await store.eventsOf(long)).toEqual([event])
    })

    test('takes an empty list', async () => {
      expect(await store.append([])).toEqual({ accepted: [], duplicates: [] })
    })

    test('stores the same event once, in one call and over several', async () => {
      const event = storedEvent('rating.given', { id: 'a' })
      expect(ids((await store.append([event, event])).duplicates)).toEqual(['a'])
      expect(ids((await store.append([event])).duplicates)).toEqual(['a'])
      expect(await collect(store)).toEqual(['a'])
    })

    test('keeps the first of two events with one id, whatever the second says', async () => {
      await store.append([storedEvent('rating.given', { id: 'a', subject: 'u_1' })])
      await store.append([storedEvent('rating.given', { id: 'a', subject: 'u_2' })])
      expect(ids(await store.eventsOf('u_1'))).toEqual(['a'])
      expect(await store.eventsOf('u_2')).toEqual([])
    })

    test('tells the same id of two playbooks apart', async () => {
      const one = storedEvent('rating.given', { id: 'a', source: '/gainloop/one' })
      const two = storedEvent('rating.given', { id: 'a', source: '/gainloop/two' })
      expect((await store.append([one, two])).accepted).toHaveLength(2)
    })

    test('stores the same batch posted fifty times at once, once', async () => {
      const batch = Array.from({ length: 20 }, (_, index) => storedEvent('rating.given', { id: `e${index}` }))
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, turn) => store.append(turn % 2 ? batch : [...batch].reverse())),
      )
      expect(results.flatMap(({ accepted }) => ids(accepted)).sort()).toEqual(ids(batch).sort())
      expect(await collect(store)).toHaveLength(20)
    })

    test('takes more events at once than one statement can carry', async () => {
      const batch = Array.from({ length: 2_500 }, (_, index) => storedEvent('rating.given', { id: `e${index}` }))
      expect((await store.append(batch)).accepted).toHaveLength(2_500)
      expect(await collect(store)).toEqual(ids(batch))
    })

    test('gives back a user in the order things happened, not the order they arrived', async () => {
      await store.append([storedEvent('rating.given', { id: 'late', at: 2_000 })])
      await store.append([storedEvent('rating.given', { id: 'early', at: 1_000 })])
      expect(ids(await store.eventsOf('u_1'))).toEqual(['early', 'late'])
    })

    test('joins what a user did before they were named', async () => {
      await store.append([
        storedEvent('rating.given', { id: 'before', subject: 'anon-1', at: 1_000 }),
        storedEvent('user.identified', { id: 'named', subject: 'u_1', at: 2_000, data: { anonymous: 'anon-1' } }),
        storedEvent('rating.given', { id: 'stranger', subject: 'anon-2', at: 3_000 }),
      ])
      expect(ids(await store.eventsOf('u_1'))).toEqual(['before', 'named'])
    })

    test.each([
      ['another named user', { subject: 'u_1', data: { anonymous: 'u_2' } }, 'u_2'],
      ['an anonymous user to an anonymous one', { subject: 'anon-1', data: { anonymous: 'anon-2' } }, 'anon-2'],
    ])('does not join %s', async (_, link, other) => {
      await store.append([storedEvent('rating.given', { id: 'theirs', subject: other })])
      await store.append([storedEvent('user.identified', { id: 'link', ...link })])
      expect(ids(await store.eventsOf(link.subject))).toEqual(['link'])
    })

    test('leaves an anonymous user with the first who named them', async () => {
      await store.append([storedEvent('rating.given', { id: 'before', subject: 'anon-1' })])
      for (const subject of ['u_1', 'u_2']) {
        await store.append([storedEvent('user.identified', { id: subject, subject, data: { anonymous: 'anon-1' } })])
      }
      expect(ids(await store.eventsOf('u_2'))).toEqual(['u_2'])
    })

    test.each<[string, EventFilter, string[]]>([
      ['nothing', {}, ['a', 'b', 'c']],
      ['from a time on', { from: 2_000 }, ['b', 'c']],
      ['before a time', { to: 2_000 }, ['a']],
      ['since it was received', { since: 30 }, ['c']],
      ['some types', { types: ['gainloop.ask.shown'] }, ['b']],
      ['one action', { action: 'list.imported' }, ['c']],
    ])('filters events by %s', async (_, filter, expected) => {
      await store.append([storedEvent('rating.given', { id: 'a', at: 1_000, received: 10 })])
      await store.append([storedEvent('ask.shown', { id: 'b', at: 2_000, received: 20 })])
      await store.append([
        storedEvent('rating.given', { id: 'c', at: 3_000, received: 30, data: { action: 'list.imported' } }),
      ])
      expect(await collect(store, filter)).toEqual(expected)
    })

    test('lists every user once, with all they are stored under', async () => {
      await store.append([
        storedEvent('rating.given', { subject: 'anon-1' }),
        storedEvent('rating.given', { subject: 'anon-1' }),
        storedEvent('user.identified', { subject: 'u_1', data: { anonymous: 'anon-1' } }),
        storedEvent('user.identified', { subject: 'u_1', data: { anonymous: 'anon-2' } }),
        storedEvent('rating.given', { subject: 'anon-3' }),
        storedEvent('rating.given', { subject: 'u_2' }),
      ])
      expect(await listUsers(store)).toEqual([
        ['anon-3', ['anon-3']],
        ['u_1', ['anon-1', 'anon-2', 'u_1']],
        ['u_2', ['u_2']],
      ])
    })

    test('lists more users than a page holds', async () => {
      const batch = Array.from({ length: 1_000 }, (_, index) => storedEvent('rating.given', { subject: `u_${index}` }))
      await store.append(batch)
      expect((await listUsers(store)).map(([user]) => user)).toEqual(batch.map(({ event }) => event.subject).sort())
    })

    test('lists a user once whose subjects lie many pages apart', async () => {
      const between = Array.from({ length: 900 }, (_, n) => storedEvent('rating.given', { subject: `m_${n}` }))
      const linked = Array.from({ length: 300 }, (_, n) => [
        storedEvent('rating.given', { subject: `anon-${n}` }),
        storedEvent('user.identified', { subject: `z_${n}`, data: { anonymous: `anon-${n}` } }),
      ]).flat()
      for (const events of [between, linked]) await store.append(events)
      const users = await listUsers(store)
      expect(users).toHaveLength(1_200)
      expect(users.find(([user]) => user === 'z_299')).toEqual(['z_299', ['anon-299', 'z_299']])
    })

    test.each<[string, UserFilter, string[]]>([
      ['of a period', { from: 10 * DAY, to: 20 * DAY }, ['u_anon', 'u_backdated', 'u_in', 'u_period']],
      ['of no end', { from: 21 * DAY }, ['u_backdated', 'u_late', 'u_period']],
      ['of no beginning', { to: 5 * DAY }, ['u_early']],
      ['of an action', { action: 'list.imported' }, ['u_early']],
      ['of an action in a period', { action: 'campaign.sent', from: 21 * DAY }, ['u_backdated', 'u_late', 'u_period']],
    ])('finds all users %s', async (_, filter, expected) => {
      const iso = (day: number) => new Date(day * DAY).toISOString()
      await store.append([
        storedEvent('rating.given', { subject: 'u_early', at: DAY, data: { action: 'list.imported' } }),
        storedEvent('rating.given', { subject: 'u_in', at: 12 * DAY }),
        storedEvent('rating.given', { subject: 'u_late', at: 30 * DAY }),
        storedEvent('action.completed', { subject: 'u_backdated', at: 30 * DAY, data: { at: iso(12) } }),
        storedEvent('ask.shown', {
          ...{ subject: 'u_period', at: 30 * DAY },
          data: { period: { from: iso(8), to: iso(15) } },
        }),
        storedEvent('rating.given', { subject: 'anon-1', at: 12 * DAY }),
        storedEvent('user.identified', { subject: 'u_anon', at: 12 * DAY, data: { anonymous: 'anon-1' } }),
      ])
      const found: string[] = []
      for await (const users of store.users(filter)) found.push(...users.map(({ user }) => user))
      // A store may list more. Those here don't.
      expect(found.sort()).toEqual(expected)
    })

    test('gives back the events under these subjects and of these types, over more than a page', async () => {
      const under = (subject: string, count: number, type = 'rating.given') =>
        Array.from({ length: count }, () => storedEvent(type, { subject, at: 5_000 }))
      const wanted = [...under('u_1', 2_100), ...under('u_2', 3), ...under('u_4', 1_000), ...under('u_5', 1)]
      await store.append([...wanted, ...under('u_1', 2, 'ask.shown'), ...under('u_3', 2)])
      const found: string[] = []
      const subjects = ['u_5', 'u_4', 'u_2', 'u_1', 'u_0']
      for await (const { event } of store.eventsUnder(subjects, ['gainloop.rating.given'])) found.push(event.id)
      expect(found.sort()).toEqual(ids(wanted).sort())
    })

    test('forgets a user, and what they did before they were named', async () => {
      await store.append([
        storedEvent('rating.given', { id: 'before', subject: 'anon-1' }),
        storedEvent('user.identified', { id: 'named', data: { anonymous: 'anon-1' } }),
        storedEvent('rating.given', { id: 'other', subject: 'u_2' }),
      ])
      expect(await store.erase('u_1')).toBe(2)
      expect(await store.eventsOf('u_1')).toEqual([])
      expect(await collect(store)).toEqual(['other'])
    })

    test('forgets a user by the name they had before, and leaves who they became', async () => {
      await store.append([
        storedEvent('rating.given', { id: 'before', subject: 'anon-1' }),
        storedEvent('user.identified', { id: 'named', data: { anonymous: 'anon-1' } }),
      ])
      expect(await store.erase('anon-1')).toBe(1)
      expect(ids(await store.eventsOf('u_1'))).toEqual(['named'])
      expect(await listUsers(store)).toEqual([['u_1', ['u_1']]])
    })

    test('does not store anew what was erased, when it is posted again', async () => {
      const event = storedEvent('rating.given', { id: 'a' })
      await store.append([event])
      await store.erase('u_1')
      expect(ids((await store.append([event])).duplicates)).toEqual(['a'])
      expect(await store.eventsOf('u_1')).toEqual([])
    })

    test('finds the asks that users of an account were shown, the latest first', async ({ skip }) => {
      if (!store.asksIn) skip()
      const shown = (subject: string, at: number, account?: string, type = 'ask.shown') =>
        storedEvent(type, { subject, at, data: { ...(account !== undefined && { account }), ask: `a ${at}` } })
      await store.append([
        ...[shown('u_1', 10, 'acme'), shown('u_2', 30, 'acme'), shown('u_2', 20, 'acme'), shown('u_3', 40, 'bolt')],
        ...[shown('u_4', 50), shown('u_1', 60, 'acme', 'ask.dismissed')],
      ])
      expect(await store.asksIn?.('acme', 15, 10)).toEqual([
        { subject: 'u_2', ask: 'a 30', at: 30 },
        { subject: 'u_2', ask: 'a 20', at: 20 },
      ])
      expect(await store.asksIn?.('acme', 0, 1)).toHaveLength(1)
    })

    test('deletes what was received before a time, the oldest first and no more than asked for', async ({ skip }) => {
      if (!store.expire) return skip('it keeps everything')
      await store.append(
        [50, 10, 40, 20, 30].map((received) => storedEvent('rating.given', { id: `at ${received}`, received })),
      )
      expect(await store.expire(40, 2)).toBe(2)
      expect(await collect(store)).toEqual(['at 30', 'at 40', 'at 50'])
      expect(await store.expire(40, 2)).toBe(1)
      expect(await store.expire(40, 2)).toBe(0)
      expect(await collect(store)).toEqual(['at 40', 'at 50'])
    })

    test('does not store anew what was deleted for its age, when it is posted again', async ({ skip }) => {
      if (!store.expire) return skip('it keeps everything')
      const event = storedEvent('rating.given', { id: 'a', received: 10 })
      await store.append([event])
      await store.expire(20, 10)
      expect(ids((await store.append([{ ...event, received: 30 }])).duplicates)).toEqual(['a'])
      expect(await collect(store)).toEqual([])
    })

    test('tells each of many who store at once what was new of theirs', async () => {
      const [one, two, both] = ['one', 'two', 'both'].map((id) => storedEvent('rating.given', { id })) as [
        StoredEvent,
        StoredEvent,
        StoredEvent,
      ]
      const results = await Promise.all([store.append([one, both]), store.append([both, two]), store.append([two])])
      expect(results.map(({ accepted, duplicates }) => accepted.length + duplicates.length)).toEqual([2, 2, 1])
      expect(ids(results.flatMap(({ accepted }) => accepted)).sort()).toEqual(['both', 'one', 'two'])
    })

    test('joins an anonymous user for as long as something of them is kept', async ({ skip }) => {
      if (!store.expire) return skip('it keeps everything')
      await store.append([
        storedEvent('user.identified', { id: 'named', data: { anonymous: 'anon-1' }, received: 10 }),
        storedEvent('rating.given', { id: 'before', subject: 'anon-1', received: 20 }),
        storedEvent('user.identified', { id: 'other', subject: 'u_2', data: { anonymous: 'anon-2' }, received: 10 }),
        storedEvent('rating.given', { id: 'later', subject: 'u_2', received: 30 }),
      ])
      await store.expire(20, 10)
      expect(await listUsers(store)).toEqual([
        ['u_1', ['anon-1', 'u_1']],
        ['u_2', ['u_2']],
      ])
      await store.expire(30, 10)
      expect(await listUsers(store)).toEqual([['u_2', ['u_2']]])
    })

    test('holds SQL in an id for text', async () => {
      const nasty = `'); drop table events; --`
      await store.append([storedEvent('rating.given', { id: nasty, subject: nasty })])
      expect(ids(await store.eventsOf(nasty))).toEqual([nasty])
    })
  })
}
