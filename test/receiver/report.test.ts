import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReceiver, type ReceiverOptions } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { successGap } from '../../src/report'
import { storedEvent } from './events'

const SECRET = 'a secret of at least thirty-two bytes'
const NOW = 1_741_262_400

let store: Store
beforeEach(async () => {
  store = sqliteStore(':memory:')
  await store.append([
    storedEvent('action.completed'),
    storedEvent('rating.given'),
    storedEvent('rating.given', { subject: 'u_2', data: { action: 'list.imported', language: 'de' } }),
    storedEvent('lesson.shown'),
  ])
})
afterEach(() => store.close())

const token = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(NOW + 60)
    .sign(new TextEncoder().encode(SECRET))

const get = (path: string, headers: Record<string, string> = {}, options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ store, now: () => NOW * 1000, log: () => {}, ...options }).fetch(
    new Request(`https://app.example.com/api/gainloop${path}`, { headers }),
  )
const refusal = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return [response.status, (await response.json()).code]
}

describe('the report', () => {
  test('is served as JSON, in the shape successGap gives', async () => {
    const response = await get('/report.json')
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const report = await response.json()
    expect(report).toEqual(await successGap(store))
    expect(report.actions).toHaveLength(2)
  })

  test('is served as CSV, to be saved', async () => {
    const response = await get('/report.csv?action=campaign.sent')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="gainloop-report.csv"')
    expect((await response.text()).split('\r\n').map((line) => line.split(',').slice(0, 2).join())).toEqual([
      'row,id',
      'action,campaign.sent',
      'lesson,subject-lines',
      '',
    ])
  })

  test.each([
    ['?action=list.imported', ['list.imported']],
    ['?language=de&segment=', ['list.imported']],
    ['?to=2025-03-03', []],
    ['?from=2025-03-03T10:00:00+01:00&to=2025-03-03T11:00:00%2B01:00', ['campaign.sent']],
  ])('is filtered by %s', async (query, expected) => {
    const { actions } = await (await get(`/report.json${query}`)).json()
    expect(actions.map(({ action }: { action: string }) => action)).toEqual(expected)
  })

  test.each([
    ['?from=yesterday', 'from: expected a day like "2025-03-01"'],
    ['?from=2025-03-02&to=2025-03-01', 'from: expected a time before to'],
    ['?acton=campaign.sent', 'acton: the report is filtered by from, to, action, segment, language'],
    ['?action=a&action=b', 'action: expected once, got twice'],
  ])('is not served for %s', async (query, detail) => {
    const response = await get(`/report.csv${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'filter', detail: expect.stringContaining(detail) })
  })

  test('is only read', async () => {
    const response = await createReceiver({ store, log: () => {} }).fetch(
      new Request('https://app.example.com/report.json', { method: 'POST', body: '{}' }),
    )
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, OPTIONS'])
  })

  test('is not served while the database does not answer', async () => {
    const down = {
      ...store,
      users: () => {
        throw new Error('gone')
      },
    } as unknown as Store
    expect(await refusal(await get('/report.json', {}, { store: down }))).toEqual([503, 'unavailable'])
  })

  test('counts against the rate of an address', async () => {
    const { fetch } = createReceiver({ store, log: () => {}, limits: { address: { burst: 1, perSecond: 0.01 } } })
    const ask = async () =>
      (await fetch(new Request('https://app.example.com/report.json'), { address: '203.0.113.9' })).status
    expect([await ask(), await ask()]).toEqual([200, 429])
  })
})

describe('without a secret, the report is', () => {
  test.each<[string, Record<string, string>, number]>([
    ['served to whoever asks outside a browser', {}, 200],
    ['served to a page of the same origin', { 'sec-fetch-site': 'same-origin' }, 200],
    ['served to a person who types its address', { 'sec-fetch-site': 'none' }, 200],
    ['not served to another site’s page', { 'sec-fetch-site': 'cross-site' }, 403],
    ['not served to another origin of the same site', { 'sec-fetch-site': 'same-site' }, 403],
    ['not served to another origin that may post', { origin: 'https://shop.example' }, 403],
  ])('%s', async (_, headers, status) => {
    for (const path of ['/report.json', '/report.csv']) {
      expect((await get(path, headers, { origins: ['https://shop.example'] })).status).toBe(status)
    }
  })
})

describe('with a secret, the report', () => {
  const bearer = async (claims: object) => ({ authorization: `Bearer ${await token({ ...claims })}` })

  test('is served with a service token, whatever the page', async () => {
    const headers = { ...(await bearer({ scope: 'read server' })), 'sec-fetch-site': 'cross-site' }
    expect((await get('/report.json', headers, { secret: SECRET })).status).toBe(200)
  })

  test.each<[string, () => Promise<Record<string, string>>, [number, string]]>([
    ['without a token', async () => ({ 'sec-fetch-site': 'same-origin' }), [401, 'no-token']],
    ['with a user’s own token', () => bearer({ sub: 'u_1' }), [403, 'scope']],
    ['with another scope', () => bearer({ sub: 'u_1', scope: 'servers' }), [403, 'scope']],
    ['with a forged token', async () => ({ authorization: 'Bearer a.b.c' }), [401, 'invalid-token']],
  ])('is not served %s', async (_, headers, expected) => {
    for (const path of ['/report.json', '/report.csv']) {
      expect(await refusal(await get(path, await headers(), { secret: SECRET }))).toEqual(expected)
    }
  })
})

test('the OpenAPI document describes what the report has, and nothing else', async () => {
  const document = await (await get('/openapi.json')).json()
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/report.json', '/report.csv']))
  const { report } = document.components.schemas
  const { actions, lessons, ...span } = await (await get('/report.json')).json()
  expect(Object.keys(report.properties).sort()).toEqual([...Object.keys(span), 'actions', 'lessons'].sort())
  for (const [name, list] of Object.entries({ actions, lessons })) {
    const { items } = report.properties[name]
    expect(Object.keys(items.properties).sort()).toEqual(Object.keys(list[0]).sort())
    expect(items.required.sort()).toEqual(Object.keys(list[0]).sort())
  }
})
