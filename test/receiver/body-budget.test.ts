import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { bodyBudget } from '../../src/receiver/body-budget'
import { createReceiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const KIB = 1024

describe('the memory of all bodies', () => {
  test('is limited for all, and to a quarter for one sender', () => {
    const budget = bodyBudget(400, 100, () => 0)
    const sent = (sender: string, bytes: number) => budget.begin(sender).grow(bytes)
    expect([sent('a', 60), sent('a', 40), sent('a', 1)]).toEqual([true, true, false])
    expect([sent('b', 100), sent('c', 100), sent('d', 100), sent('e', 1)]).toEqual([true, true, true, false])
  })

  test('is given back when a request ends, once', () => {
    const budget = bodyBudget(400, 400, () => 0)
    const first = budget.begin('a')
    expect([first.grow(400), budget.begin('b').grow(1)]).toEqual([true, false])
    first.end()
    first.end()
    expect([budget.begin('b').grow(400), budget.begin('c').grow(1)]).toEqual([true, false])
  })

  test('always fits one body of the largest size', () => {
    expect(
      bodyBudget(400, 400, () => 0)
        .begin('a')
        .grow(400),
    ).toBe(true)
  })

  test('is taken from the body that arrives for the longest time, of the same sender where that has its part', () => {
    let now = 0
    const budget = bodyBudget(400, 200, () => now)
    const cutOff: string[] = []
    const begin = (sender: string, name: string, bytes: number) => {
      const share = budget.begin(sender)
      share.onCutOff = () => cutOff.push(name)
      return Object.assign(share, { fits: share.grow(bytes) })
    }
    const done = begin('a', 'arrived', 100)
    done.arrived()
    now = 1
    begin('b', 'of b', 100)
    begin('a', 'of a', 100)
    expect([begin('a', 'too much of a', 100).fits, begin('c', 'second of c', 200).fits]).toEqual([false, false])
    expect(cutOff).toEqual([])
    now = 2_001
    expect([begin('a', 'next of a', 100).fits, begin('c', 'of c', 200).fits]).toEqual([true, true])
    expect(cutOff).toEqual(['of a', 'of b'])
  })
})

describe('bodies that stall', () => {
  let store: Store
  beforeEach(() => {
    store = sqliteStore(':memory:')
  })
  afterEach(() => store.close())

  const headers = { 'content-type': 'application/cloudevents-batch+json' }
  const init = (body: ReadableStream | string) => ({ method: 'POST', headers, body, duplex: 'half' }) as RequestInit
  const URL_ = 'https://app.example.com/'
  const stalled = () =>
    init(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(250 * KIB)) }))
  const small = () => init(JSON.stringify([event('rating.given')]))

  test('of one address take a quarter of the memory, and nobody else’s; the slowest make room when somebody needs it', async () => {
    let now = 0
    const limits = { memory: 4_000 * KIB, patience: 60_000 }
    const { fetch } = createReceiver({ store, limits, now: () => now, log: () => {} })
    const answered: number[] = []
    const send = async (address: string, body: RequestInit) => {
      const { status, headers } = await fetch(new Request(URL_, body), { address })
      if (status === 503) expect(headers.get('retry-after')).toBe('5')
      answered.push(status)
      return status
    }
    for (let n = 0; n < 40; n++) void send('198.51.100.1', stalled())
    await vi.waitFor(() => expect(answered).toEqual(Array.from({ length: 36 }, () => 503)))
    expect(await send('198.51.100.2', small())).toBe(202)
    for (let n = 0; n < 40; n++) void send(`203.0.113.${n}`, stalled())
    await vi.waitFor(() => expect(answered.filter((status) => status === 503)).toHaveLength(36 + 28))
    expect(await send('198.51.100.3', small())).toBe(503)
    now += 2_000
    expect(await send('198.51.100.3', small())).toBe(202)
  })

  test('a body in a hundred thousand pieces is taken like any other', async () => {
    const bytes = new TextEncoder().encode(`[${JSON.stringify(event('rating.given'))}${' '.repeat(100_000)}]`)
    let at = 0
    const pieces = new ReadableStream({
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, ++at))
        else controller.close()
      },
    })
    const { fetch } = createReceiver({ store, log: () => {} })
    expect((await fetch(new Request(URL_, init(pieces)))).status).toBe(202)
  })
})
