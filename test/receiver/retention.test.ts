import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LogLine } from '../../src/receiver/log'
import { createReceiver } from '../../src/receiver/receiver'
import { BATCH_SIZE, startRetention } from '../../src/receiver/retention'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { eventually } from './eventually'
import { storedEvent } from './events'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.parse('2025-03-06T12:00:00Z')

describe('retention', () => {
  let now: number
  let hourly: () => void
  let log: LogLine[]
  beforeEach(() => {
    now = NOW
    log = []
  })

  const started = (expire: Store['expire'] & object) =>
    startRetention(30, {
      expire,
      log: (line) => log.push(line),
      now: () => now,
      every(milliseconds, run) {
        expect(milliseconds).toBe(HOUR)
        hourly = run
        return () => {}
      },
    })

  test('deletes in small steps, at once and every hour, and says how many', async () => {
    const left = [BATCH_SIZE, BATCH_SIZE, 7, 0, 3]
    const expire = vi.fn(async (_before: number, _limit: number) => left.shift() ?? 0)
    const stop = started(expire)
    await eventually(() => expect(log).toEqual([{ level: 'info', event: 'expired', count: 2 * BATCH_SIZE + 7 }]))
    expect(expire.mock.calls).toEqual(Array(3).fill([NOW - 30 * DAY, BATCH_SIZE]))
    now += HOUR
    hourly()
    await eventually(() => expect(expire).toHaveBeenLastCalledWith(NOW + HOUR - 30 * DAY, BATCH_SIZE))
    await stop()
    expect(log).toHaveLength(1)
  })

  test('says what kept it, and tries again the next hour', async () => {
    let broken = true
    const stop = started(async () => {
      if (broken) throw Object.assign(new Error(), { code: 'ECONNREFUSED' })
      return 1
    })
    await eventually(() => expect(log).toMatchObject([{ event: 'store-failed', error: 'Error ECONNREFUSED' }]))
    broken = false
    hourly()
    await eventually(() => expect(log).toHaveLength(2))
    await stop()
  })

  test('stops after the step under way', async () => {
    let finish = (_deleted: number) => {}
    const expire = vi.fn(() => new Promise<number>((resolve) => (finish = resolve)))
    const stopped = started(expire)()
    finish(BATCH_SIZE)
    await stopped
    expect(expire).toHaveBeenCalledTimes(1)
  })
})

describe('createReceiver', () => {
  let store: Required<Store>
  beforeEach(() => {
    store = sqliteStore(':memory:')
  })
  afterEach(() => store.close())

  test('deletes what was received more days ago than it keeps, and nothing newer', async () => {
    const ages = [31 * DAY, 30 * DAY + 1, 30 * DAY, DAY, 0]
    await store.append(ages.map((age) => storedEvent('rating.given', { id: `${age}`, received: NOW - age })))
    const log: LogLine[] = []
    const receiver = createReceiver({ store, retention: 30, now: () => NOW, log: (line) => log.push(line) })
    await eventually(() => expect(log).toContainEqual({ level: 'info', event: 'expired', count: 2 }))
    await receiver.close()
    expect((await store.eventsOf('u_1')).map(({ event }) => event.id).sort()).toEqual(ages.slice(2).map(String).sort())
  })

  test('shorter than the three days a webhook is tried ends the trying, and says how many events that were', async () => {
    const hook = 'https://crm.example.com/'
    const given = [2 * DAY, DAY + 1, DAY].map((age) =>
      storedEvent('rating.given', { id: `${age}`, received: NOW - age }),
    )
    await store.append(given, () => [hook])
    const log: LogLine[] = []
    const receiver = createReceiver({ store, retention: 1, now: () => NOW, log: (line) => log.push(line) })
    await eventually(() => expect(log).toContainEqual({ level: 'info', event: 'expired', count: 2 }))
    await receiver.close()
    expect(log).toContainEqual({ level: 'error', event: 'webhook-expired', count: 2 })
    expect(await store.outbox.due(hook, NOW, 10)).toHaveLength(1)
  })

  test('says nothing of webhooks that have all they are to have', async () => {
    await store.append([storedEvent('rating.given', { received: NOW - 2 * DAY })])
    const log: LogLine[] = []
    const receiver = createReceiver({ store, retention: 1, now: () => NOW, log: (line) => log.push(line) })
    await eventually(() => expect(log).toContainEqual({ level: 'info', event: 'expired', count: 1 }))
    await receiver.close()
    expect(log.filter(({ event }) => event === 'webhook-expired')).toEqual([])
  })

  test('keeps everything unless told otherwise', async () => {
    await store.append([storedEvent('rating.given', { received: 0 })])
    await createReceiver({ store, now: () => NOW, log: () => {} }).close()
    expect(await store.eventsOf('u_1')).toHaveLength(1)
  })

  test.each([
    [0, /expected "retention" to be a number of days, 1 or more, got 0; to keep everything leave it out/],
    [Number.NaN, /got NaN/],
    ['30', /got "30"/],
  ])('refuses a retention of %j', (retention, message) => {
    expect(() => createReceiver({ store, retention: retention as never })).toThrow(message)
  })

  test('refuses retention on a store that can not delete by age', () => {
    const { expire: _, ...simple } = store
    expect(() => createReceiver({ store: simple, retention: 30 })).toThrow(/needs a store that can "expire" events/)
  })
})
