import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askLink, type AskLinkOptions } from '../../../src/receiver/ask/ask-link'
import { readLink } from '../../../src/receiver/ask/link-token'
import { createReceiver } from '../../../src/receiver/receiver'
import { signToken } from '../../../src/receiver/sign-token'
import type { Store } from '../../../src/receiver/store'
import { sqliteStore } from '../../../src/receiver/stores/sqlite'
import { event } from '../events'
import { playbook } from './playbook'

const SECRET = 'a secret of at least thirty-two bytes'
const OTHER = 'another secret of thirty-two bytes or more'
const NOW = Date.parse('2025-03-10T12:00:00Z')
const DAY = 86_400_000
const URL_ = 'https://app.example.com/api/gainloop'

const basics = { url: URL_, secret: SECRET, subject: 'u_1', action: 'campaign.sent', moment: 'c_1', now: () => NOW }
const tokenIn = (link: string) => new URL(link).searchParams.get('link') ?? ''
const token = async (options: Partial<AskLinkOptions> = {}) => tokenIn(await askLink({ ...basics, ...options }))
const bearer = (claims: Record<string, unknown>, key: string) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key))

describe('A link', () => {
  test.each([
    [URL_, `${URL_}/ask?link=`],
    [`${URL_}/`, `${URL_}/ask?link=`],
    ['https://ratings.example.com', 'https://ratings.example.com/ask?link='],
    [new URL('https://ratings.example.com/?tenant=7#top'), 'https://ratings.example.com/ask?tenant=7&link='],
  ])('for a receiver at %s begins with %s', async (url, start) => {
    expect((await askLink({ ...basics, url })).startsWith(start)).toBe(true)
  })

  test('says whose ask it is and about what', async () => {
    const details = {
      ...{
        label: 'Spring sale',
        at: new Date(NOW),
        language: 'de',
        traits: { plan: 'pro' },
        playbook: { id: 'postcard' },
      },
      period: { from: '2025-03-03T00:00:00Z', to: '2025-03-10T00:00:00Z' },
    }
    expect(await readLink(await token(details), SECRET, NOW)).toEqual({
      ok: true,
      link: {
        ...details,
        ...{
          subject: 'u_1',
          action: 'campaign.sent',
          moment: 'c_1',
          playbook: 'postcard',
          at: '2025-03-10T12:00:00.000Z',
        },
      },
    })
  })

  test.each([
    ['two weeks, where nothing else is said', undefined, 14 * DAY],
    ['a duration', '2h', 7_200_000],
    ['a number of seconds', 90, 90_000],
  ])('is valid for %s', async (_, expiresIn, valid) => {
    const link = await token({ expiresIn })
    expect(await readLink(link, SECRET, NOW + valid - 1_000)).toMatchObject({ ok: true })
    expect(await readLink(link, SECRET, NOW + valid + 1_000)).toMatchObject({
      ...{ ok: false, reason: 'expired' },
      link: { subject: 'u_1', moment: 'c_1' },
    })
    expect(await readLink(link, SECRET, NOW + valid + 1_000, 60)).toMatchObject({ ok: true })
  })

  test.each<[string, () => Promise<string> | string]>([
    ['nothing', () => ''],
    ['text that is none', () => 'hello'],
    ['one that was cut off', async () => (await token()).slice(0, -10)],
    ['one of another secret', () => token({ secret: OTHER })],
    [
      'one whose payload was changed',
      async () => {
        const [head, , signature] = (await token()).split('.')
        return [
          head,
          btoa(JSON.stringify({ sub: 'u_2', action: 'a', moment: 'm', aud: 'gainloop:ask', exp: 9e9 })),
          signature,
        ].join('.')
      },
    ],
    ['one that is not signed', async () => `${btoa('{"alg":"none"}')}.${(await token()).split('.')[1]}.`],
    ['the token of a user', () => signToken({ subject: 'u_1', secret: SECRET })],
    ['a service token', () => signToken({ scope: 'server', secret: SECRET })],
    [
      'a token of the same secret with all that a link says',
      () => bearer({ sub: 'u_1', action: 'a', moment: 'm', aud: 'gainloop:ask', exp: 9e9 }, SECRET),
    ],
  ])('is not %s', async (_, make) => {
    expect(await readLink(await make(), SECRET, NOW)).toEqual({ ok: false, reason: 'forged' })
  })

  test.each<[string, object, string]>([
    ['no address', { url: undefined }, 'expected "url" to be where browsers reach the receiver'],
    ['an address that is a path', { url: '/api/gainloop' }, 'got "/api/gainloop"'],
    ['no secret', { secret: undefined }, 'is process.env.GAINLOOP_SECRET set?'],
    ['a short secret', { secret: 'short' }, 'HS256 needs 32 or more'],
    ['an anonymous user', { subject: 'anon-1' }, 'reserved for visitors who are not signed in'],
    ['a number for a user', { subject: 81 }, 'write String(user.id)'],
    ['an account that is none', { account: '' }, 'expected "account" to be the id of an account'],
    ['no action', { action: '' }, 'expected "action" to be text'],
    ['a number for a moment', { moment: 42 }, 'expected "moment" to be a string, got 42'],
    ['a time that is none', { at: 'yesterday' }, 'expected "at" to be a date'],
    ['a duration that is none', { expiresIn: 'soon' }, 'expected "expiresIn" to be a duration'],
  ])('can’t be signed with %s', async (_, options, message) => {
    const signing = askLink({ ...basics, ...options } as AskLinkOptions)
    await expect(signing).rejects.toThrow(TypeError)
    await expect(askLink({ ...basics, ...options } as AskLinkOptions)).rejects.toThrow(message)
  })
})

describe('A receiver', () => {
  let store: Store
  beforeEach(() => {
    store = sqliteStore(':memory:')
  })
  afterEach(() => store.close())
  const receiver = (ask?: object) =>
    createReceiver({ store, secret: SECRET, now: () => NOW, log: () => {}, ...(ask && { ask: { playbook, ...ask } }) })

  test('signs links by itself, for its own playbook', async () => {
    const link = await receiver({ url: URL_ }).askLink({ subject: 'u_1', action: 'campaign.sent', moment: 'c_1' })
    expect(link.startsWith(`${URL_}/ask?link=`)).toBe(true)
    expect(await readLink(tokenIn(link), SECRET, NOW)).toMatchObject({ link: { playbook: 'postcard', moment: 'c_1' } })
  })

  test.each([undefined, {}])('says what is missing where it can’t', async (ask) => {
    const signing = receiver(ask).askLink({ subject: 'u_1', action: 'campaign.sent', moment: 'c_1' })
    await expect(signing).rejects.toThrow('give the receiver ask: { playbook, url }')
  })

  test('takes no link for the token of its user: neither to post, nor to read the state or the report', async () => {
    const { fetch } = receiver({})
    const headers = {
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/cloudevents-batch+json',
    }
    const body = JSON.stringify([event('rating.given')])
    const post = await fetch(new Request(URL_, { method: 'POST', headers, body }))
    const state = await fetch(new Request(`${URL_}?subject=u_1`, { headers }))
    const report = await fetch(new Request(`${URL_}/report.json`, { headers }))
    expect([post.status, state.status, report.status]).toEqual([401, 401, 401])
    expect(await store.eventsOf('u_1')).toEqual([])
  })

  test('takes no token of a user for a link: neither to open the page, nor to post from it', async () => {
    const { fetch } = receiver({})
    const user = await signToken({ subject: 'u_1', secret: SECRET })
    const page = await fetch(new Request(`${URL_}/ask?link=${user}`))
    const headers = { authorization: `Bearer ${user}`, 'content-type': 'application/cloudevents-batch+json' }
    const body = JSON.stringify([event('rating.given')])
    const post = await fetch(new Request(`${URL_}/ask.json`, { method: 'POST', headers, body }))
    expect([page.status, post.status]).toEqual([400, 401])
  })

  test.each<[string, object, string]>([
    ['no secret to sign with', { secret: undefined }, 'links are signed, and there is no "secret"'],
    ['no playbook', { ask: {} }, 'expected "playbook" to be the parsed playbook'],
    ['a playbook with a mistake', { ask: { playbook: { ...playbook, actions: {} } } }, 'the playbook has a problem'],
    ['two playbooks of one id', { ask: { playbook: [playbook, playbook] } }, 'an id of their own each'],
    ['an address that is none', { ask: { playbook, url: 'example' } }, 'expected "url" to be an address'],
    ['a theme that is none', { ask: { playbook, theme: 'pink' } }, 'expected "theme" to be "auto", "light" or "dark"'],
    ['an option that there is not', { ask: { playbook, playbok: 1 } }, 'Did you mean "playbook"?'],
    ['something else than options', { ask: true }, 'expected "ask" to be { playbook }'],
  ])('is not made with %s', (_, options, message) => {
    const given = { store, secret: SECRET, log: () => {}, ask: { playbook }, ...options }
    if (given.secret === undefined) delete (given as { secret?: string }).secret
    expect(() => createReceiver(given as never)).toThrow(message)
  })
})
