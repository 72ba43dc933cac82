import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReceiverOptions } from '../../src/receiver/options'
import { createReceiver } from '../../src/receiver/receiver'
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
const down = () =>
  ({
    ...store,
    users: () => {
      throw new Error('gone')
    },
  }) as unknown as Store
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
    expect(await refusal(await get('/report.json', {}, { store: down() }))).toEqual([503, 'unavailable'])
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

describe('the report as a page', () => {
  const HTML = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }
  const URL_ = 'https://app.example.com/api/gainloop/report'
  const bearer = async (claims: object) => ({ authorization: `Bearer ${await token({ ...claims })}` })
  const post = (
    form: Record<string, string> | string,
    headers: Record<string, string> = {},
    options = {},
    url = URL_,
  ) =>
    createReceiver({ store, now: () => NOW * 1000, log: () => {}, ...options }).fetch(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
      }),
    )
  const isPage = (response: Response) => {
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toMatch(POLICY)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('set-cookie')).toBe(null)
  }
  const POLICY =
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/
  /** What the first column says. */
  const names = async (response: Response) =>
    [...(await response.text()).matchAll(/role="rowheader"><bdi>(.+?)<\/bdi>/g)].map(([, name]) => name)

  test('is served, whatever is accepted', async () => {
    for (const headers of [HTML, {}]) {
      const response = await get('/report', headers)
      expect(response.status).toBe(200)
      isPage(response)
      expect(await names(response)).toEqual(['campaign.sent', 'list.imported', 'subject-lines'])
    }
  })

  test('is filtered by its query', async () => {
    expect(await names(await get('/report?action=list.imported&segment='))).toEqual(['list.imported'])
  })

  test('is not served to another site’s page, which gets a link to it', async () => {
    const response = await get('/report', { ...HTML, 'sec-fetch-site': 'cross-site' })
    expect(response.status).toBe(403)
    isPage(response)
    expect(await response.text()).toContain('<a href="report">')
  })

  test('needs no token where there is none to check it with, and keeps none', async () => {
    const response = await post({ token: 'a.b.c', action: 'list.imported' }, { 'sec-fetch-site': 'same-origin' })
    expect(response.status).toBe(200)
    expect(await response.clone().text()).not.toContain('a.b.c')
    expect(await names(response)).toEqual(['list.imported'])
    expect((await post({}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  test('is served with a service token in the header, which is nowhere on it', async () => {
    const headers = await bearer({ scope: 'server' })
    for (const response of [
      await get('/report', headers, { secret: SECRET }),
      await post({}, headers, { secret: SECRET }),
    ]) {
      expect(response.status).toBe(200)
      isPage(response)
      expect(await response.text()).not.toContain(headers.authorization.slice('Bearer '.length))
    }
  })

  test('is served with a service token in a form, which its own forms hold, and no address does', async () => {
    const service = await token({ scope: 'server' })
    const response = await post({ token: ` ${service}\n`, action: 'campaign.sent', from: '' }, {}, { secret: SECRET })
    expect(response.status).toBe(200)
    isPage(response)
    const page = await response.text()
    expect(page.split(service)).toHaveLength(3)
    expect(page.split(`<input type="hidden" name="token" value="${service}">`)).toHaveLength(3)
    expect(page).not.toContain('method="get"')
    expect(await names(new Response(page))).toEqual(['campaign.sent', 'subject-lines'])
  })

  test.each<[string, () => Promise<Response>, number, string]>([
    ['no token', () => get('/report?action=a', HTML, { secret: SECRET }), 401, 'with the claim'],
    ['no token in the form', () => post({ action: 'a' }, HTML, { secret: SECRET }), 401, 'Service token'],
    [
      'a bad token in the form',
      () => post({ token: 'a b', action: 'a' }, HTML, { secret: SECRET }),
      401,
      'not a valid JWT',
    ],
    [
      'an expired token in the form',
      async () =>
        post({ token: await token({ scope: 'server' }), action: 'a' }, HTML, {
          secret: SECRET,
          now: () => (NOW + 3600) * 1000,
        }),
      401,
      'has expired',
    ],
    [
      'a user’s own token in the form',
      async () => post({ token: await token({ sub: 'u_1' }), action: 'a' }, HTML, { secret: SECRET }),
      403,
      'That is a user’s token',
    ],
    [
      'a bad token in the header',
      () => get('/report?action=a', { ...HTML, authorization: 'Bearer a.b.c' }, { secret: SECRET }),
      401,
      'not a valid JWT',
    ],
  ])('with %s asks for another, and keeps the filter', async (_, open, status, reason) => {
    const response = await open()
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      status,
      expect.stringMatching(/^Bearer/),
    ])
    isPage(response)
    const page = await response.text()
    expect(page).toContain(reason)
    expect(page).toMatch(/<input type="password" name="token" required autocomplete="off"/)
    expect(page).toContain('<input type="hidden" name="action" value="a">')
    expect(page).not.toMatch(/type="hidden" name="token"/)
  })

  test('is not served for a filter that can not be meant, and keeps the form', async () => {
    const response = await get('/report?from=yesterday', HTML)
    expect(response.status).toBe(400)
    isPage(response)
    expect(await response.text()).toMatch(/from: expected a day.*name="from" value="yesterday"/s)
  })

  test('never takes a token from an address', async () => {
    const service = await token({ scope: 'server' })
    expect((await get(`/report?token=${service}`, {}, { secret: SECRET })).status).toBe(401)
    const twice = await post({ token: service }, HTML, { secret: SECRET }, `${URL_}?token=${service}`)
    expect([twice.status, await twice.text()]).toEqual([
      400,
      expect.stringContaining('token: the report is filtered by'),
    ])
  })

  test('says so while the database does not answer', async () => {
    const response = await get('/report', HTML, { store: down() })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    isPage(response)
    expect(await response.text()).toContain('Try again in 5 seconds.')
  })

  test('says so to an address that asks too often', async () => {
    const { fetch } = createReceiver({ store, log: () => {}, limits: { address: { burst: 1, perSecond: 0.01 } } })
    const ask = () => fetch(new Request(URL_, { headers: HTML }), { address: '203.0.113.9' })
    expect((await ask()).status).toBe(200)
    const response = await ask()
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '100'])
    isPage(response)
    expect(await response.text()).toContain('Try again in 100 seconds.')
  })

  test.each<[string, () => Promise<Response>, [number, string]]>([
    ['no token', () => get('/report', {}, { secret: SECRET }), [401, 'no-token']],
    ['a bad token', () => post({ token: 'x' }, { accept: '*/*' }, { secret: SECRET }), [401, 'invalid-token']],
    ['a bad filter', () => get('/report?from=yesterday', { accept: 'application/json' }), [400, 'filter']],
    ['another site', () => get('/report', { 'sec-fetch-site': 'cross-site' }), [403, 'no-secret']],
    ['a form too large', () => post(`token=${'a'.repeat(64 * 1024)}`), [413, 'too-large']],
    ['no form', () => post('{}', { 'content-type': 'application/json' }), [415, 'content-type']],
  ])('refuses programs by problem+json: %s', async (_, open, expected) => {
    expect(await refusal(await open())).toEqual(expected)
  })

  test('takes a form of exactly 64 KiB', async () => {
    expect((await post(`token=${'a'.repeat(64 * 1024 - 6)}`, {}, { secret: SECRET })).status).toBe(401)
  })

  test('is only got and posted to', async () => {
    const { fetch } = createReceiver({ store, log: () => {} })
    const response = await fetch(new Request(URL_, { method: 'PUT', headers: HTML }))
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS'])
    isPage(response)
    expect((await fetch(new Request(URL_, { method: 'HEAD' }))).status).toBe(200)
  })

  test('is where the receiver is mounted, and nowhere else', async () => {
    const { fetch } = createReceiver({ store, log: () => {}, basePath: '/api/gainloop' })
    const statusAt = async (path: string) => (await fetch(new Request(`https://app.example.com${path}`))).status
    expect([await statusAt('/api/gainloop/report'), await statusAt('/report')]).toEqual([200, 404])
  })

  test('leaves no token in the log', async () => {
    const lines: unknown[] = []
    const service = await token({ scope: 'server' })
    await post({ token: service }, {}, { secret: SECRET, log: (line: unknown) => lines.push(line) })
    expect(lines).toEqual([expect.objectContaining({ method: 'POST', route: '/report', status: 200 })])
    expect(JSON.stringify(lines)).not.toContain(service)
  })
})

test('the OpenAPI document describes what the report has, and nothing else', async () => {
  const document = await (await get('/openapi.json')).json()
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/report', '/report.json', '/report.csv']))
  const { report } = document.components.schemas
  const { actions, lessons, ...span } = await (await get('/report.json')).json()
  expect(Object.keys(report.properties).sort()).toEqual([...Object.keys(span), 'actions', 'lessons'].sort())
  for (const [name, list] of Object.entries({ actions, lessons })) {
    const { items } = report.properties[name]
    expect(Object.keys(items.properties).sort()).toEqual(Object.keys(list[0]).sort())
    expect(items.required.sort()).toEqual(Object.keys(list[0]).sort())
  }
})
