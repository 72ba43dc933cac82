/** A page whose name was sent to this machine is of the same origin for its browser; only the Host tells. */
import { once } from 'node:events'
import { request as send } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { LogLine } from '../../src/receiver/log'
import { listen } from '../../src/receiver/node'
import type { ReceiverOptions } from '../../src/receiver/options'
import { createReceiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'

const SECRET = 'a secret of at least thirty-two bytes'
const PATHS = ['/?subject=u_1', '/report.json', '/report', '/openapi.json']

async function served(options: Partial<ReceiverOptions> = {}) {
  const store = sqliteStore(':memory:')
  const receiver = createReceiver({ store, log: () => {}, ...options })
  const { port, close } = await listen(receiver, { port: 0 })
  onTestFinished(async () => {
    await close()
    await store.close()
  })
  return async (host: string, path: string): Promise<number | undefined> => {
    const request = send({ port, host: '127.0.0.1', path, headers: { host }, agent: false }).end()
    const [response] = await once(request, 'response')
    response.resume()
    return response.statusCode
  }
}

test.each(['evil.example', 'evil.example:8787', '127.0.0.1.evil.example', 'localhost.evil.example'])(
  'an open receiver answers nothing to %j',
  async (host) => {
    const status = await served()
    for (const path of PATHS) expect(await status(host, path)).toBe(403)
    expect(await status(host, '/health')).toBe(200)
  },
)

test.each([
  'localhost',
  'localhost:3000',
  'app.localhost',
  '127.0.0.1',
  '[::1]:8787',
  '192.168.0.7',
  'shop.example.com',
])('and serves %s, which no name server sends elsewhere, or which is listed', async (host) => {
  const status = await served({ origins: ['https://shop.example.com'] })
  for (const path of PATHS) expect(await status(host, path)).toBe(200)
})

test('a receiver with a secret may have any name, unless its names are listed', async () => {
  const any = await served({ secret: SECRET })
  expect(await any('ratings.example.com', '/openapi.json')).toBe(200)
  const own = await served({ secret: SECRET, hosts: ['ratings.example.com'] })
  expect([await own('ratings.example.com', '/openapi.json'), await own('evil.example', '/openapi.json')]).toEqual([
    200, 403,
  ])
})

test.each(['//report.json', '/api//report.json', '//health', '///', '/api/gainloop//?subject=u_1'])(
  'the path %s is none of the receiver’s',
  async (path) => {
    const store = sqliteStore(':memory:')
    onTestFinished(() => store.close())
    for (const options of [{}, { basePath: '/api/gainloop' }]) {
      const { fetch } = createReceiver({ store, log: () => {}, ...options })
      expect((await fetch(new Request(`https://app.example.com${path}`))).status).toBe(404)
    }
  },
)

test('an origin that is refused is named in the log, once, and no more than twenty are', async () => {
  const store = sqliteStore(':memory:')
  onTestFinished(() => store.close())
  const log: LogLine[] = []
  const { fetch } = createReceiver({ store, secret: SECRET, log: (line) => log.push(line) })
  const preflight = (origin: string) =>
    fetch(
      new Request('https://app.example.com/', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      }),
    )
  await preflight('https://shop.example.com')
  await preflight('https://shop.example.com')
  const refused = () => log.filter((line) => line.event === 'origin-refused')
  expect(refused()).toEqual([
    {
      level: 'warn',
      event: 'origin-refused',
      origin: 'https://shop.example.com',
      hint: expect.stringContaining('--origin'),
    },
  ])
  for (let n = 0; n < 100; n++) await preflight(`https://${n}.example.com`)
  expect(refused()).toHaveLength(20)
})

test.each(['capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'chrome-extension://abcdefghijklmnop'])(
  'an app of the origin %s may be listed',
  async (origin) => {
    const store = sqliteStore(':memory:')
    onTestFinished(() => store.close())
    const { fetch } = createReceiver({ store, origins: [origin], log: () => {} })
    const answer = async (from: string) => {
      const { headers } = await fetch(new Request('https://app.example.com/health', { headers: { origin: from } }))
      return headers.get('access-control-allow-origin')
    }
    expect([await answer(origin), await answer(`${origin}.evil`), await answer('null')]).toEqual([origin, null, null])
  },
)

test.each([
  'file:///',
  'file://host',
  'data://x',
  'javascript://x',
  'capacitor://localhost/page',
  'capacitor://',
  'null',
])('%s is no origin', (origin) => {
  expect(() => createReceiver({ store: sqliteStore(':memory:'), origins: [origin] })).toThrow('Expected an origin like')
})
