import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import {
  addressOf,
  asked,
  bareCard,
  choose,
  codesOf,
  explained,
  mishaps,
  playbookWith,
  leave,
  press,
} from './support/bare'
import { stored, storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { call, setHidden, type Visit, visit } from './support/visit'

interface Tabs {
  demo: Demo
  one: Visit
  two: Visit
  /** Ids of all events that left either tab, as often as they did. */
  sent: string[]
}

/** Runs before anything of the page. */
const withoutLocks = () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })

/** Two tabs of one browser, both on the page and both seen, as in two windows side by side. */
type InTwoTabs = (playbook: Playbook, test: (tabs: Tabs) => Promise<void>, before?: () => void) => Promise<void>

const it = fixtures.extend<{ inTwoTabs: InTwoTabs }>({
  inTwoTabs: ({ startBare, context }, use) =>
    use(async (playbook, test, before) => {
      const demo = await startBare(playbook)
      const sent: string[] = []
      context.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/api/gainloop'))
          sent.push(...(JSON.parse(request.postData() ?? '[]') as { id: string }[]).map(({ id }) => id))
      })
      if (before) await context.addInitScript(before)
      const [one, two] = [await visit(context), await visit(context)]
      await one.page.goto(addressOf(demo))
      await two.page.goto(addressOf(demo))
      await test({ demo, one, two, sent })
      expect(mishaps(one, two)).toEqual([])
    }),
})

/** The user is in the first tab while its ask opens; then both are seen. */
async function askedInTheFirst({ one, two }: Tabs): Promise<void> {
  await setHidden(two.page, true)
  await call(one.page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await asked(one.page, 'Spring sale').waitFor()
  await setHidden(two.page, false)
}

const both = (one: Page, two: Page, act: (page: Page) => Promise<unknown>) => Promise.all([act(one), act(two)])
const cards = async ({ one, two }: Tabs) => (await bareCard(one.page).count()) + (await bareCard(two.page).count())

describe('two tabs', () => {
  it('woken for the same ask at the same time show it in one of them', ({ inTwoTabs }) =>
    inTwoTabs(playbookWith(['sent']), async (tabs) => {
      const { demo, one, two } = tabs
      await call(one.page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
      const [done] = await untilStored(demo, 'gainloop.action.completed')
      demo.setClock(Date.parse(done?.data.at ?? '') + 3 * DAY - Date.now() - 4_000)
      await both(one.page, two.page, (page) => page.goto(addressOf(demo)))
      expect([await codesOf(one.page, 'a'), await codesOf(two.page, 'a')]).toEqual(['not-due', 'not-due'])
      await untilStored(demo, 'gainloop.ask.shown')
      await until('the card', async () => (await cards(tabs)) > 0)
      // Every page decides anew whenever it is looked at.
      await both(one.page, two.page, async (page) => {
        await setHidden(page, false)
        await explained(page)
      })
      expect(await cards(tabs)).toBe(1)
      expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
    }))

  it('lose nothing that one of them was told and closed with, when the site’s data is cleared under the other', ({
    inTwoTabs,
    context,
  }) =>
    inTwoTabs(playbookWith(['now']), async (tabs) => {
      const { demo, one, two } = tabs
      await askedInTheFirst(tabs)
      demo.faults.status = 503
      const before = demo.requests.length
      await choose(one.page, 'Not yet')
      await until('the attempt', () => demo.requests.length > before)
      await one.page.close()
      const session = await context.newCDPSession(two.page)
      await session.send('Storage.clearDataForOrigin', { origin: demo.url, storageTypes: 'all' })
      demo.faults.status = undefined
      await until('what was said to arrive', async () => {
        await call(two.page, 'flush')
        return (await storedOf(demo, 'gainloop.rating.given')).length
      })
      expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
    }))

  it('never ask again what one of them was answered, and no event leaves twice', ({ inTwoTabs }) =>
    inTwoTabs(playbookWith(['now']), async (tabs) => {
      const { demo, one, two, sent } = tabs
      await askedInTheFirst(tabs)
      await call(two.page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      expect(await codesOf(two.page, 'a')).toBe('busy')
      expect(await bareCard(two.page).count()).toBe(0)
      await choose(one.page, 'Partly')
      await press(one.page, 'Skip')
      await press(one.page, 'Done')
      await bareCard(one.page).waitFor({ state: 'detached' })
      await two.page.reload()
      expect(await codesOf(two.page, 'a')).toBe('answered')
      expect(await bareCard(two.page).count()).toBe(0)
      await both(one.page, two.page, (page) => call(page, 'flush'))
      const events = await stored(demo)
      expect(events.filter(({ type }) => type === 'gainloop.rating.given')).toHaveLength(1)
      expect(new Set(sent).size).toBe(sent.length)
      expect(new Set(sent)).toEqual(new Set(events.map(({ id }) => id)))
    }))

  it('take turns: the ask that waits behind the other tab’s card comes once that is closed', ({ inTwoTabs }) =>
    inTwoTabs(playbookWith(['now']), async (tabs) => {
      const { one, two } = tabs
      await askedInTheFirst(tabs)
      await call(two.page, 'track', 'now', { id: 'b', label: 'Autumn sale' })
      expect(await codesOf(two.page, 'b')).toContain('busy')
      expect(await cards(tabs)).toBe(1)
      await leave(one.page, 'Close')
      await until('the other ask, in one of them', async () => {
        const [here, there] = [
          await asked(one.page, 'Autumn sale').count(),
          await asked(two.page, 'Autumn sale').count(),
        ]
        return here + there === 1
      })
      expect(await cards(tabs)).toBe(1)
    }))

  it('where one is closed with its card open, the ask that waits behind it comes within half a minute', ({
    inTwoTabs,
  }) =>
    inTwoTabs(playbookWith(['now']), async (tabs) => {
      const { one, two } = tabs
      await two.page.clock.install()
      await askedInTheFirst(tabs)
      await call(two.page, 'track', 'now', { id: 'b', label: 'Autumn sale' })
      expect(await codesOf(two.page, 'b')).toContain('busy')
      await one.page.close()
      // The half minute begins when the tab has found the lock taken, which nothing in the page shows. Which of the two asks comes
      // first does not matter here.
      await until('the ask that waited', async () => {
        await two.page.clock.runFor(30_000)
        return bareCard(two.page).getByRole('radiogroup').isVisible()
      })
    }))

  it('cancelling in one closes the ask that is open in the other', ({ inTwoTabs }) =>
    inTwoTabs(playbookWith(['now']), async (tabs) => {
      const { one, two } = tabs
      await askedInTheFirst(tabs)
      await call(two.page, 'cancel', 'a')
      await bareCard(one.page).waitFor({ state: 'detached' })
    }))
})

describe('where the browser has no locks (a page without https)', () => {
  it('answering in one tab closes the same ask in the other, and one rating is counted', ({ inTwoTabs }) =>
    inTwoTabs(
      playbookWith(['now']),
      async (tabs) => {
        const { demo, one, two } = tabs
        await askedInTheFirst(tabs)
        await call(two.page, 'ask', 'a')
        await asked(two.page, 'Spring sale').waitFor()
        await choose(two.page, 'Yes')
        await asked(one.page, 'Spring sale').waitFor({ state: 'detached' })
        await untilStored(demo, 'gainloop.rating.given')
        expect(await codesOf(one.page, 'a')).toBe('answered')
        expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
      },
      withoutLocks,
    ))
})
