import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { decodeJwt, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ReceiverOptions } from '../../src/receiver/options'
import { createReceiver } from '../../src/receiver/receiver'
import { signToken } from '../../src/receiver/sign-token'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const URL_ = 'https://app.example.com/'
const SECRET = 'a secret of at least thirty-two bytes'
const NOW = 1_741_262_400

let store: Store
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const key = (secret: string) => new TextEncoder().encode(secret)
const token = (claims: Record<string, unknown>, { secret = SECRET, exp = NOW + 60, alg = 'HS256' } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg }).setExpirationTime(exp).sign(key(secret))
const base64 = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')

/** `secret: undefined` leaves it out. */
const receiver = (options: Partial<ReceiverOptions> = {}) => {
  const { secret, ...rest } = { secret: SECRET, ...options }
  return createReceiver({ store, ...(secret && { secret }), now: () => NOW * 1000, log: () => {}, ...rest })
}

async function post(subjects: string[], bearer?: string, options?: Partial<ReceiverOptions>) {
  const response = await receiver(options).fetch(
    new Request(URL_, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        ...(bearer !== undefined && { authorization: bearer }),
      },
      body: JSON.stringify(subjects.map((subject) => event('rating.given', { subject }))),
    }),
  )
  return { status: response.status, headers: response.headers, body: await response.json() }
}

async function stored(): Promise<number> {
  let count = 0
  for await (const _ of store.events()) count++
  return count
}

describe('events of a named user', () => {
  test('are taken with the user’s own token', async () => {
    expect(await post(['u_1', 'u_1'], `Bearer ${await token({ sub: 'u_1' })}`)).toMatchObject({ body: { accepted: 2 } })
  })

  test('are taken with a service token, whoever they are of', async () => {
    const service = await token({ scope: 'read server' })
    expect(await post(['u_1', 'u_2', 'anon-1'], `bearer ${service}`)).toMatchObject({ body: { accepted: 3 } })
  })

  test.each<[string, () => Promise<string> | string | undefined, string]>([
    ['no token', () => undefined, 'no-token'],
    ['another scheme', () => 'Basic dTpw', 'invalid-token'],
    ['no JWT', () => 'Bearer nonsense', 'invalid-token'],
    ['another user’s token', async () => `Bearer ${await token({ sub: 'u_2' })}`, 'other-subject'],
    ['a token of nobody', async () => `Bearer ${await token({})}`, 'other-subject'],
    [
      'a token whose scope is not the server’s',
      async () => `Bearer ${await token({ sub: 'u_2', scope: 'servers' })}`,
      'other-subject',
    ],
    [
      'a token signed with another secret',
      async () => `Bearer ${await token({ sub: 'u_1' }, { secret: 'another secret of thirty-two bytes!' })}`,
      'invalid-token',
    ],
    [
      'a token expired 61 seconds ago',
      async () => `Bearer ${await token({ sub: 'u_1' }, { exp: NOW - 61 })}`,
      'invalid-token',
    ],
    ['a token not valid yet', async () => `Bearer ${await token({ sub: 'u_1', nbf: NOW + 61 })}`, 'invalid-token'],
    [
      'a token of alg none',
      () => `Bearer ${base64({ alg: 'none' })}.${base64({ sub: 'u_1', exp: NOW + 60 })}.`,
      'invalid-token',
    ],
    [
      'a token of another algorithm',
      async () => `Bearer ${await token({ sub: 'u_1' }, { alg: 'HS512', secret: SECRET.repeat(2) })}`,
      'invalid-token',
    ],
  ])('are refused with %s, and nothing is stored', async (_, bearer, code) => {
    const { status, headers, body } = await post(['u_1'], await bearer())
    expect([status, body.code, headers.get('content-type')]).toEqual([401, code, 'application/problem+json'])
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await stored()).toBe(0)
  })

  test('are taken with a token expired within the tolerance of the clocks', async () => {
    expect((await post(['u_1'], `Bearer ${await token({ sub: 'u_1' }, { exp: NOW - 59 })}`)).status).toBe(202)
  })

  test('are refused all together when one is of another user, even a malformed one', async () => {
    expect((await post(['u_1', 'u_2'], `Bearer ${await token({ sub: 'u_1' })}`)).status).toBe(401)
    expect(await stored()).toBe(0)
  })

  test('need no token where there is no secret to sign it with', async () => {
    const { store: _, ...open } = { store, secret: undefined }
    expect((await post(['u_1'], undefined, open as never)).status).toBe(202)
  })
})

describe('events of an anonymous user', () => {
  test('need no token', async () => {
    expect((await post(['anon-1'])).status).toBe(202)
  })

  test('may come together with those of the user they turned out to be', async () => {
    expect((await post(['anon-1', 'u_1'], `Bearer ${await token({ sub: 'u_1' })}`)).status).toBe(202)
  })

  test('do not excuse a bad token', async () => {
    expect((await post(['anon-1'], 'Bearer nonsense')).status).toBe(401)
  })

  test('are refused where the vendor wants none', async () => {
    expect((await post(['anon-1'], undefined, { anonymous: false })).status).toBe(401)
    expect((await post(['u_1'], `Bearer ${await token({ sub: 'u_1' })}`, { anonymous: false })).status).toBe(202)
  })
})

describe('a user’s state', () => {
  const state = async (subject: string, headers: Record<string, string> = {}, options?: Partial<ReceiverOptions>) =>
    (await receiver(options).fetch(new Request(`${URL_}?subject=${subject}`, { headers }))).status

  test('is served to the user’s own token, and to nobody else', async () => {
    const bearer = async (claims: object) => ({ authorization: `Bearer ${await token({ ...claims })}` })
    expect(await state('u_1', await bearer({ sub: 'u_1' }))).toBe(200)
    expect(await state('u_1', await bearer({ sub: 'u_2' }))).toBe(401)
    expect(await state('u_1', await bearer({ sub: 'u_2', scope: 'server' }))).toBe(401)
    expect(await state('u_1')).toBe(401)
  })

  test('of an anonymous user is never served', async () => {
    expect(await state('anon-1', { authorization: `Bearer ${await token({ sub: 'anon-1' })}` })).toBe(403)
    expect(await state('anon-1', {}, { secret: undefined as never })).toBe(403)
  })

  test.each<[string, Record<string, string>, number]>([
    ['the same origin, which sends no Origin', {}, 200],
    [
      'the same origin behind a proxy that hides it',
      { 'sec-fetch-site': 'same-origin', origin: 'http://10.0.0.1' },
      200,
    ],
    ['a listed other origin', { origin: 'https://shop.example.com' }, 403],
    ['another origin that sends no Origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }, 403],
  ])('without a secret answers %s with %3$i', async (_, headers, status) => {
    const options = { secret: undefined as never, origins: ['https://shop.example.com'] }
    expect(await state('u_1', headers, options)).toBe(status)
  })
})

describe('A token that is none of ours', () => {
  const claims = { sub: 'u_1', exp: NOW + 60 }
  const unsigned = (header: object, payload: unknown = claims, signature = '') =>
    `${base64(header)}.${base64(payload as object)}.${signature}`
  /** As our own library would not sign it. */
  const signed = (payload: object) => {
    const text = `${base64({ alg: 'HS256' })}.${base64(payload)}`
    return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
  }
  const table: [string, () => Promise<string> | string][] = [
    ['of alg none', () => unsigned({ alg: 'none' })],
    ['of alg None', () => unsigned({ alg: 'None' })],
    ['of alg NONE, signed with something', () => unsigned({ alg: 'NONE' }, claims, 'AAAA')],
    ['of no alg', () => unsigned({ typ: 'JWT' })],
    ['of HS256 without a signature', () => unsigned({ alg: 'HS256' })],
    ['whose payload was changed', async () => (await token({ sub: 'u_2' })).replace(/\..*\./, `.${base64(claims)}.`)],
    ['whose signature was cut', async () => (await token({ sub: 'u_1' })).slice(0, -4)],
    ['with something after it', async () => `${await token({ sub: 'u_1' })}.AAAA`],
    ['that brings its own key', () => unsigned({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, claims, 'AAAA')],
    ['that says where its key is', () => unsigned({ alg: 'RS256', jku: 'http://127.0.0.1:1/' }, claims, 'AAAA')],
    ['with an extension that must be understood', () => unsigned({ alg: 'HS256', crit: ['x'], x: 1 }, claims, 'AAAA')],
    ['of ours, encrypted', () => `${base64({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`],
    ['whose expiry is text', () => signed({ sub: 'u_1', exp: '2999' })],
    ['with a payload that is no object', () => unsigned({ alg: 'HS256' }, [claims], 'AAAA')],
    ['of a hundred thousand characters', () => `${'A'.repeat(100_000)}.e30.AAAA`],
    [
      'with a header nested ten thousand deep',
      () => `${Buffer.from('['.repeat(10_000)).toString('base64url')}.e30.AAAA`,
    ],
  ]

  test.each(table)('%s opens neither events, nor state, nor the report', async (_, make) => {
    const authorization = `Bearer ${await make()}`
    const posted = await post(['u_1'], authorization)
    const { fetch } = receiver()
    const read = ['?subject=u_1', 'report.json', 'report.csv'].map((path) =>
      fetch(new Request(URL_ + path, { headers: { authorization } })),
    )
    for (const { status, headers } of [posted, ...(await Promise.all(read))]) {
      expect([status, headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    }
    expect(await stored()).toBe(0)
  })

  test('is none of the above where the same is signed as it should be', async () => {
    expect((await post(['u_1'], `Bearer ${signed(claims)}`)).status).toBe(202)
  })

  test('is refused whatever text it is', async () => {
    const { fetch } = receiver()
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), async (text) => {
        const headers = { authorization: `Bearer ${text}` }
        expect((await fetch(new Request(`${URL_}?subject=u_1`, { headers }))).status).toBe(401)
      }),
    )
  })
})

test.each<[string, object, number]>([
  ['a subject that is a list', { sub: ['u_1'] }, 401],
  ['a scope that is a list', { scope: ['server'] }, 401],
  ['the scope in capitals', { scope: 'SERVER' }, 401],
  ['a valid-from a minute ahead, as clocks differ', { sub: 'u_1', nbf: NOW + 59 }, 202],
  ['an issue time ahead of ours', { sub: 'u_1', iat: NOW + 3_600 }, 202],
])('A token with %s, %j, is answered %i', async (_, claims, status) => {
  expect((await post(['u_1'], `Bearer ${await token(claims as Record<string, unknown>)}`)).status).toBe(status)
})

describe('a token of another application of the same identity provider', () => {
  const ours = { sub: 'u_1', aud: 'gainloop', iss: 'https://login.example.com/' }
  test.each<[string, object, number]>([
    ['is for us', {}, 202],
    ['is for us among others', { aud: ['crm', 'gainloop'] }, 202],
    ['is for another', { aud: 'crm' }, 401],
    ['is for nobody in particular', { aud: undefined }, 401],
    ['is of another issuer', { iss: 'https://login.example.org/' }, 401],
    ['is of no issuer', { iss: undefined }, 401],
    ['is for another, with the scope of a server', { aud: 'crm', scope: 'server' }, 401],
  ])('that %s (%j) is answered %i', async (_, change, status) => {
    const options = { audience: ['gainloop', 'gainloop-staging'], issuer: 'https://login.example.com/' }
    const bearer = `Bearer ${await token({ ...ours, ...change })}`
    expect((await post(['u_1'], bearer, options)).status).toBe(status)
  })

  test('is warned about where nothing is checked with a key set', () => {
    const lines = (options: object): string[] => {
      const events: string[] = []
      createReceiver({ store, ...options, log: ({ event }) => events.push(event) })
      return events
    }
    const jwks = 'https://login.example.com/.well-known/jwks.json'
    expect([lines({ jwks }), lines({ jwks, audience: 'a' })]).toEqual([['any-audience'], ['any-audience']])
    expect([lines({ jwks, audience: 'a', issuer: 'b' }), lines({ secret: SECRET })]).toEqual([[], []])
  })

  test('may be told apart with tokens that signToken makes, too', async () => {
    const signed = await signToken({
      subject: 'u_1',
      secret: SECRET,
      audience: 'gainloop',
      issuer: 'us',
      expiresIn: 3_600,
    })
    expect(decodeJwt(signed)).toMatchObject({ aud: 'gainloop', iss: 'us' })
  })
})

test.each<[object, number]>([
  [{ scope: 'server' }, 202],
  [{ scope: 'read server' }, 202],
  [{ scope: 'read-server' }, 401],
  [{ scope: 'server:read' }, 401],
  [{ scope: 'servers' }, 401],
])('a scope is a list of words: %j is answered %i', async (claims, status) => {
  expect((await post(['u_9'], `Bearer ${await token({ ...claims })}`)).status).toBe(status)
})

describe('a user whose id begins like that of an anonymous visitor', () => {
  test.each([{ sub: 'anon-bob' }, { sub: 'anon-bob', scope: 'server' }])('has no valid token: %j', async (claims) => {
    const bearer = `Bearer ${await token(claims)}`
    expect(await post(['anon-bob'], bearer)).toMatchObject({ status: 401, body: { code: 'invalid-token' } })
    expect(await stored()).toBe(0)
  })

  test('so that nobody who names that id takes it over', async () => {
    // Whoever is signed in may join the events of an anonymous id to their own.
    await post(['anon-bob'], `Bearer ${await token({ sub: 'anon-bob' })}`)
    const link = event('user.identified', { subject: 'u_evil', data: { anonymous: 'anon-bob' } })
    await receiver().fetch(
      new Request(URL_, {
        method: 'POST',
        headers: {
          'content-type': 'application/cloudevents-batch+json',
          authorization: `Bearer ${await token({ sub: 'u_evil' })}`,
        },
        body: JSON.stringify([link]),
      }),
    )
    expect((await store.eventsOf('u_evil')).map((each) => each.event.type)).toEqual(['gainloop.user.identified'])
  })
})

describe('a key set', () => {
  /** As a login service publishes it: what it answers, and how often it was asked. */
  async function published() {
    const service = { keys: [] as JWK[], status: 200, asked: 0 }
    const server = createServer((_, response) => {
      service.asked++
      response.writeHead(service.status).end(JSON.stringify({ keys: service.keys }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return Object.assign(service, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  }
  async function keyNamed(kid: string) {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const sign = (sub = 'u_1') =>
      new SignJWT({ sub })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setExpirationTime(NOW + 600)
        .sign(privateKey)
    return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }, bearer: async () => `Bearer ${await sign()}` }
  }
  /** A browser's requests at one receiver, which remembers the keys. */
  const poster = (jwks: string) => {
    const { fetch } = createReceiver({ store, jwks, now: () => NOW * 1000, log: () => {} })
    return async (authorization: string) => {
      const headers = { 'content-type': 'application/cloudevents-batch+json', authorization }
      const body = JSON.stringify([event('rating.given', { subject: 'u_1' })])
      return fetch(new Request(URL_, { method: 'POST', headers, body }))
    }
  }
  const statusOf = async (answer: Promise<Response>) => (await answer).status

  test('may be rotated: a new key is known half a minute after the last look, the old one is gone then', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const [service, old, fresh] = [await published(), await keyNamed('old'), await keyNamed('new')]
    service.keys = [old.jwk]
    const send = poster(service.url)
    expect(await statusOf(send(await old.bearer()))).toBe(202)
    service.keys = [fresh.jwk]
    // Who makes up key names must not have us ask the service each time.
    for (let tries = 0; tries < 5; tries++) expect(await statusOf(send(await fresh.bearer()))).toBe(401)
    expect(service.asked).toBe(1)
    vi.advanceTimersByTime(31_000)
    expect(await statusOf(send(await fresh.bearer()))).toBe(202)
    expect(await statusOf(send(await old.bearer()))).toBe(401)
  })

  test('that is down is no reason to refuse who is known, until the keys are ten minutes old', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const [service, { jwk, bearer }] = [await published(), await keyNamed('one')]
    service.keys = [jwk]
    const send = poster(service.url)
    expect(await statusOf(send(await bearer()))).toBe(202)
    service.status = 500
    vi.advanceTimersByTime(9 * 60_000)
    expect(await statusOf(send(await bearer()))).toBe(202)
    vi.advanceTimersByTime(2 * 60_000)
    const answer = await send(await bearer())
    // Not 401, which would have the browser take its token for bad.
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    service.status = 200
    expect(await statusOf(send(await bearer()))).toBe(202)
  })

  test.each<[string, (service: { keys: unknown; status: number }) => void]>([
    ['fails', (service) => (service.status = 500)],
    ['is not found', (service) => (service.status = 404)],
    ['is no key set', (service) => (service.keys = 'keys')],
  ])('that %s asks for the batch again, and stores nothing', async (_, breaking) => {
    const [service, { bearer }] = [await published(), await keyNamed('one')]
    breaking(service)
    const answer = await poster(service.url)(await bearer())
    expect([answer.status, (await answer.json()).code]).toEqual([503, 'keys-unavailable'])
    expect(await stored()).toBe(0)
  })

  test('verifies tokens signed with its private key, by URL and as an object', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] }
    const server = createServer((_, response) => response.end(JSON.stringify(jwks))).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const signed = await new SignJWT({ sub: 'u_1' }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey)
    const secret = undefined as never
    expect((await post(['u_1'], `Bearer ${signed}`, { secret, jwks: url })).status).toBe(202)
    expect((await post(['u_1'], `Bearer ${signed}`, { secret, jwks })).status).toBe(202)
    // A public key must not do as an HS256 secret.
    const forged = await token({ sub: 'u_1' }, { secret: JSON.stringify(jwks.keys[0]) })
    expect((await post(['u_1'], `Bearer ${forged}`, { secret, jwks })).status).toBe(401)
    // Beside a secret, each does for its own.
    expect((await post(['u_1'], `Bearer ${signed}`, { jwks })).status).toBe(202)
    expect((await post(['u_1'], `Bearer ${await token({ sub: 'u_1' })}`, { jwks })).status).toBe(202)
    await new Promise((resolve) => server.close(resolve))
    const down = await post(['u_1'], `Bearer ${signed}`, { secret, jwks: url })
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '5'])
  })
})
