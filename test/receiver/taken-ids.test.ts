/** Ids are unique, and nobody keeps out another's event by posting its id first. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReceiver } from '../../src/receiver/receiver'
import { signToken } from '../../src/receiver/sign-token'
import type { Store } from '../../src/receiver/store'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'
import { freshDatabase } from './support/postgres'

const secret = 'a secret of at least thirty-two bytes'

describe.each([
  ['SQLite', async () => sqliteStore(':memory:')],
  ...(process.env.DATABASE_URL
    ? [['PostgreSQL', async () => postgresStore((await freshDatabase()) ?? '')] as const]
    : []),
] as const)('on %s', (_, make) => {
  let store: Store
  beforeEach(async () => {
    store = await make()
  })
  afterEach(() => store.close())

  /** Posts as the server, as a user, or as nobody (undefined). Resolves to how many events were new. */
  async function post(sender: string | undefined, ...events: unknown[]): Promise<number> {
    const { fetch } = createReceiver({ store, secret, log: () => {} })
    const token =
      sender && (await signToken(sender === 'server' ? { scope: 'server', secret } : { subject: sender, secret }))
    const headers = {
      'content-type': 'application/cloudevents-batch+json',
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const response = await fetch(
      new Request('https://app.example.com/', { method: 'POST', headers, body: JSON.stringify(events) }),
    )
    const { accepted, duplicates } = await response.json()
    expect([response.status, accepted + duplicates]).toEqual([202, events.length])
    return accepted
  }
  const measured = (subject: string, openRate = 0.3) =>
    event('result.measured', { id: 'result-c_43', subject, data: { metrics: { openRate } } })
  const rating = (subject: string, id = 'r') => event('rating.given', { id, subject })
  const identified = (subject: string, anonymous = 'anon-1') =>
    event('user.identified', { subject, data: { anonymous } })
  const idsOf = async (subject: string) => (await store.eventsOf(subject)).map((each) => each.event.id)

  test('an anonymous visitor who posts the id of a server’s event first does not silence the server', async () => {
    expect(await post(undefined, measured('anon-1', 0.9))).toBe(1)
    expect(await post(undefined, measured('anon-2'))).toBe(1)
    expect(await post('server', measured('u_1'))).toBe(1)
    expect((await store.eventsOf('u_1'))[0]?.event.data).toMatchObject({ metrics: { openRate: 0.3 } })
    expect(await post('server', measured('u_1'))).toBe(0)
  })

  test('nor does a signed-in user silence the server or another user', async () => {
    expect(await post('u_evil', measured('u_evil', 0))).toBe(1)
    expect(await post('u_1', measured('u_1'))).toBe(1)
    expect(await post('server', measured('u_2'))).toBe(1)
    expect([await idsOf('u_1'), await idsOf('u_2')]).toEqual([['result-c_43'], ['result-c_43']])
  })

  test('nor does an anonymous visitor silence another one', async () => {
    expect([await post(undefined, rating('anon-1')), await post(undefined, rating('anon-2'))]).toEqual([1, 1])
  })

  test('nobody takes an id that the server has used, and the server none that the same user has', async () => {
    expect(await post('server', measured('u_1'))).toBe(1)
    expect([await post(undefined, measured('anon-1')), await post('u_1', measured('u_1'))]).toEqual([0, 0])
    expect([await post('u_1', rating('u_1')), await post('server', rating('u_1'))]).toEqual([1, 0])
  })

  test('what is posted again is counted once, in one batch and over several', async () => {
    expect(await post('u_1', rating('u_1'), rating('u_1'))).toBe(1)
    expect([await post('u_1', rating('u_1')), await post(undefined, rating('anon-1'), rating('anon-1'))]).toEqual([
      0, 1,
    ])
    expect(await post(undefined, rating('anon-1'))).toBe(0)
  })

  test.each<[string, () => Promise<unknown>]>([
    [
      'after the browser said who it is',
      async () => [await post('u_1', identified('u_1')), await post('u_1', rating('u_1'))],
    ],
    ['in one batch with it', () => post('u_1', rating('u_1'), identified('u_1'))],
    ['before it', async () => [await post('u_1', rating('u_1')), await post('u_1', identified('u_1'))]],
  ])('what was posted anonymously is counted once when it comes again under the user’s name %s', async (_, again) => {
    expect(await post(undefined, rating('anon-1'), rating('anon-1', 'other'))).toBe(2)
    await again()
    expect((await idsOf('u_1')).filter((id) => id === 'r')).toEqual(['r'])
    expect(await idsOf('u_1')).toContain('other')
    expect(await post('u_1', rating('u_1'))).toBe(0)
  })

  test('what was posted by somebody else than the visitor who turned out to be the user is not theirs', async () => {
    expect(await post(undefined, rating('anon-2'))).toBe(1)
    expect(await post('u_1', identified('u_1'), rating('u_1'))).toBe(2)
  })
})
