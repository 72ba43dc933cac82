import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { SignJWT } from 'jose'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ReceiverOptions } from '../../src/receiver/options'
import { createReceiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { terminal } from './io'
import { type Habits, ORIGIN, ownEndpoint } from './own-endpoint'

const SECRET = 'a secret of at least thirty-two bytes'
const GOOD = `e30.${Buffer.from('{"sub":"u_1"}').toString('base64url')}.good`
const ALL = ['--origin', ORIGIN, '--token', GOOD, '--patience', '2s']

interface Told {
  ok: boolean
  subject: string
  checks: { code: string; outcome: string; found: string; fix?: string }[]
}

async function conform(url: string, ...args: string[]) {
  const { code, out } = await terminal(['conform', url, '--json', ...args])
  const told: Told = JSON.parse(out.join('\n'))
  const those = (outcome: string) => told.checks.filter((check) => check.outcome === outcome)
  return { code, ...told, failed: those('failed'), skipped: those('skipped').map(({ code }) => code) }
}

async function receiverAt(options: Partial<ReceiverOptions>): Promise<string> {
  const store = sqliteStore(':memory:')
  const limits = { patience: 1_500 }
  const receiver = createReceiver({ store, origins: [ORIGIN], limits, log: () => {}, ...options })
  const server = createServer(getRequestListener(receiver.fetch)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await store.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('gainloop conform finds nothing wrong with', () => {
  test('our receiver, with a token', async () => {
    const token = await new SignJWT({ sub: 'u_1' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(SECRET))
    const url = await receiverAt({ secret: SECRET })
    const found = await conform(url, '--origin', ORIGIN, '--token', token, '--patience', '5s')
    expect(found).toMatchObject({ code: 0, ok: true, failed: [], skipped: [], subject: 'u_1' })
  })

  test('our receiver without one: what needs an origin or a token is skipped', async () => {
    const found = await conform(await receiverAt({}), '--patience', '5s')
    expect(found).toMatchObject({ code: 0, failed: [], subject: expect.stringMatching(/^anon-conform-/) })
    expect(found.skipped).toEqual(['preflight', 'cors', 'cors-refusals', 'forged-token', 'state-of-others'])
  })

  test('an endpoint of another make', async () => {
    expect(await conform(await ownEndpoint(), ...ALL)).toMatchObject({ code: 0, failed: [], skipped: [] })
  })

  test('one that is asked under an address it has moved from', async () => {
    const url = await ownEndpoint()
    const moved = createServer((_, response) => response.writeHead(308, { location: url }).end()).listen(0, '127.0.0.1')
    await once(moved, 'listening')
    onTestFinished(() => void moved.close())
    const old = `http://127.0.0.1:${(moved.address() as AddressInfo).port}/`
    expect(await conform(old, '--patience', '2s')).toMatchObject({ code: 0, failed: [] })
  })

  test('one that limits how often it is asked, and says when to come back', async () => {
    let asked = 0
    const refuse: Habits['refuse'] = () => (asked++ % 2 ? 429 : undefined)
    const cors: Habits['cors'] = (_, status) => (status === 429 ? { 'retry-after': '0' } : {})
    const limited = await ownEndpoint({ refuse, cors })
    expect((await conform(limited, '--patience', '2s')).checks[0]).toMatchObject({ outcome: 'ok', found: '204' })
  })
})

/** As a database without a unique key would have it. */
const doubled = { moments: [] as object[], ratings: [], lessons: [], commitments: [], asks: [] }
const served = (body: object | string): Partial<Habits> => ({
  state: (subject) => (subject === 'u_1' ? [200, typeof body === 'string' ? body : JSON.stringify(body)] : [401, '']),
})
/** As one that runs only where `broken` holds; else as a right one. */
const taking = (
  broken: (events: { id: string; data: object }[], stored: Map<string, object>) => number | undefined,
): Partial<Habits> => ({
  take(events, stored) {
    const status = broken(events, stored)
    for (const event of events) stored.set(event.id, event)
    return status ?? 204
  },
})
const refusing = (spared: number, instead?: number): Partial<Habits> => ({
  refuse({ headers }, body) {
    if (headers.authorization && !headers.authorization.endsWith('.good')) return 401
    const parsed = parse(body)
    const wrong =
      headers['content-type'] !== 'application/cloudevents-batch+json'
        ? 415
        : parsed === undefined
          ? 400
          : Array.isArray(parsed)
            ? undefined
            : 422
    return wrong === spared ? instead : wrong
  },
  take: (events) => (Array.isArray(events) ? 204 : 202),
})
function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

describe('gainloop conform tells of an endpoint that', () => {
  test.each<[string, string, Partial<Habits>, string]>([
    [
      'refuses what it has',
      'again',
      taking((events, stored) => (events.every(({ id }) => stored.has(id)) ? 409 : undefined)),
      '2xx, got 409',
    ],
    [
      'tells batches apart, not events',
      'overlap',
      taking((events, stored) =>
        events.some(({ id }) => stored.has(id)) && events.some(({ id }) => !stored.has(id)) ? 409 : undefined,
      ),
      '2xx, got 409',
    ],
    [
      'is strict about members of data',
      'unknown',
      taking((events) => ('conformance' in (events[0]?.data ?? {}) ? 422 : undefined)),
      '2xx, got 422',
    ],
    ['takes 32 KiB only', 'large', taking((events) => (events.length > 50 ? 413 : undefined)), '2xx, got 413'],
    [
      'looks at the first piece only',
      'slow-body',
      {
        read: async (request) =>
          String(await new Promise((resolve) => request.once('data', resolve).once('close', resolve))),
      },
      '2xx, got 400',
    ],
    ['waits for ever', 'stalled-body', { patience: 0 }, 'a closed connection, got no answer within 2 s'],
    ['breaks down over bad JSON', 'not-json', refusing(400, 500), 'a 4xx that is not 401, 408 or 429, got 500'],
    ['asks for bad JSON again', 'not-json', refusing(400, 429), 'a 4xx that is not 401, 408 or 429, got 429'],
    ['takes what is no batch', 'not-a-batch', refusing(422), 'a 4xx that is not 401, 408 or 429, got 202'],
    ['takes text/plain', 'content-type', refusing(415), 'a 4xx that is not 401, 408 or 429, got 204'],
    ['takes 8 MiB', 'oversize', { read: text }, 'expected 413, got 204'],
    ['answers no preflight', 'preflight', { preflight: 405 }, '2xx, got 405'],
    [
      'lets no header through',
      'preflight',
      {
        cors: ({ method }) => ({
          'access-control-allow-origin': ORIGIN,
          ...(method === 'OPTIONS' && { 'access-control-allow-headers': 'content-type' }),
        }),
      },
      'with authorization, got content-type',
    ],
    [
      'lets another origin in',
      'preflight',
      {
        cors: ({ method }) => ({
          'access-control-allow-origin': method === 'OPTIONS' ? 'https://shop.example.com' : ORIGIN,
        }),
      },
      `${ORIGIN}, got https://shop.example.com`,
    ],
    [
      'lets nobody read the answer',
      'cors',
      {
        cors: ({ method }, status) =>
          method === 'POST' && status < 300
            ? {}
            : { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, *' },
      },
      'got no such header',
    ],
    [
      'lets nobody read a refusal',
      'cors-refusals',
      {
        cors: (_, status) =>
          status < 300
            ? { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, *' }
            : {},
      },
      'got no such header',
    ],
    [
      'verifies no token',
      'forged-token',
      {
        refuse: ({ headers }, body) =>
          headers['content-type'] === 'text/plain' ? 415 : Array.isArray(parse(body)) ? undefined : 400,
      },
      '401, got 204',
    ],
    [
      'forbids instead of asking for another token',
      'forged-token',
      {
        refuse: ({ headers }, body) =>
          !headers.authorization?.endsWith('.good')
            ? 403
            : headers['content-type'] === 'text/plain'
              ? 415
              : Array.isArray(parse(body))
                ? undefined
                : 400,
      },
      '401, got 403',
    ],
    [
      'breaks down when asked for state',
      'state',
      { state: (subject) => (subject === 'u_1' ? [500, ''] : [401, '']) },
      '200, 404 or 405, got 500',
    ],
    ['serves a web page as state', 'state', served('<!doctype html>'), 'JSON, got something else'],
    ['has no clock', 'state', served({ ...doubled, now: '2025-03-06' }), '"now" in milliseconds, got "2025-03-06"'],
    ['serves its own shape', 'state', served({ now: 1, moments: [], ratings: {} }), 'a list "ratings", got {}'],
    [
      'has stored a moment twice',
      'state',
      served({
        ...doubled,
        now: 1,
        moments: [
          { action: 'a', id: '1' },
          { action: 'a', id: '1' },
        ],
      }),
      'each moment once, got "a 1" twice',
    ],
    [
      'serves anybody’s state to anybody',
      'state-of-others',
      { state: () => [200, JSON.stringify({ ...doubled, now: 1 })] },
      '401, 403, 404 or 405, got 200',
    ],
  ])('%s: %s fails, and nothing else', async (_, code, wrong, found) => {
    const told = await conform(await ownEndpoint(wrong), ...ALL)
    expect(told.failed).toEqual([
      expect.objectContaining({ code, found: expect.stringContaining(found), fix: expect.stringMatching(/\w{3}/) }),
    ])
    expect([told.code, told.ok, told.skipped]).toEqual([1, false, code === 'again' ? ['at-once'] : []])
  })

  test('looks first and writes then: at-once fails, and nothing else', async () => {
    const url = await ownEndpoint({
      async take(events, stored) {
        const fresh = events.filter(({ id }) => !stored.has(id))
        await setTimeout(50)
        // As a unique key would have it.
        if (fresh.some(({ id }) => stored.has(id))) return 409
        for (const event of fresh) stored.set(event.id, event)
        return 204
      },
    })
    expect((await conform(url, ...ALL)).failed.map(({ code }) => code)).toEqual(['at-once'])
  })

  test('counts an event twice, and says so itself', async () => {
    const receiver = await ownEndpoint()
    const counting = createServer(async (request, response) => {
      const answer = await fetch(receiver, {
        method: 'POST',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body: await text(request).catch(() => '['),
      })
      response.writeHead(answer.ok ? 202 : answer.status).end('{"accepted":2}')
    }).listen(0, '127.0.0.1')
    await once(counting, 'listening')
    onTestFinished(() => {
      counting.closeAllConnections()
      counting.close()
    })
    const { failed } = await conform(
      `http://127.0.0.1:${(counting.address() as AddressInfo).port}/`,
      '--patience',
      '1s',
    )
    expect(failed[0]).toMatchObject({ code: 'again', found: 'expected none counted as new, got 2 counted' })
  })

  test('is not there: the rest is skipped, and nothing is held against it', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const url = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/`
    await new Promise((resolve) => gone.close(resolve))
    const { code, failed, skipped, checks } = await conform(url)
    expect([code, failed[0]?.code, failed[0]?.found]).toEqual([
      1,
      'acknowledged',
      'expected 2xx, got no connection (ECONNREFUSED)',
    ])
    expect(skipped).toHaveLength(checks.length - 1)
  })

  test('wants a token: that is said', async () => {
    const { failed } = await conform(await ownEndpoint({ refuse: () => 401 }))
    expect(failed[0]).toMatchObject({ code: 'acknowledged', fix: expect.stringContaining('--token') })
  })
})

test('gainloop conform prints a sentence for each check, how to mend what failed, and whose the events are', async () => {
  const { code, out } = await terminal(['conform', await ownEndpoint({ preflight: 405 }), ...ALL])
  expect(code).toBe(1)
  expect(out[0]).toBe('ok       A batch of new events is acknowledged: 204')
  expect(out.join('\n')).toContain(
    'failed   The browser may ask whether a page of that origin may post: expected 2xx, got 405\n           answer OPTIONS with 204',
  )
  expect(out.at(-1)).toBe('17 ok, 1 failed, 0 skipped; the posted events have the subject u_1')
})

test.each([
  [[], 'which endpoint?\n  try: gainloop conform http://127.0.0.1:8787/'],
  [
    ['localhost:8787'],
    'expected the URL of an endpoint, got "localhost:8787"\n  try: gainloop conform http://localhost:8787',
  ],
  [['app.example.com/api'], 'got "app.example.com/api"\n  try: gainloop conform https://app.example.com/api'],
  [['file:///etc/passwd'], 'expected the URL of an endpoint, got "file:///etc/passwd"'],
  [['http://a.example', '--origin', 'a.example'], 'expected an origin like https://app.example.com'],
  [['http://a.example', '--patience', 'long'], 'expected a duration like "60s", got "long"'],
  [['http://a.example', '--token', ''], 'the token is empty'],
])('gainloop conform called with %j is wrong usage', async (args, said) => {
  const { code, err } = await terminal(['conform', ...args])
  expect([code, err.join()]).toEqual([2, expect.stringContaining(said)])
})
