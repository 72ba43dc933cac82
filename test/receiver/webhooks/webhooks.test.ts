import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { GainloopEvent } from '../../../src/delivery/event'
import type { LogLine } from '../../../src/receiver/log'
import type { ReceiverOptions } from '../../../src/receiver/options'
import { createReceiver, type Receiver } from '../../../src/receiver/receiver'
import type { Delivery, Store } from '../../../src/receiver/store'
import { postgresStore } from '../../../src/receiver/stores/postgres'
import { sqliteStore } from '../../../src/receiver/stores/sqlite'
import { LEASE } from '../../../src/receiver/webhooks/sender'
import { CHECK_INTERVAL } from '../../../src/receiver/webhooks/start'
import { event } from '../events'
import { eventually } from '../eventually'
import { freshDatabase } from '../support/postgres'
import { type Consumer, SECRET, startConsumer } from './consumer'

const SECOND = 1_000
const HOUR = 3_600_000
const RATINGS = ['gainloop.rating.given'] as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-webhooks-'))
})
afterAll(() => rm(folder, { recursive: true }))

const databases: [string, () => Promise<() => Required<Store>>][] = [
  [
    'SQLite',
    async () => {
      const file = join(folder, `${crypto.randomUUID()}.db`)
      return () => sqliteStore(file)
    },
  ],
]
// Started by support/setup.ts, which says so where there is none.
if (process.env.DATABASE_URL) {
  databases.push([
    'PostgreSQL',
    async () => {
      const url = (await freshDatabase()) ?? ''
      return () => postgresStore(url)
    },
  ])
}

describe.each(databases)('webhooks on %s', (_, fresh) => {
  let now: number
  let consumer: Consumer
  let open: () => Required<Store>
  let running: { receiver: Receiver; store: Required<Store> }[]
  let log: LogLine[]

  beforeEach(async () => {
    // Only the looks into the outbox: databases and sockets keep their own time.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    now = Date.parse('2025-03-06T12:00:00Z')
    consumer = await startConsumer(() => now)
    open = await fresh()
    running = []
    log = []
  })
  afterEach(async () => {
    await stopAll()
    consumer.close()
    vi.useRealTimers()
  })

  function start(options: Partial<ReceiverOptions> = {}) {
    const store = open()
    const webhooks = [{ url: consumer.url, secret: SECRET, types: RATINGS }]
    const receiver = createReceiver({ store, webhooks, now: () => now, log: (line) => log.push(line), ...options })
    running.push({ receiver, store })
    return { receiver, store }
  }

  async function stopAll(): Promise<void> {
    for (const { receiver, store } of running.splice(0)) {
      await receiver.close()
      await store.close()
    }
  }

  async function post({ receiver }: { receiver: Receiver }, events: readonly GainloopEvent[]): Promise<void> {
    const response = await receiver.fetch(
      new Request('https://app.example.com/api/gainloop', {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events),
      }),
    )
    expect(response.status).toBe(202)
  }

  const look = () => void vi.advanceTimersByTime(CHECK_INTERVAL)
  const ratings = (count: number) => Array.from({ length: count }, () => event('rating.given'))
  const takenIds = () => consumer.taken.map((each) => each.event.id).sort()
  const told = (name: LogLine['event']) => log.filter((line) => line.event === name)
  const waiting = ({ store }: { store: Required<Store> }, until = Infinity) =>
    store.outbox.due(consumer.url, Math.min(until, Number.MAX_SAFE_INTEGER), 1_000)

  test('post a stored event at once, signed, as it was stored, and no other', async () => {
    const receiver = start()
    const wanted = event('rating.given', { id: 'ünï.1', data: { comment: '“quoted” 😀' } })
    await post(receiver, [event('ask.shown'), wanted])
    // No look but the one that storing it causes.
    await eventually(() =>
      expect(consumer.taken).toEqual([{ id: '%C3%BCn%C3%AF%2E1@/gainloop/postcard', event: wanted }]),
    )
    await eventually(async () => expect(await waiting(receiver)).toEqual([]))
    await post(receiver, [wanted])
    expect(await waiting(receiver)).toEqual([])
  })

  test('post every event when types are left out', async () => {
    await post(start({ webhooks: [{ url: consumer.url, secret: SECRET }] }), [
      event('ask.shown'),
      event('rating.given'),
    ])
    await eventually(() => expect(consumer.taken).toHaveLength(2))
  })

  test('reach a consumer that was down for the first minutes, across a restart of the receiver', async () => {
    consumer.status = 503
    const before = ratings(25)
    await post(start(), before)
    const began = now
    for (; now < began + 180 * SECOND; now += 5 * SECOND) {
      if (now === began + 60 * SECOND) await stopAll()
      if (!running.length) start()
      look()
      await eventually(async () => {
        // Every one was tried and is to be tried later.
        expect(await waiting(running[0] as never, now)).toEqual([])
      })
    }
    const after = ratings(3)
    await post(running[0] as never, after)
    consumer.status = 204
    // A delivery is one courier's for a minute, and here a minute is soon over: what is under way may go twice, with its id.
    const different = () => [...new Set(takenIds())]
    for (let round = 0; round < 80 && different().length < 28; round++, now += 5 * SECOND) {
      look()
      await eventually(async () => expect(await waiting(running[0] as never, now)).toEqual([]))
    }
    await eventually(async () => expect(await waiting(running[0] as never)).toEqual([]))
    expect(different()).toEqual([...before, ...after].map(({ id }) => id).sort())
    expect(told('webhook-failing').length).toBeLessThanOrEqual(3)
    expect(told('webhook-works').length).toBeGreaterThanOrEqual(1)
  }, 60_000)

  test('are tried again after 5 s, then after twice as long each time', async () => {
    consumer.status = 500
    const receiver = start()
    await post(receiver, ratings(1))
    for (const [index, seconds] of [5, 10, 20, 40, 80].entries()) {
      const next = now + seconds * SECOND
      await eventually(async () => {
        expect(await waiting(receiver, next - 1)).toEqual([])
        expect(await waiting(receiver, next)).toMatchObject([{ attempts: index + 1 }])
      })
      expect(consumer.requests).toBe(index + 1)
      now = next
      look()
    }
  })

  test('are given up after three days, which the log tells', async () => {
    consumer.status = 500
    const receiver = start()
    await post(receiver, ratings(1))
    await eventually(async () => expect(await waiting(receiver, now + 5 * SECOND)).toMatchObject([{ attempts: 1 }]))
    now += 71 * HOUR
    look()
    await eventually(async () => expect(await waiting(receiver, now + 10 * SECOND)).toMatchObject([{ attempts: 2 }]))
    now += HOUR
    look()
    await eventually(() =>
      expect(told('webhook-given-up')).toEqual([
        {
          level: 'error',
          event: 'webhook-given-up',
          hook: new URL(consumer.url).host,
          attempts: 3,
          error: 'status 500',
        },
      ]),
    )
    expect(await waiting(receiver)).toEqual([])
  })

  test('are posted once each by two receivers of one database, when nothing fails', async () => {
    const two = [start(), start()] as const
    const batches = Array.from({ length: 20 }, () => ratings(5))
    await Promise.all(batches.map((batch, turn) => post(two[turn % 2] as never, batch)))
    await eventually(async () => expect(await waiting(two[0])).toEqual([]))
    expect(takenIds()).toEqual(batches.flatMap((batch) => batch.map(({ id }) => id)).sort())
  }, 60_000)

  test('are posted by another receiver when the one that had begun died', async () => {
    const dead = open()
    await dead.append([{ event: event('rating.given', { id: 'a' }), at: now, received: now }], () => [consumer.url])
    const [delivery] = (await dead.outbox.due(consumer.url, now, 1)) as [Delivery]
    expect(await dead.outbox.claim(delivery, now + LEASE)).toBe(true)
    await dead.close()
    const receiver = start()
    look()
    await eventually(async () => expect(await waiting(receiver)).toHaveLength(1))
    now += LEASE - 1
    look()
    expect(await waiting(receiver, now)).toEqual([])
    expect(consumer.requests).toBe(0)
    now += 1
    look()
    await eventually(() => expect(takenIds()).toEqual(['a']))
  })

  test('cut off when the receiver is closed are due at once, for whoever starts next, and are no failure', async () => {
    consumer.hangs = true
    const first = start()
    const events = ratings(3)
    await post(first, events)
    await eventually(() => expect(consumer.requests).toBe(3))
    await first.receiver.close()
    expect(await waiting(first, now)).toMatchObject(Array(3).fill({ attempts: 1 }))
    expect(log.filter(({ event: name }) => name.startsWith('webhook') || name === 'store-failed')).toEqual([])
    consumer.hangs = false
    start()
    await eventually(() => expect(takenIds()).toEqual(events.map(({ id }) => id).sort()))
  })

  test('follow no redirect', async () => {
    consumer.status = 307
    const receiver = start()
    await post(receiver, ratings(1))
    await eventually(async () => expect(await waiting(receiver, now + 5 * SECOND)).toMatchObject([{ attempts: 1 }]))
    expect([consumer.requests, told('webhook-failing')[0]?.error]).toEqual([1, 'status 307'])
  })

  test('leave nothing of a user who is erased, nor of one who is too old to be kept', async () => {
    consumer.status = 500
    const receiver = start()
    await post(receiver, [event('rating.given', { subject: 'u_1' }), event('rating.given', { subject: 'u_2' })])
    await eventually(async () => expect(await waiting(receiver, now + 5 * SECOND)).toHaveLength(2))
    await receiver.store.erase('u_1')
    expect(await waiting(receiver)).toMatchObject([{ subject: 'u_2' }])
    await receiver.store.expire(now + 1, 10)
    expect(await waiting(receiver)).toEqual([])
  })

  test('end with the retention of their event where that is shorter, which the log tells', async () => {
    consumer.status = 500
    const receiver = start({ retention: 1 })
    await post(receiver, ratings(2))
    await eventually(async () => expect(await waiting(receiver, now + 5 * SECOND)).toHaveLength(2))
    now += 24 * HOUR + 1
    await eventually(() => {
      // An hour that ends while the first run is still under way begins no other.
      vi.advanceTimersByTime(HOUR)
      expect(told('expired')).toMatchObject([{ count: 2 }])
    })
    expect(told('webhook-expired')).toEqual([{ level: 'error', event: 'webhook-expired', count: 2 }])
    expect(await waiting(receiver)).toEqual([])
  })

  test('that are no longer configured are dropped after three days, which the log tells', async () => {
    const store = open()
    await store.append([{ event: event('rating.given'), at: now, received: now }], () => ['https://old.example/'])
    await store.close()
    now += 71 * HOUR
    const first = start()
    await first.receiver.close()
    expect(await first.store.outbox.due('https://old.example/', now, 1)).toHaveLength(1)
    now += HOUR + 1
    const second = start()
    await second.receiver.close()
    expect(await second.store.outbox.due('https://old.example/', now, 1)).toEqual([])
    expect(told('webhook-abandoned')).toMatchObject([{ level: 'error', count: 1 }])
  })
})
