import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveNotes, serveSettings } from '../../src/cli/serve-settings'
import { event } from '../receiver/events'
import { terminal } from './io'
import { startServe } from './served'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-serve-'))
})
afterAll(() => rm(folder, { recursive: true }))

const post = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents-batch+json', ...headers },
    body: JSON.stringify([event('rating.given', { id: 'a' })]),
  })

describe('gainloop serve in an empty folder', () => {
  test('makes its database, takes a rating from a page on localhost, and stops when asked', async () => {
    const served = await startServe([], {}, folder)
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

  test('too large a body is refused over a real connection', async () => {
    const served = await startServe(['--db', ':memory:'], { GAINLOOP_SECRET: 'a secret of at least thirty-two bytes' })
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

describe('gainloop serve says how to mend it when', () => {
  test('the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const { code, err } = await terminal(['serve', '--db', ':memory:', '--port', String(port)])
    expect([code, err]).toEqual([
      1,
      [`gainloop: port ${port} is taken by another program\n  try: gainloop serve --port ${port + 1}`],
    ])
    await new Promise((resolve) => taken.close(resolve))
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
    [['--jwks', 'jwks.json'], 'expected the URL of a JSON Web Key Set, got "jwks.json"'],
    [
      ['--origin', 'https://app.example.com/page'],
      'expected an origin like https://app.example.com, without a path, got "https://app.example.com/page"',
    ],
    [['--orign', 'https://app.example.com'], 'serve has no option --orign\n  try: gainloop serve --origin'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['gainloop.db'], 'serve does not know what to do with "gainloop.db"'],
  ])('called with %j', async (args, message) => {
    const { code, err } = await terminal(['serve', ...args])
    expect([code, err.join()]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('settings', () => {
  const defaults = { db: 'gainloop.db', port: 8787, host: '127.0.0.1' }
  test.each<[string, object, Record<string, string>, object]>([
    ['nothing gives the defaults', {}, {}, defaults],
    [
      'the environment is read',
      {},
      {
        GAINLOOP_DB: 'a.db',
        GAINLOOP_PORT: '1',
        GAINLOOP_HOST: '::',
        GAINLOOP_SECRET: 's',
        GAINLOOP_JWKS: 'https://a/b',
      },
      { db: 'a.db', port: 1, host: '::', secret: 's', jwks: 'https://a/b' },
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
    ['a variable left empty is none', {}, { GAINLOOP_DB: '', GAINLOOP_JWKS: '', GAINLOOP_ORIGIN: '' }, defaults],
  ])('%s', (_, values, env, expected) => {
    expect(serveSettings(values as never, env)).toEqual(expected)
  })

  test('an empty secret in the environment opens no door', () => {
    expect(() => serveSettings({}, { GAINLOOP_SECRET: '' })).toThrow('the secret is empty')
  })

  test('the whole network without a secret is warned of', () => {
    expect(serveNotes({ ...defaults, host: '0.0.0.0' }).join()).toContain('Warning: no --secret')
    expect(serveNotes({ ...defaults, secret: 's', origins: ['https://a.example'] })).toEqual([])
  })
})
