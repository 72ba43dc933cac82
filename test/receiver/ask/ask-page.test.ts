import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AskPageData } from '../../../src/ask-page/data'
import type { AskLinkDetails } from '../../../src/receiver/ask/ask-link'
import { createReceiver, type Receiver } from '../../../src/receiver/receiver'
import type { ReceiverOptions } from '../../../src/receiver/options'
import { signToken } from '../../../src/receiver/sign-token'
import type { Store, StoredEvent } from '../../../src/receiver/store'
import { postgresStore } from '../../../src/receiver/stores/postgres'
import { sqliteStore } from '../../../src/receiver/stores/sqlite'
import { event, type Particulars, storedEvent } from '../events'
import { freshDatabase } from '../support/postgres'
import { playbook } from './playbook'

const SECRET = 'a secret of at least thirty-two bytes'
const URL_ = 'https://app.example.com/api/gainloop'
const NOW = Date.parse('2025-03-10T12:00:00Z')
const DAY = 86_400_000
const BATCH = 'application/cloudevents-batch+json'

interface Scene {
  store: Store
  close(): Promise<void>
}
const inMemory = async (): Promise<Scene> => {
  const store = sqliteStore(':memory:')
  return { store, close: () => store.close() }
}
const inFile = async (): Promise<Scene> => {
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-ask-'))
  const store = sqliteStore(join(folder, 'events.db'))
  return {
    store,
    async close() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
const inPostgres = async (): Promise<Scene> => {
  const store = postgresStore((await freshDatabase()) ?? '')
  return { store, close: () => store.close() }
}

let scene: Scene
let now = NOW
let calls: string[]
const openScene = (make: () => Promise<Scene>) => {
  beforeEach(async () => {
    scene = await make()
    now = NOW
    calls = []
    await scene.store.append([
      storedEvent('action.completed', { at: NOW - 4 * DAY, data: { at: new Date(NOW - 4 * DAY).toISOString() } }),
    ])
  })
  afterEach(() => scene.close())
}

const receiver = (options: Partial<ReceiverOptions> = {}): Receiver =>
  createReceiver({
    ...{ store: scene.store, secret: SECRET, now: () => now, log: () => {}, ask: { playbook, url: URL_ } },
    on: ({ type }) => void calls.push(type),
    ...options,
  })

const linkOf = (details: Partial<AskLinkDetails> & { playbook?: string } = {}) =>
  receiver().askLink({ subject: 'u_1', action: 'campaign.sent', moment: 'c_1', ...details })

const open = async (link: string, init: RequestInit = {}, options?: Partial<ReceiverOptions>) => {
  const { fetch } = receiver(options)
  const response = await fetch(new Request(link, init))
  const text = await response.text()
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)?.[1]
  return {
    ...{ status: response.status, headers: response.headers, text },
    language: /<html lang="([^"]+)"/.exec(text)?.[1],
    sentence: /role="status">([^<]*)</.exec(text)?.[1],
    data: json === undefined ? undefined : (JSON.parse(json) as AskPageData),
  }
}

const post = async (link: string, events: object[], by: Receiver = receiver()) => {
  const authorization = `Bearer ${new URL(link).searchParams.get('link')}`
  const headers = { authorization, 'content-type': BATCH }
  const response = await by.fetch(
    new Request(`${URL_}/ask.json`, { method: 'POST', headers, body: JSON.stringify(events) }),
  )
  return { status: response.status, body: await response.json() }
}

const stored = async (): Promise<StoredEvent[]> => {
  const found: StoredEvent[] = []
  for await (const each of scene.store.events()) found.push(each)
  return found
}
const typesOf = async () => (await stored()).map(({ event: { type } }) => type.slice('gainloop.'.length))

/** What a page posts as its user answers: a rating of its own each time. */
let taps = 0
const answered = (band: 'missed' | 'reached' = 'missed', particulars: Particulars = {}) => {
  const rating = `r_${++taps}`
  const lesson = band === 'missed' ? 'subject-lines' : 'keep-it-up'
  const particular = { at: NOW, ...particulars }
  return [
    event('ask.shown', particular),
    event('rating.given', { ...particular, data: { rating, band, ...particulars.data } }),
    event('rating.explained', { ...particular, data: { rating, ...particulars.data } }),
    event('lesson.shown', { ...particular, data: { rating, lesson, ...particulars.data } }),
  ]
}

const STORES: [string, () => Promise<Scene>][] = [
  ['SQLite in memory', inMemory],
  ['SQLite in a file', inFile],
  ...(process.env.DATABASE_URL ? [['PostgreSQL', inPostgres] as [string, () => Promise<Scene>]] : []),
]

describe.each(STORES)('On %s', (_, make) => {
  openScene(make)

  test('whatever opens the page, scanners of mail among them, changes nothing in the store', async () => {
    const link = await linkOf()
    const before = await stored()
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET', 'POST', 'PUT']) await open(link, { method })
    for (const path of ['ask.js', 'ask.json']) await open(link.replace('/ask?', `/${path}?`))
    expect(await stored()).toEqual(before)
    expect(calls).toEqual([])
  })

  test('a rating counts once, and the second visit shows the lesson that it led to', async () => {
    const link = await linkOf()
    const events = answered('missed')
    expect(await post(link, events)).toEqual({ status: 202, body: { accepted: 4, duplicates: 0, rejected: [] } })
    const { status, sentence, data } = await open(link)
    expect([status, sentence]).toEqual([200, 'This link was used already. Thank you for your answer.'])
    expect([data?.lesson, data?.ask]).toEqual(['subject-lines', undefined])

    expect(await post(link, answered('reached'))).toEqual({
      status: 202,
      // The look at the question is one more; the answer and what follows from it are not.
      body: { accepted: 1, duplicates: 3, rejected: [], used: true },
    })
    expect((await open(link)).data?.lesson).toBe('subject-lines')
    expect((await typesOf()).filter((type) => type === 'rating.given')).toHaveLength(1)
  })

  test('of two clicks at once one counts, with what follows from it, and the other page is told', async () => {
    const link = await linkOf()
    const [first, second] = [receiver(), receiver()]
    const clicks = Array.from({ length: 10 }, (_each, n) => answered(n % 2 ? 'reached' : 'missed').slice(1))
    const answers = await Promise.all(clicks.map((each, n) => post(link, each, n % 2 ? first : second)))
    expect(answers.map(({ status }) => status)).toEqual(clicks.map(() => 202))
    expect(answers.filter(({ body }) => !body.used)).toHaveLength(1)
    const ratings = (await stored()).flatMap(({ event: { data } }) => ('rating' in data ? [data.rating] : []))
    expect(ratings).toHaveLength(3)
    expect(new Set(ratings).size).toBe(1)
    expect(calls.filter((type) => type === 'gainloop.rating.given')).toHaveLength(1)
  })

  test('a page whose answer was lost on the way sends it again, and it is counted once', async () => {
    const link = await linkOf()
    const events = answered('missed')
    const answers = [await post(link, events), await post(link, events), await post(link, events.slice(1))]
    expect(answers.map(({ body }) => body)).toEqual([
      { accepted: 4, duplicates: 0, rejected: [] },
      { accepted: 0, duplicates: 4, rejected: [] },
      { accepted: 0, duplicates: 3, rejected: [] },
    ])
    expect(calls).toHaveLength(4)
  })

  test('an answer that is changed while its card is open is the one that holds', async () => {
    const link = await linkOf()
    const events = answered('missed')
    await post(link, events)
    const { rating } = events[1]?.data as { rating: string }
    const changed = event('rating.given', { at: NOW + 1, data: { rating, band: 'reached', value: 'yes' } })
    expect((await post(link, [changed])).body).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
    expect(Object.values((await open(link)).data?.book.ratings ?? {}).map(({ band }) => band)).toEqual(['reached'])
  })

  test('an answer in the product uses the link as well', async () => {
    const link = await linkOf()
    const headers = {
      authorization: `Bearer ${await signToken({ subject: 'u_1', secret: SECRET })}`,
      'content-type': BATCH,
    }
    const body = JSON.stringify(answered('reached'))
    await receiver().fetch(new Request(URL_, { method: 'POST', headers, body }))
    expect((await open(link)).data?.lesson).toBe('keep-it-up')
    expect((await post(link, answered('missed'))).body).toMatchObject({ used: true })
  })

  test('the answer reaches the user’s browser by the state', async () => {
    const link = await linkOf()
    await post(link, answered('missed'))
    const headers = { authorization: `Bearer ${await signToken({ subject: 'u_1', secret: SECRET })}` }
    const state = await (await receiver().fetch(new Request(`${URL_}?subject=u_1`, { headers }))).json()
    expect(state.ratings).toMatchObject([{ moment: 'c_1', band: 'missed', lesson: 'subject-lines' }])
    expect(state.asks).toMatchObject([{ moment: 'campaign.sent c_1', status: 'answered' }])
  })
})

describe('The page', () => {
  openScene(inMemory)

  test('has the one ask, before all limits, and may run no script but its own', async () => {
    const { status, headers, data, text } = await open(await linkOf())
    expect(status).toBe(200)
    expect(data).toMatchObject({
      ...{ ask: 'campaign.sent c_1', language: 'en', theme: 'auto' },
      book: {
        user: { id: 'u_1' },
        moments: { 'campaign.sent c_1': { label: 'Spring sale' } },
        asks: { 'campaign.sent c_1': { status: 'pending' } },
      },
    })
    const nonce = /<script type="module" src="ask.js" nonce="([^"]+)"/.exec(text)?.[1]
    const policy = headers.get('content-security-policy') ?? ''
    for (const directive of [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy.split('; ')).toContain(directive)
    }
    expect(Object.fromEntries(headers)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect((await open(await linkOf())).text).not.toContain(nonce)
  })

  test('keeps in its script what a label says', async () => {
    const label = '</script><script>alert(1)</script>'
    const { data, text } = await open(await linkOf({ moment: 'c_9', label }))
    expect(data?.book.moments['campaign.sent c_9']?.label).toBe(label)
    expect(text.match(/<script/g)).toHaveLength(2)
  })

  test('asks about a moment that the receiver has not heard of, by what the link says of it', async () => {
    const at = '2025-03-01T09:00:00.000Z'
    const { data } = await open(await linkOf({ subject: 'u_new', moment: 'c_7', label: 'Summer sale', at }))
    expect(data?.book.moments).toEqual({
      'campaign.sent c_7': expect.objectContaining({ id: 'c_7', label: 'Summer sale', at: Date.parse(at) }),
    })
  })

  test('asks about a period with what was tracked in it', async () => {
    const [from, to] = ['2025-03-03T00:00:00.000Z', '2025-03-10T00:00:00.000Z']
    const at = '2025-03-05T10:00:00Z'
    await scene.store.append([
      storedEvent('action.completed', {
        at: Date.parse(at),
        data: { action: 'list.grown', moment: 't_1', at, properties: { contacts: 40 }, period: { from, to } },
      }),
    ])
    const { data } = await open(await linkOf({ action: 'list.grown', moment: from, period: { from, to } }))
    expect(data?.book.moments[`list.grown ${from}`]?.digest).toMatchObject({
      ...{ sum: 40, count: 1 },
      ...{ from: Date.parse(from), to: Date.parse(to) },
    })
  })

  test('tells whoever has the link nothing of other actions, and no comment', async () => {
    await scene.store.append([
      storedEvent('action.completed', { data: { action: 'offer.made', moment: 'o_1', label: 'Secret offer' } }),
      storedEvent('rating.given', { data: { action: 'offer.made', moment: 'o_1', rating: 'r_o' } }),
      storedEvent('rating.given', { data: { moment: 'c_0', rating: 'r_0' } }),
      storedEvent('rating.explained', { data: { moment: 'c_0', rating: 'r_0', comment: 'My boss hated it.' } }),
    ])
    const { data, text } = await open(await linkOf())
    expect(Object.keys(data?.book.ratings ?? {})).toEqual(['r_0'])
    expect(text).not.toMatch(/Secret offer|My boss/)
  })

  test('asks whatever the condition of the ask, and knows the segments that the user was last in', async () => {
    await scene.store.append([
      storedEvent('ask.shown', { at: NOW - DAY, data: { segments: ['novice'], moment: 'c_0', language: 'de' } }),
    ])
    const told = await open(await linkOf({ action: 'offer.made', moment: 'o_1' }))
    expect(told.data?.playbook.actions['offer.made']?.ask.if).toBeUndefined()
    expect(told.data?.playbook.segments).toEqual({ novice: {} })
    expect(told.language).toBe('de')
    const traits = { sent: 9 }
    const known = await open(await linkOf({ traits }))
    expect(known.data?.playbook.segments).toEqual(playbook.segments)
    expect(known.data?.book.user.traits).toEqual(traits)
  })

  test.each([
    ['en', 'Better campaigns', {}, ''],
    ['de', 'Bessere Kampagnen', {}, 'de-AT,de;q=0.9,en;q=0.1'],
    ['en', 'Better campaigns', {}, 'fr, en;q=0.5, de;q=0.2'],
    ['de', 'Bessere Kampagnen', { language: 'de' }, 'en'],
  ])('is in %s, as “%s”, by %o and “%s”', async (language, name, details, accepted) => {
    const page = await open(await linkOf(details), { headers: { 'accept-language': accepted } })
    expect([page.language, page.data?.language]).toEqual([language, language])
    expect(page.text).toContain(`<title>${name}</title>`)
    expect(page.data?.words !== undefined).toBe(language === 'de')
  })

  test('speaks for the account that the user last acted for, or that the link names', async () => {
    await scene.store.append([storedEvent('ask.shown', { at: NOW - DAY, data: { moment: 'c_0', account: 'acme' } })])
    expect((await open(await linkOf())).data?.book.user.account).toMatchObject({ id: 'acme' })
    const link = await linkOf({ account: 'globex' })
    expect((await open(link)).data?.book.user.account).toMatchObject({ id: 'globex' })
    const { body } = await post(link, answered('missed', { data: { account: 'acme' } }))
    expect(body).toMatchObject({ accepted: 4, warnings: [{}, {}, {}, {}] })
  })

  test('shows no lesson to who is in the holdout', async () => {
    const held = { ...playbook, experiments: { holdout: 1 } }
    const link = await linkOf()
    await post(link, answered('missed'))
    const { data, sentence } = await open(link, {}, { ask: { playbook: held } })
    expect([data, sentence]).toEqual([undefined, 'This link was used already. Thank you for your answer.'])
  })

  test('shows the lesson that fits where the first page was closed before it came', async () => {
    const link = await linkOf()
    await post(link, answered('reached').slice(0, 2))
    expect((await open(link)).data?.lesson).toBe('keep-it-up')
  })

  test.each<[string, () => Promise<string> | string, number, string, string]>([
    [
      'was cut off',
      async () => (await linkOf()).slice(0, -9),
      400,
      'page.invalid',
      'This link is incomplete. Please open it from the e-mail again.',
    ],
    [
      'has no token',
      () => `${URL_}/ask`,
      400,
      'page.invalid',
      'This link is incomplete. Please open it from the e-mail again.',
    ],
    ['has expired', () => linkOf({ expiresIn: 1 }), 410, 'page.expired', 'This link is no longer valid.'],
    [
      'is for another playbook',
      () => linkOf({ playbook: 'invoices' }),
      404,
      'page.expired',
      'This link is no longer valid.',
    ],
    [
      'asks about an unknown action',
      () => linkOf({ action: 'campaign.drafted' }),
      404,
      'page.cancelled',
      'There is nothing to answer here any more.',
    ],
    [
      'asks about a moment that was cancelled',
      () => linkOf({ subject: 'u_cancelled' }),
      410,
      'page.cancelled',
      'There is nothing to answer here any more.',
    ],
    [
      'asks about a muted action',
      () => linkOf({ subject: 'u_muted' }),
      410,
      'page.cancelled',
      'There is nothing to answer here any more.',
    ],
  ])('of a link that %s says so, in the user’s language', async (_, make, expected, id, english) => {
    await scene.store.append([
      storedEvent('ask.dismissed', { subject: 'u_muted', data: { muted: true } }),
      storedEvent('action.cancelled', { subject: 'u_cancelled', data: { action: 'campaign.sent', moment: 'c_1' } }),
    ])
    const link = await make()
    now += 2_000
    const { status, sentence, data, headers } = await open(link)
    expect([status, sentence, data]).toEqual([expected, english, undefined])
    expect(headers.get('content-security-policy')).not.toContain('script-src')
    const german = await open(link, { headers: { 'accept-language': 'de' } })
    expect([german.status, german.language]).toEqual([expected, 'de'])
    expect(german.sentence).not.toBe(english)
    const own = { ...playbook, texts: { [id]: { en: 'Our own words', de: 'Eigene Worte' } } }
    expect((await open(link, {}, { ask: { playbook: own } })).sentence).toBe('Our own words')
  })

  test('asks again, when opened by a link, what was closed or has expired in the product', async () => {
    await scene.store.append([
      storedEvent('ask.dismissed', { at: NOW - DAY }),
      storedEvent('ask.expired', { at: NOW - DAY, data: { moment: 'c_2', ask: 'campaign.sent c_2' } }),
    ])
    expect((await open(await linkOf())).data?.ask).toBe('campaign.sent c_1')
    expect((await open(await linkOf({ moment: 'c_2' }))).data?.ask).toBe('campaign.sent c_2')
  })

  test('takes answers an hour after its link has expired, and then no more', async () => {
    const link = await linkOf({ expiresIn: '1d' })
    now += DAY + 3_500_000
    expect(await post(link, answered())).toMatchObject({ status: 202, body: { accepted: 4 } })
    now += 200_000
    expect(await post(link, answered())).toMatchObject({ status: 401, body: { detail: 'The link has expired' } })
  })

  test.each<[string, object]>([
    ['of another moment', event('rating.given', { at: NOW, data: { moment: 'c_2' } })],
    ['of another action', event('rating.given', { at: NOW, data: { action: 'offer.made' } })],
    ['of another playbook', event('rating.given', { at: NOW, source: '/gainloop/invoices' })],
    ['that completes an action', event('action.completed', { at: NOW })],
    ['that measures a result', event('result.measured', { at: NOW })],
    ['that names a user', event('user.identified', { at: NOW })],
  ])('posts no event %s', async (_, foreign) => {
    const before = (await stored()).length
    const { body } = await post(await linkOf(), [foreign])
    expect(body).toMatchObject({ accepted: 0, rejected: [{ problems: [{ code: 'scope' }] }] })
    expect(await stored()).toHaveLength(before)
  })

  test('posts no event of another user', async () => {
    expect(await post(await linkOf(), answered('missed', { subject: 'u_2' }))).toMatchObject({
      ...{ status: 401, body: { code: 'other-subject' } },
    })
  })

  test('of a receiver without `ask` is the endpoint itself, as it was', async () => {
    const options = { store: scene.store, log: () => {} }
    const response = await createReceiver(options).fetch(new Request(`${URL_}/ask`))
    expect((await response.json()).code).toBe('no-subject')
    const based = createReceiver({ ...options, basePath: '/api/gainloop' })
    expect((await based.fetch(new Request(`${URL_}/ask`))).status).toBe(404)
  })

  test('is refused to who asks too often', async () => {
    const { fetch } = receiver({ limits: { subject: { burst: 1, perSecond: 0.01 } } })
    const link = await linkOf()
    const answers = [await fetch(new Request(link)), await fetch(new Request(link))]
    expect(answers.map(({ status }) => status)).toEqual([200, 429])
  })
})

test('The script is the package’s own, and one that is missing is named in the log', async () => {
  const store = sqliteStore(':memory:')
  const hints: unknown[] = []
  const log = ({ hint }: { hint?: unknown }) => void (hint && hints.push(hint))
  const given = { store, secret: SECRET, log }
  const script = await createReceiver({ ...given, ask: { playbook } }).fetch(new Request(`${URL_}/ask.js`))
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect((await script.text()).length).toBeGreaterThan(100_000)
  const moved = createReceiver({ ...given, ask: { playbook, files: tmpdir() } })
  expect((await moved.fetch(new Request(`${URL_}/ask.js`))).status).toBe(500)
  expect(hints).toEqual([expect.stringContaining('set ask.files to the folder')])
  await store.close()
})
