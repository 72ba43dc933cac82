/** Accounts: whose they are, and what a state tells of colleagues. */
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReceiver } from '../../src/receiver/receiver'
import { signToken } from '../../src/receiver/sign-token'
import type { Store } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event, type Particulars } from './events'

const URL_ = 'https://app.example.com/api/gainloop'
const NOW = Date.parse('2025-03-06T12:00:00Z')
const secret = 'a secret of more than thirty-two bytes, for tests'
const DAY = 86_400_000

let store: Store
beforeEach(() => {
  store = sqliteStore(':memory:')
})
afterEach(() => store.close())

const receiver = (withSecret = true) =>
  createReceiver({ store, now: () => NOW, log: () => {}, ...(withSecret && { secret }) })
const tokenOf = (subject: string, account?: string) =>
  signToken({ subject, secret, expiresIn: 1e9, ...(account !== undefined && { account }) })

async function post(token: string | undefined, ...events: unknown[]) {
  const response = await receiver(token !== undefined).fetch(
    new Request(URL_, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(events),
    }),
  )
  return { status: response.status, body: await response.json() }
}

async function accountIn(subject: string, token: string | undefined, account: string | undefined) {
  const query = new URLSearchParams({ subject, ...(account !== undefined && { account }) })
  const response = await receiver(token !== undefined).fetch(
    new Request(`${URL_}?${query}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } }),
  )
  return ((await response.json()) as { account?: unknown }).account
}

const shown = (subject: string, account: string | undefined, { data, ...more }: Particulars = {}) =>
  event('ask.shown', { subject, at: NOW - DAY, ...more, data: { ...(account !== undefined && { account }), ...data } })

const accountsStored = async () => {
  const found: unknown[] = []
  for await (const { event: stored } of store.events()) found.push(stored.data.account)
  return found
}

describe('An event', () => {
  test('keeps the account that its token vouches for', async () => {
    const { body } = await post(await tokenOf('u_1', 'acme'), shown('u_1', 'acme'))
    expect(body).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
    expect(await accountsStored()).toEqual(['acme'])
  })

  test('of another account than the token’s is stored without it, and that is told: no rating is lost', async () => {
    const rating = event('rating.given', { id: 'r', subject: 'u_1', data: { account: 'bolt' } })
    const { status, body } = await post(await tokenOf('u_1', 'acme'), rating)
    expect(status).toBe(202)
    expect(body).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [],
      warnings: [
        {
          id: 'r',
          problems: [
            {
              path: '/data/account',
              code: 'other-account',
              severity: 'error',
              message: 'expected "acme", the account of the token, got "bolt"; stored without an account',
            },
          ],
        },
      ],
    })
    expect(await accountsStored()).toEqual([undefined])
  })

  test.each([
    ['a token without an account', () => tokenOf('u_1')],
    ['the vendor’s own server', () => signToken({ secret, scope: 'server', expiresIn: 1e9 })],
  ])('from %s may be of any account', async (_, token) => {
    expect((await post(await token(), shown('u_1', 'bolt'))).body).not.toHaveProperty('warnings')
    expect(await accountsStored()).toEqual(['bolt'])
  })

  test.each([[''], [7], ['x'.repeat(201)]])('with the account %j is rejected', async (account) => {
    const { body } = await post(await tokenOf('u_1'), shown('u_1', undefined, { data: { account } }))
    expect(body).toMatchObject({ accepted: 0, rejected: [{ problems: [{ path: '/data/account' }] }] })
  })
})

describe('The state', () => {
  const ask = (subject: string, n: number, at: number) =>
    shown(subject, 'acme', { at, data: { ask: `campaign.sent c_${n}`, moment: `c_${n}` } })

  beforeEach(async () => {
    for (const subject of ['u_1', 'u_2', 'u_3']) {
      const account = subject === 'u_3' ? 'bolt' : 'acme'
      await post(await tokenOf(subject, account), shown(subject, account, { at: NOW - 3 * DAY }))
    }
    await post(await tokenOf('u_2', 'acme'), ask('u_2', 2, NOW - 2 * DAY), ask('u_2', 2, NOW - DAY))
  })

  test('tells when colleagues were asked, each ask once, and nothing else of them', async () => {
    expect(await accountIn('u_1', await tokenOf('u_1', 'acme'), 'acme')).toEqual({
      id: 'acme',
      asked: [NOW - DAY, NOW - 3 * DAY],
    })
    expect(await accountIn('u_2', await tokenOf('u_2', 'acme'), 'acme')).toEqual({ id: 'acme', asked: [NOW - 3 * DAY] })
  })

  test.each([
    ['a token of another account', 'acme' as const, 'bolt'],
    ['a token without an account', undefined, 'acme'],
    ['no account named', 'acme' as const, undefined],
  ])('tells nothing with %s', async (_, claimed, named) => {
    expect(await accountIn('u_1', await tokenOf('u_1', claimed), named)).toBeUndefined()
  })

  test('tells a page of the same origin where the receiver has no tokens', async () => {
    expect(await accountIn('u_1', undefined, 'bolt')).toEqual({ id: 'bolt', asked: [NOW - 3 * DAY] })
  })

  test('forgets the asks of a user who was erased', async () => {
    await store.erase('u_2')
    expect(await accountIn('u_1', await tokenOf('u_1', 'acme'), 'acme')).toEqual({ id: 'acme', asked: [] })
  })
})

test.each([
  [7, /expected "account" to be a string, got 7; write String\(account.id\)/],
  ['', /expected "account" to be the id of an account, got ""/],
  ['x'.repeat(201), /at most 200 characters, got 201/],
])('signToken refuses the account %j', async (account, message) => {
  await expect(signToken({ subject: 'u', secret, account: account as string })).rejects.toThrow(message)
})

test('A token whose account is no id is refused, with what to mend', async () => {
  const key = new TextEncoder().encode(secret)
  const token = await new SignJWT({ account: { id: 'acme' } })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('u_1')
    .sign(key)
  const { status, body } = await post(token, shown('u_1', 'acme'))
  expect([status, (body as { detail: string }).detail]).toEqual([
    401,
    expect.stringContaining('claim "account" is no string'),
  ])
})
