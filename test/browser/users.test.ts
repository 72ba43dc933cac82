import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, codesOf, explained, mishaps, playbookWith } from './support/bare'
import { stored, storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { call, setHidden, type Visit, visit } from './support/visit'

interface Stage extends Visit {
  demo: Demo
  /** Opens the page so many days after the first visit. */
  open(days?: number): Promise<void>
  /** As the vendor's page does at login. */
  signIn(id: string): Promise<void>
  /** Another tab of the same browser. */
  tab(): Promise<Visit>
}

/** A browser on the bare page, on day 0, nobody signed in. */
type Staged = (
  playbook: Playbook,
  test: (stage: Stage) => Promise<void>,
  attributes?: Record<string, string>,
) => Promise<void>

const it = fixtures.extend<{ staged: Staged }>({
  staged: ({ startBare, context }, use) =>
    use(async (playbook, test, attributes = {}) => {
      const demo = await startBare(playbook)
      const tabs: Visit[] = []
      const tab = async () => {
        const seen = await visit(context)
        tabs.push(seen)
        await seen.page.goto(addressOf(demo, attributes))
        return seen
      }
      const seen = await tab()
      await test({
        ...seen,
        demo,
        tab,
        async open(days = 0) {
          demo.setClock(days * DAY)
          await seen.page.goto(addressOf(demo, attributes))
        },
        signIn: (id) => call(seen.page, 'identify', { id, token: demo.token(id) }),
      })
      expect(mishaps(...tabs)).toEqual([])
    }),
})

/** Resolves once every call before is done. */
const settled = (page: Page) => explained(page)
/** Everything this browser remembers, as text. */
const remembered = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const read = (request: IDBRequest) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = (await read(indexedDB.open(name))) as IDBDatabase
      for (const store of database.objectStoreNames)
        found.push(name, await read(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    return JSON.stringify(found)
  })

describe('who was anonymous and signs in', () => {
  it('is asked once about what they did before, under their name, and what was sent is joined to it', ({ staged }) =>
    staged(playbookWith(['sent']), async ({ page, demo, open, signIn }) => {
      await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
      const [before] = await untilStored(demo, 'gainloop.action.completed')
      expect(before?.subject).toMatch(/^anon-/)
      await open(1)
      await signIn('u_1')
      const [joined] = await untilStored(demo, 'gainloop.user.identified')
      expect(joined).toMatchObject({ subject: 'u_1', data: { anonymous: before?.subject } })
      await open(3.1)
      await signIn('u_1')
      await asked(page, 'Spring sale').waitFor()
      await choose(page, 'Yes')
      const [rating] = await untilStored(demo, 'gainloop.rating.given')
      expect(rating?.subject).toBe('u_1')
      await open(4)
      await signIn('u_1')
      expect(await codesOf(page, 'a')).toBe('answered')
      expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
      expect(await storedOf(demo, 'gainloop.user.identified')).toHaveLength(1)
    }))

  it('carries the limits along', ({ staged }) =>
    staged(playbookWith(['now'], { cooldown: '14d' }), async ({ page, demo, open, signIn }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await choose(page, 'Yes')
      await untilStored(demo, 'gainloop.rating.given')
      await open(5)
      await signIn('u_1')
      await call(page, 'track', 'now', { id: 'b' })
      expect(await codesOf(page, 'b')).toBe('cooldown')
      expect(await bareCard(page).count()).toBe(0)
    }))

  it('keeps the card that is open, and answers it under their name', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo, signIn }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await signIn('u_1')
      await settled(page)
      await choose(page, 'Yes')
      const [rating] = await untilStored(demo, 'gainloop.rating.given')
      expect(rating?.subject).toBe('u_1')
    }))
})

describe('who signs out', () => {
  it('is forgotten, with the card that is open, and what was not sent yet is sent under their name', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo, signIn }) => {
      await signIn('u_1')
      demo.faults.drop = 'before'
      await call(page, 'track', 'now', { id: 'secret-moment', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await call(page, 'reset')
      await bareCard(page).waitFor({ state: 'detached' })
      expect(await codesOf(page, 'secret-moment')).toBe('no-moment')
      delete demo.faults.drop
      await signIn('u_1')
      await call(page, 'flush')
      const [done] = await untilStored(demo, 'gainloop.action.completed')
      expect(done?.subject).toBe('u_1')
      await settled(page)
      expect(await remembered(page)).not.toContain('secret-moment')
    }))

  it('is forgotten even if the page is left in the same instant, and the endpoint is slow', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo, signIn, open }) => {
      await signIn('u_1')
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      demo.faults.delay = 3_000
      await call(page, 'reset')
      await bareCard(page).waitFor({ state: 'detached' })
      await open(1)
      expect(await codesOf(page, 'a')).toBe('no-moment')
      demo.faults.delay = 0
    }))

  it('leaves no card of theirs in another tab', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo, signIn, tab }) => {
      await signIn('u_1')
      const { page: other } = await tab()
      await setHidden(page, true)
      await call(other, 'identify', { id: 'u_1', token: demo.token('u_1') })
      await call(other, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(other, 'Spring sale').waitFor()
      await call(page, 'reset')
      await bareCard(other).waitFor({ state: 'detached' })
    }))
})

describe('another user on the same browser', () => {
  it('sees nothing of the first: no card, no ask, no history', ({ staged }) =>
    staged(playbookWith(['now', 'sent']), async ({ page, demo, open, signIn }) => {
      await signIn('u_1')
      await call(page, 'track', 'sent', { id: 'theirs', label: 'Spring sale' })
      await call(page, 'track', 'now', { id: 'open', label: 'Summer sale' })
      await asked(page, 'Summer sale').waitFor()
      await signIn('u_2')
      await bareCard(page).waitFor({ state: 'detached' })
      expect((await explained(page)).map(({ moment }) => moment)).toEqual([undefined, undefined])
      await open(5)
      await signIn('u_2')
      expect((await explained(page)).map(({ moment }) => moment)).toEqual([undefined, undefined])
      expect(await bareCard(page).count()).toBe(0)
      await call(page, 'track', 'now', { id: 'own', label: 'Autumn sale' })
      await asked(page, 'Autumn sale').waitFor()
      await choose(page, 'Yes')
      const [rating] = await untilStored(demo, 'gainloop.rating.given')
      expect(rating?.subject).toBe('u_2')
      expect(await storedOf(demo, 'gainloop.user.identified')).toEqual([])
    }))

  it('closes a lesson that the first had opened by hand', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, signIn }) => {
      await signIn('u_1')
      await call(page, 'lesson', 'better')
      await bareCard(page).waitFor()
      await signIn('u_2')
      await bareCard(page).waitFor({ state: 'detached' })
    }))

  it('who is named on every page waits as the page before had to', ({ staged }) =>
    staged(playbookWith(['now']), async ({ demo, page, said, open, signIn }) => {
      await page.clock.install()
      await open()
      const posts = () => demo.requests.filter(({ method }) => method === 'POST').length
      demo.faults.status = 503
      await signIn('u_1')
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await until('three attempts', async () => {
        await page.clock.runFor(1_000)
        return posts() === 3
      })
      // Told as it is written down: what is asked of the page next is answered after that.
      await until('the third to be told', () => said.length)
      await explained(page)
      await open()
      await signIn('u_1')
      await explained(page)
      expect(posts()).toBe(3)
      demo.faults.status = undefined
      await until('the time to come', async () => {
        await page.clock.runFor(1_000)
        return (await storedOf(demo, 'gainloop.action.completed')).length
      })
      expect(said.splice(0)).toEqual([expect.stringContaining('503')])
    }))

  it('who is named without a token is not spoken for by the first user’s', async ({ startBare, tab: { page } }) => {
    const demo = await startBare(playbookWith(['now']))
    const authorized: Record<string, Set<string>> = {}
    page.on('request', (request) => {
      if (!request.url().endsWith('/api/gainloop')) return
      const [event] = JSON.parse(request.postData() ?? '[]') as { subject: string }[]
      const { authorization = 'none' } = request.headers()
      if (event) (authorized[event.subject] ??= new Set()).add(authorization)
    })
    await page.goto(addressOf(demo))
    const token = demo.token('u_1')
    await call(page, 'identify', { id: 'u_1', token })
    await call(page, 'track', 'now', { id: 'a' })
    await untilStored(demo, 'gainloop.action.completed')
    await call(page, 'identify', { id: 'u_2' })
    await call(page, 'track', 'now', { id: 'b' })
    await until('a request for the second', () => authorized.u_2)
    await call(page, 'identify', { id: 'u_1' })
    await call(page, 'track', 'now', { id: 'c' })
    await until('a request for the first again, without their token', () => (authorized.u_1?.size ?? 0) > 1)
    expect(authorized.u_2).toEqual(new Set(['none']))
    expect(authorized.u_1).toEqual(new Set([`Bearer ${token}`, 'none']))
  })
})

describe('consent="wait"', () => {
  const waiting = { consent: 'wait' }

  it('stores and sends nothing until it is given, then what was done meanwhile', ({ staged }) =>
    staged(
      playbookWith(['now', 'watched']),
      async ({ page, demo, signIn }) => {
        await signIn('u_1')
        await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
        await call(page, 'result', 'a', { rate: 1 })
        await call(page, 'lesson', 'better')
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
        await until('the playbook to be read', () =>
          page.evaluate(() => performance.getEntriesByName(`${location.origin}/bare.json`).length > 0),
        )
        await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
        expect(await page.evaluate(() => document.cookie)).toBe('')
        expect(await remembered(page)).toBe('[{},{}]')
        expect(demo.requests).toEqual([])
        expect(await bareCard(page).count()).toBe(0)

        await call(page, 'consent', true)
        const [done] = await untilStored(demo, 'gainloop.action.completed')
        expect(done?.subject).toBe('u_1')
        await bareCard(page).waitFor()
        expect(await remembered(page)).toContain('Spring sale')
      },
      waiting,
    ))

  it('taken back, it forgets everything and closes the card', ({ staged }) =>
    staged(
      playbookWith(['now']),
      async ({ page, demo, open }) => {
        await call(page, 'consent', true)
        await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
        await asked(page, 'Spring sale').waitFor()
        await untilStored(demo, 'gainloop.ask.shown')
        await call(page, 'consent', false)
        await bareCard(page).waitFor({ state: 'detached' })
        await until('nothing to be left', async () => !(await remembered(page)).includes('Spring sale'))
        await open(1)
        await call(page, 'consent', true)
        expect(await codesOf(page, 'a')).toBe('no-moment')
      },
      waiting,
    ))
})

describe('storage', () => {
  const track = async (page: Page) => {
    await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
    await settled(page)
  }

  it.for([
    { storage: 'local', reload: 'not-due', tab: 'not-due', where: /^\[\{\},\{\},"gainloop",\[.*Spring sale/ },
    { storage: 'session', reload: 'not-due', tab: 'no-moment', where: /^\[\{\},\{"gainloop":".*Spring sale/ },
    { storage: 'memory', reload: 'no-moment', tab: 'no-moment', where: /^\[\{\},\{\}\]$/ },
  ])(
    '"$storage" remembers so far: after a reload $reload, in another tab $tab',
    ({ storage, reload, tab, where }, { staged }) =>
      staged(
        playbookWith(['sent']),
        async (stage) => {
          await track(stage.page)
          expect(await remembered(stage.page)).toMatch(where)
          await stage.page.reload()
          expect(await codesOf(stage.page, 'a')).toBe(reload)
          expect(await codesOf((await stage.tab()).page, 'a')).toBe(tab)
          await until('the track to arrive', async () => (await stored(stage.demo)).length === 1)
        },
        { storage },
      ),
  )
})
