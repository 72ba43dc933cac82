/** Limits count what requests cost, nobody can walk around them, and a small request waits for no large ones. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fairTurns } from '../../src/receiver/fair-turns'
import type { ReceiverOptions } from '../../src/receiver/options'
import { rateLimiter } from '../../src/receiver/rate-limiter'
import type { LogLine } from '../../src/receiver/log'
import { createReceiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

let store: Store
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const receiver = (options: Partial<ReceiverOptions>) =>
  createReceiver({ store, now: () => 0, log: () => {}, ...options })
const request = (events: unknown[], headers: Record<string, string> = {}) =>
  new Request('https://app.example.com/', {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json', ...headers },
    body: JSON.stringify(events),
  })
const batch = (count: number, subject = 'u_1', data = {}) =>
  Array.from({ length: count }, () => event('ask.shown', { subject, data }))

describe('a request', () => {
  test.each<[string, unknown[], number]>([
    ['of one event', batch(1), 10],
    ['of twenty events', batch(20), 10],
    ['of a hundred events', batch(100), 2],
    ['of six hundred events', batch(600), 1],
    ['of one event of 80 KiB', batch(1, 'u_1', { words: 'x'.repeat(80 * 1024) }), 1],
    ['of a hundred events that are none', Array.from({ length: 100 }, () => ({ subject: 'u_1' })), 2],
  ])('%s counts for what it costs', async (_, events, allowed) => {
    for (const limits of [
      { subject: { burst: 10, perSecond: 0.1 } },
      { subject: false as const, address: { burst: 10, perSecond: 0.1 } },
    ]) {
      const { fetch } = receiver({ limits })
      let taken = 0
      while ((await fetch(request(events), { address: '203.0.113.9' })).status === 202) taken++
      expect(taken).toBe(allowed)
    }
  })

  test('that costs more than there is may be sent, and is waited for afterwards', async () => {
    let now = 0
    const { fetch } = receiver({ limits: { subject: { burst: 2, perSecond: 1 } }, now: () => now })
    const status = async () => (await fetch(request(batch(200)))).status
    expect([await status(), await status()]).toEqual([202, 429])
    now += 8_000
    expect(await status()).toBe(429)
    now += 1_000
    expect(await status()).toBe(202)
  })

  test('counts for its account, whoever of it sends it', async () => {
    const { fetch } = receiver({ limits: { account: { burst: 2, perSecond: 0.1 } } })
    const status = async (subject: string, account: string) =>
      (await fetch(request(batch(1, subject, { account })))).status
    expect([await status('u_1', 'acme'), await status('u_2', 'acme'), await status('u_3', 'acme')]).toEqual([
      202, 202, 429,
    ])
    expect(await status('u_3', 'globex')).toBe(202)
  })

  test('for a state counts for the events that were read for it', async () => {
    await receiver({}).fetch(request(batch(600)))
    const { fetch } = receiver({ limits: { subject: { burst: 3, perSecond: 0.1 } } })
    const status = async () => (await fetch(new Request('https://app.example.com/?subject=u_1'))).status
    expect([await status(), await status()]).toEqual([200, 429])
  })
})

describe('a limit', () => {
  test('holds, however many keys are made up', () => {
    const { take } = rateLimiter({ burst: 2, perSecond: 0.001 }, () => 0)
    expect([take('u_1'), take('u_1'), take('u_1')]).toEqual([0, 0, 1_000])
    for (let n = 0; n < 50_000; n++) take(`made up ${n}`)
    expect(take('u_1')).toBe(1_000)
  })

  test.each([
    ['a header that nobody vouches for', '10.0.0.2', (n: number) => `198.51.100.${n}`, undefined],
    ['other ports', '10.0.0.2', (n: number) => `198.51.100.7:${n}`, ['10.0.0.0/8']],
    ['other hops before those of the proxy', '10.0.0.2', (n: number) => `1.1.1.${n}, 198.51.100.7`, ['10.0.0.0/8']],
    ['other addresses of one IPv6 network', '10.0.0.2', (n: number) => `2001:db8::${n}`, ['10.0.0.0/8']],
  ])('is not walked around by %s', async (_, remoteAddress, hops, trustProxy) => {
    const { fetch } = receiver({
      limits: { address: { burst: 1, perSecond: 0.1 } },
      ...(trustProxy && { trustProxy }),
    })
    const status = async (n: number) => {
      const sent = request(batch(1), { 'x-forwarded-for': hops(n) })
      return (await fetch(sent, { incoming: { socket: { remoteAddress } } })).status
    }
    expect([await status(1), await status(2)]).toEqual([202, 429])
  })

  test('is each visitor’s own behind a proxy that is named, and the log says so where it is not', async () => {
    const log: LogLine[] = []
    const answers = async (trustProxy?: string[]) => {
      const { fetch } = receiver({
        limits: { address: { burst: 1, perSecond: 0.1 } },
        log: (line) => log.push(line),
        ...(trustProxy && { trustProxy }),
      })
      const of = async (visitor: string) => {
        const sent = request(batch(1), { 'x-forwarded-for': visitor })
        return (await fetch(sent, { incoming: { socket: { remoteAddress: '10.0.0.2' } } })).status
      }
      return [await of('198.51.100.1'), await of('198.51.100.2')]
    }
    expect(await answers(['10.0.0.0/8'])).toEqual([202, 202])
    expect(log.map(({ hint = '' }) => hint).join()).not.toContain('proxy')
    expect(await answers()).toEqual([202, 429])
    expect(log.at(-1)).toMatchObject({ level: 'warn', status: 429, hint: expect.stringContaining('"trustProxy"') })
  })
})

describe('a turn', () => {
  test('goes to who asks for little before those who ask for much, and to each sender in turn', async () => {
    const takeTurn = fairTurns(100)
    const order: string[] = []
    const first = await takeTurn('large', 100)
    const taken = [
      ...['a 1', 'a 2', 'a 3'].map((name) => ['a', name, 100] as const),
      ['b', 'b', 100] as const,
      ['c', 'c', 1] as const,
    ].map(async ([key, name, cost]) => {
      const end = await takeTurn(key, cost)
      order.push(name)
      end()
    })
    first()
    await Promise.all(taken)
    expect(order).toEqual(['c', 'a 1', 'b', 'a 2', 'a 3'])
  })

  test('that costs more than all that may be taken at once is taken alone', async () => {
    const takeTurn = fairTurns(10)
    const end = await takeTurn('a', 1_000)
    let begun = false
    const next = takeTurn('b', 1).then(() => (begun = true))
    await new Promise(setImmediate)
    expect(begun).toBe(false)
    end()
    await next
  })

  test('of a single event does not wait for twenty full batches', async () => {
    const { fetch } = receiver({ limits: { subject: false } })
    const order: string[] = []
    const full = Array.from({ length: 20 }, (_, n) => request(batch(600, `u_${n}`)))
    const all = full.map((each) => fetch(each).then(() => order.push('batch')))
    await new Promise(setImmediate)
    await Promise.all([...all, fetch(request(batch(1, 'u_single'))).then(() => order.push('single'))])
    expect(order.indexOf('single')).toBeLessThan(10)
  })
})
