import { once } from 'node:events'
import { type ClientRequest, request as ask, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { event } from '../receiver/events'
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
