import { once } from 'node:events'
import { type ClientRequest, request as ask, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { event } from '../receiver/events'
import { eventually } from '../receiver/eventually'
import { SECRET } from '../receiver/webhooks/consumer'
import { type Served, test } from './served'

const body = JSON.stringify([event('rating.given', { id: 'a' })])

/** A request whose body is half there. */
function begun({ url }: Served): { request: ClientRequest; answer: Promise<[IncomingMessage]> } {
  const headers = { 'content-type': 'application/cloudevents-batch+json', 'content-length': Buffer.byteLength(body) }
  const request = ask(url, { method: 'POST', headers, agent: false })
  request.write(body.slice(0, 20))
  return { request, answer: once(request, 'response') as Promise<[IncomingMessage]> }
}

/** Resolves once the port accepts no connections any more. */
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

/** Resolves once the receiver has answered another request, which it got after the first half of the body. */
const heard = async ({ url }: Served) => void (await (await fetch(new URL('health', url))).text())

test.for(['SIGTERM', 'SIGINT'] as const)(
  'asked to stop by %s, gainloop serve accepts nothing new, ends what it has begun, and exits with 0',
  async (signal, { serve }) => {
    const served = await serve(['--db', ':memory:'])
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
)

test('a request that does not end delays the exit for five seconds at most, and is not acknowledged', async ({
  serve,
}) => {
  const served = await serve(['--db', ':memory:'])
  const { answer } = begun(served)
  await heard(served)
  const [ended] = await Promise.all([served.end('SIGTERM'), expect(answer).rejects.toThrow('socket hang up')])
  expect(ended).toBe(0)
}, 60_000)

test('a webhook that does not answer does not delay the exit, and gets the event after the next start', async ({
  serve,
  consumer,
  folder,
}) => {
  consumer.hangs = true
  const options = ['--db', join(folder, 'stop.db'), '--webhook', consumer.url]
  const env = { GAINLOOP_WEBHOOK_SECRET: SECRET }
  const first = await serve(options, env)
  await fetch(first.url, { method: 'POST', headers: { 'content-type': 'application/cloudevents-batch+json' }, body })
  await eventually(() => expect(consumer.requests).toBe(1))
  expect(await first.end('SIGTERM')).toBe(0)
  expect(first.printed.join('\n')).not.toContain('webhook-failing')
  consumer.hangs = false
  const second = await serve(options, env)
  await eventually(() => expect(consumer.taken).toHaveLength(1))
  expect(await second.end('SIGTERM')).toBe(0)
}, 60_000)

test('a body without a length that grows beyond the limit is refused before it ends', async ({ serve }) => {
  const served = await serve(['--db', ':memory:'])
  const headers = { 'content-type': 'application/cloudevents-batch+json' }
  const request = ask(served.url, { method: 'POST', headers, agent: false })
  const answer = once(request, 'response') as Promise<[IncomingMessage]>
  for (let sent = 0; sent < 262_144; sent += 4_096) {
    request.write(' '.repeat(4_096))
    await new Promise(setImmediate)
  }
  // One byte more than the limit. A write after that could fail on the closed connection before the response is read.
  request.write(' ')
  const [response] = await answer
  expect([response.statusCode, JSON.parse(await text(response)).code]).toEqual([413, 'too-large'])
  request.on('error', () => {}).destroy()
  expect(await served.end('SIGTERM')).toBe(0)
}, 60_000)
