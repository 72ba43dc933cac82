import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { eventData, type GainloopEvent } from '../../src/delivery/event'
import type { LogLine } from '../../src/receiver/log'
import type { ReceiverOptions } from '../../src/receiver/options'
import { createReceiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const URL_ = 'https://app.example.com/api/gainloop'
const BATCH = 'application/cloudevents-batch+json'
const NOW = Date.parse('2025-03-06T12:00:00Z')
const HOUR = 3_600_000
const iso = (time: number) => new Date(time).toISOString()

let store: Store
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const receiver = (options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ store, now: () => NOW, log: () => {}, ...options })

const request = (body: unknown, headers: Record<string, string> = {}, url = URL_) =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': BATCH, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const post = async (body: unknown, options?: Partial<ReceiverOptions>, headers?: Record<string, string>) => {
  const response = await receiver(options).fetch(request(body, headers))
  return { status: response.status, headers: response.headers, body: await response.json() }
}

const storedIds = async () => {
  const ids: string[] = []
  for await (const { event } of store.events()) ids.push(event.id)
  return ids
}

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

describe('events', () => {
  test('are stored, counted once, and acknowledged again as duplicates', async () => {
    const batch = [event('action.completed', { id: 'a' }), event('rating.given', { id: 'b' })]
    expect(await post(batch)).toMatchObject({ status: 202, body: { accepted: 2, duplicates: 0, rejected: [] } })
    expect(await post(batch)).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 2, rejected: [] } })
    expect(await storedIds()).toEqual(['a', 'b'])
  })

  test('posted fifty times at once are stored once', async () => {
    const batch = [event('rating.given', { id: 'a' }), event('rating.explained', { id: 'b' })]
    const { fetch } = receiver()
    const answers = await Promise.all(Array.from({ length: 50 }, async () => (await fetch(request(batch))).json()))
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(2)
    expect(await storedIds()).toEqual(['a', 'b'])
  })

  test('come one alone too', async () => {
    const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8' }
    expect(await post(event('rating.given'), {}, headers)).toMatchObject({ status: 202, body: { accepted: 1 } })
  })

  test('of an empty batch are none', async () => {
    expect(await post([])).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 0, rejected: [] } })
  })

  test('keep what this version does not know', async () => {
    await post([{ ...event('rating.given', { data: { mood: 'new' } }), traceparent: '00-1' }])
    expect((await store.eventsOf('u_1'))[0]?.event).toMatchObject({ traceparent: '00-1', data: { mood: 'new' } })
  })

  test.each([
    ['/', 'https://app.example.com/'],
    ['a prefix', 'https://app.example.com/api/gainloop'],
    ['a prefix with a slash', 'https://app.example.com/api/gainloop/'],
    ['a deep prefix', 'https://app.example.com/a/b/c/d'],
  ])('are taken at %s, wherever it is mounted', async (_, url) => {
    expect((await receiver().fetch(request([event('rating.given')], {}, url))).status).toBe(202)
  })

  test.each([
    [{ time: '2025-03-07T11:59:59.000Z' }, '2025-03-07T11:59:59.000Z'],
    [{ time: '2025-03-07T12:00:01.000Z' }, '2025-03-06T12:00:00.000Z'],
    [{ time: '2999-01-01T00:00:00.000Z' }, '2025-03-06T12:00:00.000Z'],
    [{ time: '1999-01-01T00:00:00.000Z' }, '1999-01-01T00:00:00.000Z'],
  ])('at %o are stored at %s', async (change, time) => {
    await post([{ ...event('rating.given'), ...change }])
    const [stored] = await store.eventsOf('u_1')
    expect([stored?.event.time, stored?.at, stored?.received]).toEqual([time, Date.parse(time), NOW])
  })

  test('from a clock a year ahead keep the days between their times', async () => {
    await post([{ ...event('ask.snoozed', { data: { until: '2026-03-09T12:00:00Z' } }), time: '2026-03-06T12:00:00Z' }])
    expect((await store.eventsOf('u_1'))[0]?.event.data).toMatchObject({ until: '2025-03-09T12:00:00.000Z' })
  })
})

test('state is told in the time of the clock that asks for it, and in ours where that is no time', async () => {
  const stamped = iso(NOW - HOUR)
  await post([{ ...event('ask.shown'), time: stamped, sentat: stamped }])
  const displays = async (said: string) => {
    const response = await receiver().fetch(new Request(`${URL_}?subject=u_1${said}`))
    return (await response.json()).asks[0].displays.map((at: number) => at - NOW)
  }
  expect(await displays('')).toEqual([0])
  expect(await displays(`&now=${NOW - HOUR + 5_000}`)).toEqual([-HOUR])
  expect(await displays(`&now=${NOW + 2 * HOUR}`)).toEqual([2 * HOUR])
  expect(await displays('&now=yesterday')).toEqual([0])
})

describe('an event is refused by itself, the rest of its batch stored, when', () => {
  const good = event('rating.given', { id: 'good' })
  test.each<[string, unknown, string | null, object]>([
    ['it is no object', 'event', null, { path: '', code: 'type', message: 'expected an object, got "event"' }],
    ['it has no id', { ...good, id: undefined }, null, { path: '/id', code: 'missing' }],
    [
      'its specversion is another',
      { ...good, specversion: '0.3' },
      'good',
      { path: '/specversion', code: 'value', message: 'expected "1.0", got "0.3"' },
    ],
    ['its source is not ours', { ...good, source: 'urn:x' }, 'good', { path: '/source', code: 'format' }],
    [
      'its time is none',
      { ...good, time: 'yesterday' },
      'good',
      { path: '/time', message: 'expected a time like "2025-03-03T09:30:00Z", got "yesterday"' },
    ],
    [
      'its type is mistyped',
      { ...good, type: 'gainloop.rating.givn' },
      'good',
      { path: '/type', code: 'unknown-type', hint: 'Did you mean "gainloop.rating.given"?' },
    ],
    [
      'its type is a method of objects',
      { ...good, type: 'constructor' },
      'good',
      { path: '/type', code: 'unknown-type' },
    ],
    [
      'its data lacks something',
      event('rating.given', { id: 'x', data: { band: undefined } }),
      'x',
      { path: '/data/band', code: 'missing', message: 'expected one of missed, partly, reached, got nothing' },
    ],
    [
      'a score is past its end',
      event('rating.given', { id: 'x', data: { score: 2 } }),
      'x',
      { path: '/data/score', message: 'expected at most 1, got 2' },
    ],
    [
      'a comment is too long',
      event('rating.explained', { id: 'x', data: { comment: 'a'.repeat(1_001) } }),
      'x',
      { path: '/data/comment', message: 'expected at most 1,000 characters, got 1001' },
    ],
    [
      'a metric is text',
      event('result.measured', { id: 'x', data: { metrics: { 'a/b~c': '3' } } }),
      'x',
      { path: '/data/metrics/a~1b~0c', message: 'expected a number, got "3"' },
    ],
    [
      'text holds NUL',
      event('rating.explained', { id: 'x', data: { comment: 'a\0b' } }),
      'x',
      { path: '/data/comment', code: 'text' },
    ],
    [
      'text holds half a surrogate pair',
      event('rating.explained', { id: 'x', data: { comment: 'a\ud83d' } }),
      'x',
      { path: '/data/comment', code: 'text' },
    ],
    [
      'a key holds NUL',
      event('action.completed', { id: 'x', data: { properties: { 'a\0': 1 } } }),
      'x',
      { path: '/data/properties', code: 'text' },
    ],
    [
      'it is nested too deeply',
      event('action.completed', { id: 'x', data: { properties: { deep: nested(30) } } }),
      'x',
      { path: '', code: 'nesting' },
    ],
  ])('%s', async (_, bad, id, problem) => {
    const { status, body } = await post([bad, event('rating.given', { id: 'other' })])
    expect(status).toBe(202)
    expect(body).toMatchObject({ accepted: 1, rejected: [{ id, problems: [problem] }] })
    expect(await storedIds()).toEqual(['other'])
  })

  test('it is nested a hundred thousand deep', async () => {
    const body = JSON.stringify([event('action.completed', { data: { properties: { deep: 'HERE' } } })])
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(await post(body.replace('"HERE"', deep))).toMatchObject({
      status: 202,
      body: { accepted: 0, rejected: [{ problems: [{ code: 'nesting' }] }] },
    })
  })

  test('not when it is nested just as deeply as allowed', async () => {
    const deep = event('action.completed', { data: { properties: { deep: nested(29) } } })
    expect(await post([deep])).toMatchObject({ body: { accepted: 1, rejected: [] } })
  })

  test('and the first hundred of a batch are told why, for that takes the time', async () => {
    const { body } = await post([
      ...Array.from({ length: 1_000 - 1 }, () => ({})),
      event('rating.given', { id: 'good' }),
    ])
    const { accepted, rejected } = body as { accepted: number; rejected: { problems: { code: string }[] }[] }
    expect([accepted, rejected.length]).toEqual([1, 999])
    expect(rejected.filter(({ problems }) => problems.length > 1)).toHaveLength(100)
    expect(rejected[100]?.problems).toMatchObject([{ path: '', code: 'invalid' }])
  })

  test.each([
    ['the user’s id has 500 characters', event('rating.given', { subject: 'ü'.repeat(500) })],
    [
      'the user is in a thousand segments',
      event('rating.given', { data: { segments: Array.from({ length: 1_000 }, (_, n) => `s${n}`) } }),
    ],
    [
      'a course has a thousand units',
      event('lesson.progressed', { data: { done: Array.from({ length: 1_000 }, (_, n) => `u${n}`) } }),
    ],
  ])('not when %s: a browser may send that', async (_, long) => {
    expect(await post([long])).toMatchObject({ body: { accepted: 1, rejected: [] } })
  })

  test('and a __proto__ in it reaches nobody’s prototype', async () => {
    const body = JSON.stringify([event('action.completed', { data: { properties: { x: 1 } } })])
    expect(await post(body.replace('"x":1', '"__proto__":{"polluted":true}'))).toMatchObject({ status: 202 })
    await receiver().fetch(new Request(`${URL_}?subject=u_1`))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('a request is refused with a problem', () => {
  const batch = JSON.stringify([event('rating.given')])
  const streamed = (chunks: number) =>
    new Request(URL_, {
      method: 'POST',
      headers: { 'content-type': BATCH },
      body: new ReadableStream({
        pull(controller) {
          if (chunks-- > 0) controller.enqueue(new Uint8Array(65_536).fill(32))
          else controller.close()
        },
      }),
      duplex: 'half',
    } as RequestInit)

  test.each<[string, Request, number, string]>([
    ['without a content type', new Request(URL_, { method: 'POST', body: new Blob([batch]) }), 415, 'content-type'],
    ['as plain JSON', request(batch, { 'content-type': 'application/json' }), 415, 'content-type'],
    ['as a form', request(batch, { 'content-type': 'text/plain' }), 415, 'content-type'],
    ['in another charset', request(batch, { 'content-type': `${BATCH}; charset=latin1` }), 415, 'charset'],
    ['compressed', request(batch, { 'content-encoding': 'gzip' }), 415, 'content-encoding'],
    ['that is not JSON', request('[{'), 400, 'not-json'],
    ['that is empty', request(''), 400, 'not-json'],
    ['that is no batch', request('{}'), 400, 'not-a-batch'],
    [
      'that is not UTF-8',
      new Request(URL_, {
        method: 'POST',
        headers: { 'content-type': BATCH },
        body: new Uint8Array([0x5b, 0xff, 0x5d]),
      }),
      400,
      'not-utf8',
    ],
    ['that is too large', request(`[${' '.repeat(262_144)}]`), 413, 'too-large'],
    [
      'that has more events than a full body holds',
      request(Array.from({ length: 1_001 }, () => ({}))),
      413,
      'too-many-events',
    ],
    ['that is too large and does not say so', streamed(5), 413, 'too-large'],
    ['with another method', new Request(URL_, { method: 'DELETE' }), 405, 'method'],
    ['for the state of nobody', new Request(URL_), 400, 'no-subject'],
    ['for the state of a NUL', new Request(`${URL_}?subject=%00`), 400, 'no-subject'],
  ])('%s', async (_, bad, status, code) => {
    const response = await receiver().fetch(bad)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) })
    expect(await storedIds()).toEqual([])
  })

  test('when its body stops in the middle, for the sender to try again', async () => {
    const stopped = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('[')) })
    const slow = { method: 'POST', headers: { 'content-type': BATCH }, body: stopped, duplex: 'half' }
    const { status, headers } = await receiver({ limits: { patience: 20 } }).fetch(
      new Request(URL_, slow as RequestInit),
    )
    expect([status, headers.get('content-type')]).toEqual([408, 'application/problem+json'])
  })

  test('but not at exactly the limit', async () => {
    expect((await receiver().fetch(request(`[${' '.repeat(262_142)}]`))).status).toBe(202)
  })

  test('and told to come back, when the database fails', async () => {
    const log: LogLine[] = []
    const broken = { ...store, append: () => Promise.reject(new Error('u_1 is in here')) }
    const { status, headers } = await post([event('rating.given')], { store: broken, log: (line) => log.push(line) })
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
    expect(JSON.stringify(log)).not.toContain('u_1')
  })

  test('outside of basePath', async () => {
    const { fetch } = receiver({ basePath: '/api/gainloop' })
    expect((await fetch(request([], {}, 'https://app.example.com/api/other'))).status).toBe(404)
    expect((await fetch(request([]))).status).toBe(202)
    expect((await fetch(new Request('https://app.example.com/api/gainloop/health'))).status).toBe(200)
  })
})

describe('pages of other origins', () => {
  const options = { origins: ['https://shop.example.com'] }
  const preflight = (origin: string) =>
    new Request(URL_, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type, traceparent',
      },
    })

  test('are let in when they are listed', async () => {
    const { status, headers } = await receiver(options).fetch(preflight('https://shop.example.com'))
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example.com'])
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type, traceparent')
    expect(headers.get('vary')).toContain('origin')
  })

  test('may read a refusal and when to come back', async () => {
    const { headers } = await post('[{', options, { origin: 'https://shop.example.com' })
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example.com')
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
  })

  test.each(['https://shop.example.com.evil.com', 'http://shop.example.com', 'https://shop.example.com:444', 'null'])(
    'are not let in as %s',
    async (origin) => {
      const { status, headers } = await receiver(options).fetch(preflight(origin))
      expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null])
    },
  )

  test.each(['*', 'shop.example.com', 'https://shop.example.com/path', 'https://*.example.com/x', ''])(
    'are not listed as %j, which is said when the receiver is made',
    (origin) => expect(() => receiver({ origins: [origin] })).toThrow(TypeError),
  )
})

describe('the vendor’s own code', () => {
  test('hears of each event once, after it is stored', async () => {
    const heard: string[] = []
    const on = vi.fn(async ({ id }: GainloopEvent) => heard.push(`${id} ${(await storedIds()).includes(id)}`))
    const batch = [event('rating.given', { id: 'a' })]
    await post(batch, { on })
    await post(batch, { on })
    await vi.waitFor(() => expect(heard).toEqual(['a true']))
    expect(on).toHaveBeenCalledTimes(1)
  })

  test('hears the types it asked for, and harms nothing when it throws', async () => {
    const all: string[] = []
    const on = {
      'gainloop.rating.given': () => {
        throw new Error('no')
      },
      '*': ({ type }: GainloopEvent) => all.push(type),
    }
    expect((await post([event('rating.given'), event('ask.shown')], { on })).status).toBe(202)
    await vi.waitFor(() => expect(all).toEqual(['gainloop.rating.given', 'gainloop.ask.shown']))
  })
})

describe('too many requests', () => {
  const limits = { subject: { burst: 2, perSecond: 0.1 } }
  test('of one user have to wait, others not', async () => {
    const { fetch } = receiver({ limits })
    const status = async (subject: string) => (await fetch(request([event('rating.given', { subject })]))).status
    expect([await status('u_1'), await status('u_1'), await status('u_1')]).toEqual([202, 202, 429])
    expect(await status('u_2')).toBe(202)
  })

  test('are told when to come back, and nothing of them is stored', async () => {
    let now = NOW
    const { fetch } = receiver({ limits: { subject: { burst: 1, perSecond: 0.1 } }, now: () => now })
    await fetch(request([event('rating.given', { id: 'a' })]))
    const refused = await fetch(request([event('rating.given', { id: 'b' })]))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
    expect(await storedIds()).toEqual(['a'])
    now += 10_000
    expect((await fetch(request([event('rating.given', { id: 'b' })]))).status).toBe(202)
  })

  test('of one address have to wait, whoever they are of, and are told for how long', async () => {
    const { fetch } = receiver({ limits: { address: { burst: 1, perSecond: 0.5 } } })
    const answer = async (address: string, subject: string) => {
      const { status, headers } = await fetch(request([event('rating.given', { subject })]), { address })
      return [status, headers.get('retry-after')]
    }
    expect([await answer('1.2.3.4', 'u_1'), await answer('1.2.3.4', 'u_2'), await answer('5.6.7.8', 'u_3')]).toEqual([
      [202, null],
      [429, '2'],
      [202, null],
    ])
  })

  test.each(['?subject=u_4', '/report.json', '/openapi.json'])('of one address are counted for %s, too', async (of) => {
    const { fetch } = receiver({ limits: { address: { burst: 1, perSecond: 0.5 } } })
    const status = async () => (await fetch(new Request(URL_ + of), { address: '5.6.7.8' })).status
    expect([await status(), await status()]).toEqual([200, 429])
  })
})

test('the log says what happened and names nobody', async () => {
  const log: LogLine[] = []
  await post([event('rating.given', { subject: 'ada@example.com' }), { id: 'x' }], { log: (line) => log.push(line) })
  await receiver({ log: (line) => log.push(line) }).fetch(new Request(`${URL_}?subject=ada@example.com`))
  expect(log.filter(({ event }) => event !== 'open')).toMatchObject([
    { event: 'request', method: 'POST', route: '/', status: 202, accepted: 1, duplicates: 0, rejected: { missing: 1 } },
    { event: 'request', method: 'GET', route: '/', status: 200 },
  ])
  expect(JSON.stringify(log)).not.toContain('ada')
})

test('health says so when the database is not there', async () => {
  const healthy = await receiver().fetch(new Request(`${URL_}/health`))
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }])
  const broken = { ...store, ready: () => Promise.reject(new Error('gone')) }
  expect((await receiver({ store: broken }).fetch(new Request(`${URL_}/health`))).status).toBe(503)
})

test('the OpenAPI document names every event type, and every reference in it leads somewhere', async () => {
  const document = await (await receiver().fetch(new Request(`${URL_}/openapi.json`))).json()
  expect(document.openapi).toBe('3.1.0')
  expect(document.components.schemas.event.oneOf).toHaveLength(Object.keys(eventData).length)
  const refs = JSON.stringify(document).match(/#\/components\/schemas\/[^"]+/g) ?? []
  for (const ref of refs) expect(document.components.schemas).toHaveProperty([ref.split('/').pop() ?? ''])
})
