import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createReceiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'

const SECRET = 'a secret of at least thirty-two bytes'

let store: Store
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const made = (options?: object) => () => createReceiver(options as never)

describe('createReceiver refuses, and says how to mend it,', () => {
  test.each<[string, () => object | undefined, RegExp]>([
    ['no options', () => undefined, /expected options, got nothing; try createReceiver\(\{ store: sqliteStore/],
    ['no store', () => ({}), /expected "store" to be a store, got nothing; try createReceiver\(/],
    ['a file’s name for a store', () => ({ store: 'gainloop.db' }), /to be a store, got "gainloop\.db"; try/],
    ['what is no store', () => ({ store: {} }), /to be a store, got an object/],
    ['a mistyped option', () => ({ store, secert: SECRET }), /there is no option "secert"\. Did you mean "secret"\?/],
    ['an option it never had', () => ({ store, cors: true }), /no option "cors"\. There is store, secret, jwks/],
    [
      'a secret from a variable that is not set',
      () => ({ store, secret: undefined }),
      /"secret" is given, but undefined: is process\.env\.GAINLOOP_SECRET set\? .* leave "secret" out/,
    ],
    [
      'an audience from a variable that is not set',
      () => ({ store, secret: SECRET, audience: undefined }),
      /"audience" is given, but nothing/,
    ],
    [
      'an audience without a key',
      () => ({ store, audience: 'a' }),
      /neither "secret" nor "jwks", so no token is checked/,
    ],
    [
      'a proxy that is no network',
      () => ({ store, trustProxy: ['proxy'] }),
      /"trustProxy": expected addresses or networks/,
    ],
    ['a proxy that is an object', () => ({ store, trustProxy: {} }), /expected "trustProxy" to be a list like/],
    ['an empty secret', () => ({ store, secret: ' ' }), /"secret" is given, but empty/],
    [
      'a short secret',
      () => ({ store, secret: 'short' }),
      /"secret" has 5 bytes, and HS256 needs 32 or more; .*openssl/,
    ],
    ['a secret that is none', () => ({ store, secret: 42 }), /expected "secret" to be text, got a number/],
    ['a key set’s URL that is not set', () => ({ store, jwks: undefined }), /"jwks" is given, but undefined/],
    ['an origin without its list', () => ({ store, origins: 'https://a.example' }), /expected "origins" to be a list/],
    ['a path for an origin', () => ({ store, origins: ['https://a.example/x'] }), /Expected an origin like/],
    [
      '"false" in quotes',
      () => ({ store, anonymous: 'false' }),
      /expected "anonymous" to be true or false, got "false"/,
    ],
    ['a mistyped limit', () => ({ store, limits: { byte: 1 } }), /no limit "byte"\. Did you mean "bytes"\?/],
    [
      'a handler of an event there is not',
      () => ({ store, on: { 'rating.given': () => {} } }),
      /no event "rating\.given"\. Did you mean "gainloop\.rating\.given"\?/,
    ],
  ])('%s', (_, options, message) => {
    expect(made(options())).toThrow(TypeError)
    expect(made(options())).toThrow(message)
  })
})

describe('createReceiver without the options "secret" and "jwks"', () => {
  test('is open, and says so once', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    made({ store })()
    expect(said.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
      { time: expect.any(String), level: 'warn', event: 'open', hint: expect.stringContaining('GAINLOOP_SECRET') },
    ])
    said.mockRestore()
  })

  test('with either of them it says nothing', () => {
    const log = vi.fn()
    made({ store, log, secret: SECRET })()
    made({ store, log, jwks: 'https://login.example.com/jwks.json', audience: 'gainloop', issuer: 'us' })()
    expect(log).not.toHaveBeenCalled()
  })
})

test('a store is not made without saying where', () => {
  expect(() => sqliteStore(undefined as never)).toThrow('sqliteStore needs a file, like sqliteStore("gainloop.db")')
})
