import { decodeJwt } from 'jose'
import { test as base, describe, expect } from 'vitest'
import { createReceiver, type Receiver } from '../../src/receiver/receiver'
import { type SignTokenOptions, signToken } from '../../src/receiver/sign-token'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'

const secret = 'a secret of at least thirty-two bytes'

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({}, use) => {
    const store = sqliteStore(':memory:')
    const receiver = createReceiver({ store, secret, log: () => {} })
    await use(receiver)
    await receiver.close()
    await store.close()
  },
})

const post = async (receiver: Receiver, token: string, subject: string) => {
  const headers = { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${token}` }
  const body = JSON.stringify([event('rating.given', { subject })])
  return (await receiver.fetch(new Request('https://app.example.com/', { method: 'POST', headers, body }))).status
}

describe('a token of signToken', () => {
  test('lets a page post as its user and as nobody else', async ({ receiver }) => {
    const token = await signToken({ subject: 'u_81', secret, expiresIn: '1h' })
    expect([await post(receiver, token, 'u_81'), await post(receiver, token, 'u_82')]).toEqual([202, 401])
  })

  test('with the scope "server" lets a server post for every user', async ({ receiver }) => {
    const token = await signToken({ scope: 'server', secret })
    expect([await post(receiver, token, 'u_81'), await post(receiver, token, 'u_82')]).toEqual([202, 202])
  })

  test.for<[SignTokenOptions['expiresIn'], number]>([
    [undefined, 3_600],
    ['30m', 1_800],
    ['7d', 604_800],
    [90, 90],
    [0.5, 1],
  ])('with expiresIn %s is valid for %i seconds', async ([expiresIn, seconds]) => {
    const { iat = 0, exp } = decodeJwt(await signToken({ subject: 'u_81', secret, ...(expiresIn && { expiresIn }) }))
    expect(exp).toBe(iat + seconds)
  })
})

describe('signToken refuses', () => {
  test.for<[what: string, options: unknown, message: string]>([
    ['to be called without options', undefined, 'expected "subject" to be the id of a user, got nothing'],
    ['no subject', { secret }, 'expected "subject" to be the id of a user, got nothing'],
    ['an empty subject', { subject: '', secret }, 'expected "subject" to be the id of a user, got ""'],
    ['a number', { subject: 81, secret }, 'expected "subject" to be a string, got 81; write String(user.id)'],
    ['an anonymous subject', { subject: 'anon-1', secret }, '"subject" begins with "anon-"'],
    ['a subject that is too long', { subject: 'u'.repeat(501), secret }, 'at most 500 characters, got 501'],
    ['no secret', { subject: 'u_81' }, 'is process.env.GAINLOOP_SECRET set?'],
    ['a short secret', { subject: 'u_81', secret: 'short' }, '"secret" has 5 bytes, and HS256 needs 32 or more'],
    ['an unknown scope', { subject: 'u_81', secret, scope: 'admin' }, 'expected "scope" to be "server"'],
    ['"1 hour"', { subject: 'u_81', secret, expiresIn: '1 hour' }, 'got "1 hour"'],
    ['a duration of nothing', { subject: 'u_81', secret, expiresIn: 0 }, 'a number of seconds above 0, got 0'],
  ])('%s', async ([, options, message]) => {
    await expect(signToken(options as SignTokenOptions)).rejects.toThrow(message)
  })

  test('a short secret without quoting it', async () => {
    const refused = signToken({ subject: 'u_81', secret: 'hunter2' })
    await expect(refused).rejects.not.toThrow('hunter2')
  })
})
