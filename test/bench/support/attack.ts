/** One attack, named on the command line, against a receiver on SQLite in memory. Prints what it found as JSON. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { listen } from '../../../src/receiver/node'
import { createReceiver } from '../../../src/receiver/receiver'
import { sqliteStore } from '../../../src/receiver/stores/sqlite'
import { event, storedEvent } from '../../receiver/events'

const URL_ = 'https://app.example.com/'
const HEADERS = { 'content-type': 'application/cloudevents-batch+json' }
const store = sqliteStore(':memory:')

const request = (events: unknown[]) =>
  new Request(URL_, { method: 'POST', headers: HEADERS, body: JSON.stringify(events) })
const batch = (count: number, make: (n: number) => unknown) => Array.from({ length: count }, (_, n) => make(n))
const shown = (subject = 'u_1') => event('ask.shown', { id: crypto.randomUUID(), subject })

async function fill(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1_000) {
    await store.append(Array.from({ length: 1_000 }, () => storedEvent('ask.shown', { id: crypto.randomUUID() })))
  }
}

const megabytes = (bytes: number) => bytes / 1024 / 1024

/** The processor time of `work` in ms, and the longest time in which nobody else was served. */
async function cost(work: () => Promise<unknown>): Promise<{ processor: number; block: number }> {
  let block = 0
  let last = performance.now()
  const timer = setInterval(() => {
    block = Math.max(block, performance.now() - last)
    last = performance.now()
  }, 1)
  const begun = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begun)
  await new Promise((resolve) => setTimeout(resolve, 5))
  clearInterval(timer)
  return { processor: (user + system) / 1_000, block }
}

const attacks: Record<string, () => Promise<Record<string, { value: number; unit: string }>>> = {
  async state() {
    await fill(54_000)
    const { fetch } = createReceiver({ store, log: () => {} })
    const { processor, block } = await cost(() => fetch(new Request(`${URL_}?subject=u_1`)))
    return {
      'state of 54,000 events: processor': { value: processor, unit: 'ms' },
      'state of 54,000 events: longest block': { value: block, unit: 'ms' },
    }
  },

  async memory() {
    await fill(80_000)
    const { fetch } = createReceiver({ store, log: () => {} })
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 1)
    await fetch(new Request(`${URL_}?subject=u_1`))
    clearInterval(timer)
    return {
      'state of 80,000 events: memory': {
        value: megabytes(Math.max(most, process.memoryUsage().heapUsed)),
        unit: 'MB',
      },
    }
  },

  async bodies() {
    const receiver = createReceiver({ store, log: () => {} })
    const { port, close } = await listen(receiver, { port: 0 })
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    const head = `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${HEADERS['content-type']}\r\ncontent-length: 256100\r\n\r\n`
    const sockets: Socket[] = []
    for (let n = 0; n < 800; n++) {
      const socket = connect(port, '127.0.0.1').on('error', () => {})
      sockets.push(socket)
      await once(socket, 'connect')
      socket.write(head + ' '.repeat(256_000))
      socket.resume()
    }
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    globalThis.gc?.()
    const each = (process.memoryUsage().rss - before) / 1024 / sockets.length
    for (const socket of sockets) socket.destroy()
    await close()
    return { '800 stalled bodies of 250 KiB: memory each': { value: each, unit: 'KiB' } }
  },

  async bad() {
    const { fetch } = createReceiver({ store, limits: { subject: false }, log: () => {} })
    const best = async (make: () => unknown) => {
      let least = Infinity
      for (let round = 0; round < 8; round++) {
        const posted = request(batch(600, make))
        least = Math.min(least, (await cost(() => fetch(posted))).processor)
      }
      return least
    }
    const good = await best(() => event('rating.given', { id: crypto.randomUUID() }))
    const data = { band: 'x', score: 7, value: {}, scale: 1, goal: 7 }
    const bad = await best(() => event('rating.given', { id: crypto.randomUUID(), data }))
    return { '600 bad events ÷ 600 good ones: processor': { value: bad / good, unit: '×' } }
  },

  async buckets() {
    const { fetch } = createReceiver({ store, limits: { subject: { burst: 3, perSecond: 0.001 } }, log: () => {} })
    const status = async () => (await fetch(request([shown('u_victim')]))).status
    while ((await status()) === 202);
    for (let n = 0; n < 11; n++) await fetch(request(batch(999, (m) => ({ subject: `anon-${n}-${m}` }))))
    return {
      'a user in debt, after 11 batches of made-up users': {
        value: (await status()) === 429 ? 0 : 1,
        unit: 'forgotten',
      },
    }
  },

  async turns() {
    const receiver = createReceiver({ store, limits: { subject: false, address: false }, log: () => {} })
    const { url, close } = await listen(receiver, { port: 0 })
    let stopped = false
    const post = (events: unknown[]) =>
      fetch(url, { method: 'POST', headers: HEADERS, body: JSON.stringify(events) }).then((response) => response.text())
    const senders = Array.from({ length: 20 }, async (_, n) => {
      while (!stopped) await post(batch(600, () => shown(`u_${n}`)))
    })
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    let longest = 0
    for (let n = 0; n < 5; n++) {
      const begun = performance.now()
      await post([shown('u_single')])
      longest = Math.max(longest, performance.now() - begun)
    }
    stopped = true
    await Promise.all(senders)
    await close()
    return { 'one event beside 20 senders of full batches: wait': { value: longest, unit: 'ms' } }
  },
}

const found = await attacks[process.argv[2] ?? '']?.()
console.log(JSON.stringify(found ?? {}))
process.exit(0)
