import fc from 'fast-check'
import { SignJWT } from 'jose'
import { afterAll, expect, test } from 'vitest'
import { jsonLog } from '../../src/receiver/log'
import { createReceiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const SECRET = 'a secret of at least thirty-two bytes'
const MARK = 'ada.lovelace'

const store = sqliteStore(':memory:')
afterAll(() => store.close())

const lines: string[] = []
const log = jsonLog((line) => lines.push(line), Date.now)
const failing = { ...store, append: () => Promise.reject(new Error(`duplicate key: ${MARK}`)) }
const endpoints = [store, failing].flatMap((each) =>
  [undefined, '/api/gainloop'].map((basePath) =>
    createReceiver({
      ...{ store: each, secret: SECRET, log, limits: { subject: { burst: 60, perSecond: 1 } } },
      ...(basePath && { basePath }),
      on: () => {
        throw new Error(`no webhook for ${MARK}`)
      },
    }),
  ),
)

/** Everything a visitor can say, each time with the mark in it. */
const requests = fc.record({
  endpoint: fc.constantFrom(...endpoints),
  path: fc.constantFrom(
    '',
    `?subject=${MARK}`,
    `/${MARK}`,
    `/report.json?action=${MARK}`,
    `/report?action=${MARK}`,
    `/health/${MARK}#${MARK}`,
  ),
  method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'OPTIONS'),
  type: fc.constantFrom('application/cloudevents-batch+json', 'application/x-www-form-urlencoded', `text/${MARK}`),
  bearer: fc.constantFrom('token', 'token', 'bad', 'none'),
  event: fc.constantFrom('rating.given', 'rating.explained', 'action.completed', `${MARK}`),
  broken: fc.constantFrom('', '', '', '', 'id', 'subject', 'type', 'data', 'time'),
})

test('Whatever is asked of it, no subject, label, comment, address, id or token is ever in a line of the log', async () => {
  const token = await new SignJWT({ sub: MARK })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(SECRET))
  await fc.assert(
    fc.asyncProperty(requests, async ({ endpoint, path, method, type, bearer, broken, ...made }) => {
      const data = {
        label: MARK,
        comment: MARK,
        moment: MARK,
        action: MARK,
        properties: { [MARK]: MARK },
        rating: MARK,
      }
      const batch = [{ ...event(made.event, { id: `${MARK}-${crypto.randomUUID()}`, subject: MARK, data }) }]
      const body = JSON.stringify(batch.map((one) => (broken ? { ...one, [broken]: { [MARK]: MARK } } : one)))
      const headers = {
        'content-type': type,
        origin: `https://${MARK}.example`,
        'x-forwarded-for': '203.0.113.77',
        'user-agent': MARK,
        ...(bearer !== 'none' && { authorization: `Bearer ${bearer === 'bad' ? `${MARK}.${token}` : token}` }),
      }
      const request = new Request(`https://app.example.com/api/gainloop${path}`, {
        ...{ method, headers },
        ...(/P/.test(method) && method !== 'OPTIONS' && { body }),
      })
      const { status } = await endpoint.fetch(request, { incoming: { socket: { remoteAddress: '10.0.0.1' } } })
      // What failed inside is told, without what it was about.
      expect([200, 202, 204, 400, 401, 403, 404, 405, 415, 429, 503]).toContain(status)
    }),
    // Few of them are right in every respect.
    { numRuns: 2_000 },
  )
  const told = lines.join('\n')
  expect(lines.length).toBeGreaterThan(500)
  expect(told).toMatch(/"accepted":1/)
  for (const secret of [MARK, 'ada', 'lovelace', token, token.split('.')[2] ?? '', SECRET, '203.0.113.77', '10.0.0.1'])
    expect(told).not.toContain(secret)
  // All that there was to tell was told.
  const events = new Set(lines.map((line) => JSON.parse(line).event))
  expect([...events].sort()).toEqual(['handler-failed', 'request', 'store-failed'])
})
