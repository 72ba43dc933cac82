import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createReceiver, type Receiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { QUERY_TIMEOUT, CONNECT_TIMEOUT, postgresStore } from '../../src/receiver/stores/postgres'
import { event, storedEvent } from './events'
import { storeSuite } from './store-suite'
import { type Network, startNetwork } from './support/network'
import { freshDatabase } from './support/postgres'

// Started by support/setup.ts, which says so where there is none.
describe.runIf(process.env.DATABASE_URL)('PostgreSQL', () => {
  const fresh = async () => (await freshDatabase()) ?? ''
  storeSuite('the PostgreSQL store', async () => postgresStore(await fresh()))

  test('is migrated once when several receivers start at once, and each event is stored once among them', async () => {
    const url = await fresh()
    const stores = Array.from({ length: 5 }, () => postgresStore(url, { connections: 3 }))
    const batch = Array.from({ length: 50 }, () => storedEvent('rating.given'))
    const posts = Array.from({ length: 25 }, (_, turn) =>
      stores[turn % 5]?.append(turn % 2 ? batch : [...batch].reverse()),
    )
    const accepted = (await Promise.all(posts)).flatMap((result) => result?.accepted ?? [])
    expect(accepted).toHaveLength(50)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('stores the same batch once that is posted fifty times at once to three receivers that have just started', async () => {
    const url = await fresh()
    const stores = Array.from({ length: 3 }, () => postgresStore(url))
    const receivers = stores.map((store) => createReceiver({ store, log: () => {} }))
    const batch = [
      event('user.identified', { data: { anonymous: 'anon-1' } }),
      ...Array.from({ length: 30 }, (_, n) => event('rating.given', { subject: n % 2 ? 'u_1' : 'anon-1' })),
    ]
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, turn) => {
        const request = new Request('https://app.example.com/', {
          method: 'POST',
          headers: { 'content-type': 'application/cloudevents-batch+json' },
          body: JSON.stringify(turn % 2 ? batch : [...batch].reverse()),
        })
        return (await receivers[turn % 3]?.fetch(request))?.json()
      }),
    )
    const sum = (counted: 'accepted' | 'duplicates') => answers.reduce((all, answer) => all + answer[counted], 0)
    expect([sum('accepted'), sum('duplicates')]).toEqual([batch.length, 49 * batch.length])
    const stored = (await stores[0]?.eventsOf('u_1')) ?? []
    expect(stored.map(({ event: { id } }) => id).sort()).toEqual(batch.map(({ id }) => id).sort())
    await Promise.all(stores.map((store) => store.close()))
  })
})

describe.runIf(process.env.DATABASE_URL)('a PostgreSQL that answers no more', () => {
  let network: Network
  let store: Required<Store>
  let receiver: Receiver
  beforeEach(async () => {
    network = await startNetwork((await freshDatabase()) ?? '')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    store = postgresStore(network.url)
    receiver = createReceiver({ store, log: () => {} })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await receiver.close()
    await store.close()
    network.close()
  })

  const health = async () => (await receiver.fetch(new Request('https://app.example.com/health'))).status
  const post = async (...events: unknown[]) => {
    const headers = { 'content-type': 'application/cloudevents-batch+json' }
    const body = JSON.stringify(events)
    return (await receiver.fetch(new Request('https://app.example.com/', { method: 'POST', headers, body }))).status
  }
  /** What comes of it, when so many milliseconds pass and nothing answers. */
  async function after(milliseconds: number, asked: () => Promise<number>): Promise<number> {
    const before = network.swallowed
    const answer = asked()
    while (network.swallowed === before) await new Promise(setImmediate)
    vi.advanceTimersByTime(milliseconds)
    return answer
  }

  test('is told by health and by every POST within seconds, and used again as soon as it answers', async () => {
    expect([await health(), await post(event('rating.given'))]).toEqual([200, 202])
    network.swallows = true
    // The connection that stood, then one that is to be made.
    expect(await after(QUERY_TIMEOUT, () => post(event('rating.given', { id: 'again' })))).toBe(503)
    expect(await after(CONNECT_TIMEOUT, () => post(event('rating.given', { id: 'again' })))).toBe(503)
    expect(await after(CONNECT_TIMEOUT, health)).toBe(503)
    network.swallows = false
    expect([await health(), await post(event('rating.given', { id: 'again' }))]).toEqual([200, 202])
    network.swallows = true
    expect(await after(QUERY_TIMEOUT, health)).toBe(503)
  })

  test('is told from the first request on, and used as soon as it answers', async () => {
    network.swallows = true
    expect(await after(CONNECT_TIMEOUT, health)).toBe(503)
    expect(await after(CONNECT_TIMEOUT, () => post(event('rating.given')))).toBe(503)
    network.swallows = false
    expect([await health(), await post(event('rating.given'))]).toEqual([200, 202])
  })

  test.each<[string, Parameters<typeof event>]>([
    ['a statement', ['rating.given']],
    ['a transaction', ['user.identified']],
  ])('and breaks the connection in %s harms that request alone', async (_, given) => {
    expect(await post(event(...given))).toBe(202)
    network.swallows = true
    const answer = post(event(...given))
    while (!network.swallowed) await new Promise(setImmediate)
    network.cut()
    expect(await answer).toBe(503)
    network.swallows = false
    expect([await health(), await post(event(...given))]).toEqual([200, 202])
  })
})

test('a database that is not there is said', async () => {
  const store = postgresStore('postgres://nobody@127.0.0.1:1/nothing')
  await expect(store.ready()).rejects.toThrow()
  await store.close()
})
