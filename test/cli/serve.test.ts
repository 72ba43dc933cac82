import { readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { describe, expect } from 'vitest'
import { serveNotes, serveSettings } from '../../src/cli/serve-settings'
import { askLink } from '../../src/receiver/ask/ask-link'
import { event } from '../receiver/events'
import { eventually } from '../receiver/eventually'
import { terminal } from './io'
import { test } from './served'

const SECRET = 'a secret of at least thirty-two bytes'
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`

const post = (url: string, headers: Record<string, string> = {}, subject = 'u_1') =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json', ...headers },
    body: JSON.stringify([event('rating.given', { id: 'a', subject })]),
  })

describe('gainloop serve in an empty folder', () => {
  test('makes its database, takes a rating from a page on localhost, and stops when asked', async ({
    serve,
    folder,
  }) => {
    const served = await serve([], {}, folder)
    expect(await readdir(folder)).toContain('gainloop.db')
    const answer = await post(served.url, { origin: 'http://localhost:3000' })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([202, 'http://localhost:3000'])
    expect(
      (await post(served.url, { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'),
    ).toBe(null)
    expect(served.printed.join('\n')).toMatch(/Pages on localhost may post.*\n.*No --secret/)
    const logged = served.printed.find((line) => line.startsWith('{')) ?? '{}'
    expect(JSON.parse(logged)).toMatchObject({ level: 'info', event: 'request', status: 202, accepted: 1 })
    expect(await served.end('SIGTERM')).toBe(0)
  }, 60_000)

  test('too large a body is refused over a real connection', async ({ serve }) => {
    const served = await serve(['--db', ':memory:'], { GAINLOOP_SECRET: SECRET })
    const answer = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: ' '.repeat(1_000_000),
    })
    expect([answer.status, (await answer.json()).code]).toEqual([413, 'too-large'])
    expect((await post(served.url)).status).toBe(401)
    expect(served.printed.join('\n')).not.toContain('No --secret')
    expect(await served.end('SIGINT')).toBe(0)
  }, 60_000)
})

test('gainloop serve --playbook shows the ask that a link leads to', async ({ serve }) => {
  const file = new URL('../fixtures/playbooks/smallest.json', import.meta.url).pathname
  const served = await serve(['--db', ':memory:', '--playbook', file], { GAINLOOP_SECRET: SECRET })
  const link = await askLink({
    ...{ url: served.url, secret: SECRET, subject: 'u_1' },
    ...{ action: 'campaign.sent', moment: 'c_1', label: 'Spring sale' },
  })
  const page = await fetch(link)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Spring sale')])
  await served.end('SIGTERM')
}, 60_000)

test('gainloop serve --no-anonymous refuses visitors who are not signed in', async ({ serve }) => {
  const served = await serve(['--db', ':memory:', '--no-anonymous'], { GAINLOOP_SECRET: SECRET })
  const answer = await post(served.url, {}, 'anon-1')
  expect([answer.status, (await answer.json()).code]).toEqual([401, 'anonymous'])
  expect((await (await fetch(new URL('openapi.json', served.url))).json()).security).toEqual([{ token: [] }])
  await served.end('SIGTERM')
}, 60_000)

test('gainloop serve posts to a webhook, and exits with 0 when asked to stop', async ({ serve, consumer }) => {
  const served = await serve(['--db', ':memory:', '--webhook', consumer.url, '--webhook-type', 'rating.given'], {
    GAINLOOP_WEBHOOK_SECRET: WEBHOOK_SECRET,
  })
  await post(served.url)
  await eventually(() => expect(consumer.taken.map((each) => each.event.id)).toEqual(['a']))
  expect(await served.end('SIGTERM')).toBe(0)
}, 60_000)

describe('gainloop serve says how to mend it when', () => {
  test('the port is taken', async ({ onTestFinished }) => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const { code, err } = await terminal(['serve', '--db', ':memory:', '--port', String(port)])
    expect([code, err]).toEqual([
      1,
      [`gainloop: port ${port} is taken by another program\n  try: gainloop serve --port ${port + 1}`],
    ])
  })

  test('the database can not be opened', async () => {
    const { code, err } = await terminal(['serve', '--db', '/no/such/folder/a.db'])
    expect([code, err[0]]).toEqual([1, expect.stringContaining("can't open the database /no/such/folder/a.db")])
  })

  test('PostgreSQL is not there, without its password', async () => {
    const { code, err } = await terminal(['serve', '--db', 'postgres://ada:geheim@127.0.0.1:1/x'])
    expect([code, err[0]]).toEqual([1, expect.stringContaining("can't open the database 127.0.0.1:1")])
    expect(err.join()).not.toContain('geheim')
  })

  test.each([
    [['--port', 'http'], 'expected a port from 0 to 65535, got "http"'],
    [['--port', '65536'], 'expected a port from 0 to 65535, got "65536"'],
    [['--secret', ''], 'the secret is empty, which would let everybody in'],
    [['--secret', 'short'], 'the secret has 5 bytes, and HS256 needs 32 or more'],
    [['--jwks', ''], 'expected the URL of a JSON Web Key Set, got ""'],
    [['--jwks', 'jwks.json'], 'expected the URL of a JSON Web Key Set, got "jwks.json"'],
    [
      ['--origin', 'https://app.example.com/page'],
      'expected an origin like https://app.example.com, without a path, got "https://app.example.com/page"',
    ],
    [['--audience', 'gainloop'], '--audience is given, but neither --secret nor --jwks'],
    [['--trust-proxy', 'proxy'], '--trust-proxy: expected addresses or networks like ["10.0.0.0/8"]'],
    [['--playbook', 'playbook.json'], 'there is no secret to sign them with'],
    [['--secret', SECRET, '--playbook', 'gone.json'], 'gone.json'],
    [['--retention', 'soon'], 'expected a number of days to keep events, 1 or more, got "soon"'],
    [['--retention', '0'], 'expected a number of days to keep events, 1 or more, got "0"'],
    [['--webhook', 'http://crm.example.com/'], 'webhooks[0].url: expected https:, or http: on this machine'],
    [['--webhook', 'https://crm.example.com/'], 'webhooks[0].secret: is not given'],
    [['--webhook-type', 'rating'], 'there is no event type "rating"'],
    [['--orign', 'https://app.example.com'], 'serve has no option --orign\n  try: gainloop serve --origin'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['gainloop.db'], 'serve takes no argument "gainloop.db"'],
  ])('called with %j', async (args, message) => {
    const { code, err } = await terminal(['serve', ...args])
    expect([code, err.join()]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('settings', () => {
  const defaults = { db: 'gainloop.db', port: 8787, host: '127.0.0.1', anonymous: true }
  test.each<[string, object, Record<string, string>, object]>([
    ['nothing gives the defaults', {}, {}, defaults],
    [
      'the environment is read',
      {},
      {
        GAINLOOP_DB: 'a.db',
        GAINLOOP_PORT: '1',
        GAINLOOP_HOST: '::',
        GAINLOOP_SECRET: SECRET,
        GAINLOOP_JWKS: 'https://a/b',
      },
      { ...defaults, db: 'a.db', port: 1, host: '::', secret: SECRET, jwks: 'https://a/b' },
    ],
    ['options come before the environment', { port: '2' }, { GAINLOOP_PORT: '1' }, { ...defaults, port: 2 }],
    [
      'origins repeat',
      { origin: ['https://a.example', 'https://b.example'] },
      {},
      { ...defaults, origins: ['https://a.example', 'https://b.example'] },
    ],
    [
      'origins are listed in the environment',
      {},
      { GAINLOOP_ORIGIN: 'https://a.example, https://b.example' },
      { ...defaults, origins: ['https://a.example', 'https://b.example'] },
    ],
    [
      'webhooks share their secret and their types',
      { webhook: ['https://a.example/', 'https://b.example/'], 'webhook-type': ['rating.given'] },
      { GAINLOOP_WEBHOOK_SECRET: WEBHOOK_SECRET, GAINLOOP_RETENTION: '365' },
      {
        ...defaults,
        retention: 365,
        webhooks: ['https://a.example/', 'https://b.example/'].map((url) => ({
          ...{ url, secret: WEBHOOK_SECRET, types: ['gainloop.rating.given'] },
        })),
      },
    ],
    [
      'audience, issuer and proxies',
      { audience: 'gainloop', 'trust-proxy': ['10.0.0.0/8', 'loopback'] },
      { GAINLOOP_SECRET: SECRET, GAINLOOP_ISSUER: 'us' },
      { ...defaults, secret: SECRET, audience: 'gainloop', issuer: 'us', trustProxy: ['10.0.0.0/8', 'loopback'] },
    ],
    [
      'playbooks repeat, in the environment as well',
      {},
      { GAINLOOP_SECRET: SECRET, GAINLOOP_PLAYBOOK: 'a.json,b.json' },
      { ...defaults, secret: SECRET, playbooks: ['a.json', 'b.json'] },
    ],
    ['a number of proxies', {}, { GAINLOOP_TRUST_PROXY: '1' }, { ...defaults, trustProxy: 1 }],
    ['a variable left empty is none', {}, { GAINLOOP_DB: '', GAINLOOP_ORIGIN: '', GAINLOOP_ANONYMOUS: '' }, defaults],
    ['anonymous visitors are refused by option', { 'no-anonymous': true }, {}, { ...defaults, anonymous: false }],
    ['or by the environment', {}, { GAINLOOP_ANONYMOUS: 'false' }, { ...defaults, anonymous: false }],
  ])('%s', (_, values, env, expected) => {
    expect(serveSettings(values as never, env)).toEqual(expected)
  })

  test('an empty secret in the environment opens no door', () => {
    expect(() => serveSettings({}, { GAINLOOP_SECRET: '' })).toThrow('the secret is empty')
    expect(() => serveSettings({}, { GAINLOOP_JWKS: '' })).toThrow('expected the URL of a JSON Web Key Set')
  })

  test('a switch that is neither on nor off is asked about', () => {
    expect(() => serveSettings({}, { GAINLOOP_ANONYMOUS: 'nope' })).toThrow(
      'expected GAINLOOP_ANONYMOUS to be true or false, got "nope"',
    )
  })

  test('the whole network without a secret is warned of', () => {
    expect(serveNotes({ ...defaults, host: '0.0.0.0' }).join()).toContain('Warning: no --secret')
    expect(serveNotes({ ...defaults, secret: SECRET, anonymous: false, origins: ['https://a.example'] })).toEqual([])
  })

  test('with a secret it is said that anonymous visitors may still post', () => {
    expect(serveNotes({ ...defaults, secret: SECRET }).join()).toContain('may post, as anon-… and without a token')
    expect(serveNotes({ ...defaults, secret: SECRET, anonymous: false }).join()).not.toContain('anon-')
  })
})
