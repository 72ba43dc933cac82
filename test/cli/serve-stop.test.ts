import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type ClientRequest, request as ask, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { event } from '../receiver/events'
import { eventually } from '../receiver/eventually'
import { SECRET, startConsumer } from '../receiver/webhooks/consumer'
import { type Served, startServe } from './served'

const body = JSON.stringify([event('rating.given', { id: 'a' })])

/** A request whose body is half there. */
function begun({ url }: Served): { request: ClientRequest; answer: Promise<[IncomingMessage]> } {
  const headers = { 'content-type': 'application/cloudevents-batch+json', 'content-length': Buffer.byteLength(body) }
  const request = ask(url, { method: 'POST', headers, agent: false })
  request.write(body.slice(0, 20))
  return { request, answer: once(request, 'response') as Promise<[IncomingMessage]> }
}

/** Resolves once nobody can connect any more: it is stopping. */
async function refuses({ url }: Served): Promise<void> {
  const { port } = new URL(url)
  for (;;) {
    const socket = connect(Number(port), '127.0.0.1')
    const open = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (!open) return
  }
}

/** Resolves once the receiver has been asked something else after it: so it has the first half, too. */
const heard = async ({ url }: Served) => void (await (await fetch(new URL('health', url))).text())

test.each(['SIGTERM', 'SIGINT'] as const)(
  'asked to stop by %s, gainloop serve takes nothing new, ends what it has begun, and exits with 0',
  async (signal) => {
    const served = await startServe(['--db', ':memory:'])
    const { request, answer } = begun(served)
    await heard(served)
    const ended = served.end(signal)
    await refuses(served)
    request.end(body.slice(20))
    const [response] = await answer
    expect([response.statusCode, JSON.parse(await text(response))]).toEqual([
      202,
      { accepted: 1, duplicates: 0, rejected: [] },
    ])
    expect(await ended).toBe(0)
  },
  60_000,
)

test('a request that does not end keeps it for five seconds, not longer, and is not acknowledged', async () => {
  const served = await startServe(['--db', ':memory:'])
  const { answer } = begun(served)
  await heard(served)
  const [ended] = await Promise.all([served.end('SIGTERM'), expect(answer).rejects.toThrow('socket hang up')])
  expect(ended).toBe(0)
}, 60_000)

test('a webhook that answers nothing does not keep it, and gets the event when it is started again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gainloop-stop-'))
  const consumer = await startConsumer(Date.now)
  consumer.hangs = true
  const options = ['--db', join(folder, 'stop.db'), '--webhook', consumer.url]
  const env = { GAINLOOP_WEBHOOK_SECRET: SECRET }
  const first = await startServe(options, env)
  await fetch(first.url, { method: 'POST', headers: { 'content-type': 'application/cloudevents-batch+json' }, body })
  await eventually(() => expect(consumer.requests).toBe(1))
  expect(await first.end('SIGTERM')).toBe(0)
  expect(first.printed.join('\n')).not.toContain('webhook-failing')
  consumer.hangs = false
  const second = await startServe(options, env)
  await eventually(() => expect(consumer.taken).toHaveLength(1))
  expect(await second.end('SIGTERM')).toBe(0)
  consumer.close()
  await rm(folder, { recursive: true })
}, 60_000)

test('a body that trickles past the limit, and never says how long it is, is refused while it comes', async () => {
  const served = await startServe(['--db', ':memory:'])
  const headers = { 'content-type': 'application/cloudevents-batch+json' }
  const request = ask(served.url, { method: 'POST', headers, agent: false })
  const answer = once(request, 'response') as Promise<[IncomingMessage]>
  for (let sent = 0; sent < 262_144; sent += 4_096) {
    request.write(' '.repeat(4_096))
    await new Promise(setImmediate)
  }
  // One byte too many, and no end in sight; what came after it might meet a closed door before the answer is read.
  request.write(' ')
  const [response] = await answer
  expect([response.statusCode, JSON.parse(await text(response)).code]).toEqual([413, 'too-large'])
  request.on('error', () => {}).destroy()
  expect(await served.end('SIGTERM')).toBe(0)
}, 60_000)
