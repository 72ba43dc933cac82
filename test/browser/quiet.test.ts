import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Action, Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, codesOf, explained, mishaps, playbookWith } from './support/bare'
import { until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { begin, countIn, ledgerOf } from './support/ledger'
import { call, type Visit, visit } from './support/visit'

interface Stage extends Visit {
  demo: Demo
  open(): Promise<void>
}

const BUILDS = [{ build: 'module' }, { build: 'all' }]

/** A counting tab on the bare page. @param owned the test moves the page's clock, which stands still until then */
type Staged = (
  options: { playbook: Playbook; build: string; owned?: boolean; sync?: string; debug?: string; storage?: string },
  test: (stage: Stage) => Promise<void>,
) => Promise<void>

const it = fixtures.extend<{ staged: Staged }>({
  staged: ({ startBare, context }, use) =>
    use(async ({ playbook, owned = false, ...attributes }, test) => {
      const demo = await startBare(playbook)
      if (owned) await context.clock.install()
      await countIn(context)
      const seen = await visit(context)
      const open = async () => void (await seen.page.goto(addressOf(demo, attributes)))
      await open()
      await test({ ...seen, demo, open })
      expect(mishaps(seen)).toEqual([])
    }),
})

/** Resolves when nothing was set, asked for or written between two looks, and no timer is left of what went before. @param left how many timers stay */
async function atRest(page: Page, left = 0): Promise<void> {
  let before = ''
  await until('the page to rest', async () => {
    const { set, requests, timers } = await ledgerOf(page)
    const { held = [], pending = [] } = await page.evaluate(() => navigator.locks.query())
    const now = JSON.stringify([set, requests])
    const rests = now === before && timers.length === left && held.length + pending.length === 0
    before = now
    return rests
  })
}

/** What goes on in a minute in which nothing happens. */
async function aMinute(page: Page) {
  await begin(page)
  await page.clock.runFor(60_000)
  const { set, frames, requests, places, timers } = await ledgerOf(page)
  return { set, frames, requests, places, timers }
}

/** An action whose goal is asked for right after it. */
function withGoal(): Playbook {
  const playbook = playbookWith(['sent'])
  const { sent } = playbook.actions
  const goal = { question: 'What for?', options: [{ id: 'sales', label: 'Sales' }] }
  return { ...playbook, actions: { sent: { ...(sent as Action), goal } } }
}

type Counting = typeof globalThis & { reads: number }

/** Counts what is read from IndexedDB from now on: each read is a request of a store. */
const countReads = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const counting = globalThis as Counting
    counting.reads = 0
    const { transaction } = IDBDatabase.prototype
    IDBDatabase.prototype.transaction = function (...args: Parameters<typeof transaction>) {
      counting.reads++
      return transaction.apply(this, args)
    }
  })

const readsOf = (page: Page): Promise<number> => page.evaluate(() => (globalThis as Counting).reads)

const NOTHING = { set: 0, frames: 0, requests: 0, places: [], timers: [] }

describe.each(BUILDS)('over a minute in which nothing is due, with the $build build', ({ build }) => {
  it('there is no timer, no frame and no request: on a first visit, with nothing pending, and beside an open card', ({
    staged,
  }) =>
    staged({ playbook: playbookWith(['now']), build, owned: true }, async ({ page, demo, open, fetched }) => {
      await explained(page)
      await atRest(page)
      expect(await aMinute(page)).toEqual(NOTHING)

      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await untilStored(demo, 'gainloop.ask.shown')
      await until('the status to be announced', async () => {
        await page.clock.runFor(1_000)
        return (await ledgerOf(page)).timers.length === 0
      })
      expect(await aMinute(page)).toEqual(NOTHING)

      await call(page, 'cancel', 'a')
      await bareCard(page).waitFor({ state: 'detached' })
      await atRest(page)
      expect(await aMinute(page)).toEqual(NOTHING)

      // Nothing pending: not even the loop is loaded.
      fetched.length = 0
      await open()
      await until('the entry to have looked', () =>
        page.evaluate(() => !!(globalThis as unknown as { gainloop: { track?: unknown } }).gainloop.track),
      )
      await atRest(page)
      expect(await aMinute(page)).toEqual(NOTHING)
      expect(fetched.filter((path) => path.endsWith('.json'))).toEqual([])
    }))

  it('there is one timer for what is due in days, and after a reload one again', ({ staged }) =>
    staged({ playbook: playbookWith(['sent']), build, owned: true }, async ({ page, demo, open }) => {
      for (const id of ['a', 'b', 'c']) await call(page, 'track', 'sent', { id })
      await until('all to be stored', async () => (await untilStored(demo, 'gainloop.action.completed')).length === 3)
      expect(await codesOf(page, 'c')).toBe('not-due')
      await atRest(page, 1)
      const { timers, ...rest } = await aMinute(page)
      expect(rest).toEqual({ set: 0, frames: 0, requests: 0, places: [] })
      expect(timers).toHaveLength(1)
      expect(timers[0]).toBeLessThanOrEqual(3 * DAY)
      expect(timers[0]).toBeGreaterThan(3 * DAY - 60_000)

      await open()
      await atRest(page, 1)
      const later = await aMinute(page)
      expect(later).toMatchObject({ set: 0, frames: 0, requests: 0 })
      expect(later.timers).toHaveLength(1)
      // Woken by many things at once, it is still one.
      await page.evaluate(() => {
        for (let n = 0; n < 10; n++) document.dispatchEvent(new Event('visibilitychange'))
        history.pushState(null, '', '#elsewhere')
      })
      await call(page, 'identify', { id: 'u_1', token: demo.token('u_1') })
      await explained(page)
      await atRest(page, 1)
      expect((await aMinute(page)).timers).toHaveLength(1)
    }))

  it.for([{ storage: 'local' }, { storage: 'memory' }])(
    'there is nothing with the debug panel open either, after the goal was asked for: $storage',
    ({ storage }, { staged }) =>
      staged({ playbook: withGoal(), build, owned: true, debug: '', storage }, async ({ page, said }) => {
        await page.getByRole('button', { name: 'Gainloop debug' }).click()
        await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
        await bareCard(page).getByRole('radio', { name: 'Sales' }).click()
        await bareCard(page).waitFor({ state: 'detached' })
        await page.getByRole('region', { name: 'Gainloop debug panel' }).getByText('it is not due yet').waitFor()
        // The pause after a card is over. The one timer that stays is the ask's own, due in three days.
        await page.clock.runFor(5_000)
        await atRest(page, 1)
        await countReads(page)
        const { set, frames, requests } = await aMinute(page)
        expect({ set, frames, requests, reads: await readsOf(page) }).toEqual({
          set: 0,
          frames: 0,
          requests: 0,
          reads: 0,
        })
        // What was decided is logged once for each change.
        expect(said.splice(0)).toHaveLength(2)
      }),
  )

  it('there is one timer for what is due in five weeks, longer than a browser’s timer can be', ({ staged }) =>
    staged({ playbook: playbookWith(['watched']), build, owned: true }, async ({ page }) => {
      await until('the period to have begun', async () => (await explained(page))[0]?.moment)
      await atRest(page, 1)
      expect(await aMinute(page)).toEqual({ ...NOTHING, timers: [2 ** 31 - 1] })
    }))
})

describe.each(BUILDS)('destroy(), with the $build build', ({ build }) => {
  const states: { state: string; reach(stage: Stage): Promise<unknown> }[] = [
    { state: 'before anything was loaded', reach: async () => {} },
    {
      state: 'right after a call, while the rest still loads',
      reach: ({ page }) => call(page, 'track', 'now', { id: 'a' }),
    },
    {
      state: 'while an ask is pending',
      reach: async ({ page }) => {
        await call(page, 'track', 'sent', { id: 'a' })
        expect(await codesOf(page, 'a')).toBe('not-due')
        await until('its timer', async () => (await ledgerOf(page)).timers.length > 0)
      },
    },
    {
      state: 'while an ask waits for the user to stop typing',
      reach: async ({ page }) => {
        await explained(page)
        await page.getByRole('textbox').pressSequentially('Dear')
        await call(page, 'track', 'now', { id: 'a' })
        await until('it to wait', async () =>
          (await ledgerOf(page)).listeners.some((one) => one === 'document focusin'),
        )
      },
    },
    {
      state: 'while the card is open',
      reach: async ({ page }) => {
        await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
        await asked(page, 'Spring sale').waitFor()
      },
    },
    {
      state: 'while the endpoint is down',
      reach: async ({ page, demo }) => {
        demo.faults.status = 503
        await call(page, 'track', 'sent', { id: 'a' })
        await until('the attempt', () => demo.requests.length > 0)
      },
    },
  ]

  it('takes the picture with it of a card that is just going', ({ staged }) =>
    staged({ playbook: playbookWith(['now']), build }, async ({ page }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await bareCard(page).getByRole('button', { name: 'Close' }).click()
      await bareCard(page).getByRole('button', { name: 'Undo' }).waitFor()
      const left = await page.evaluate(async () => {
        const frame = () => new Promise(requestAnimationFrame)
        const host = document.querySelector<HTMLElement>('gainloop-card')
        host?.shadowRoot?.querySelector<HTMLElement>('.head button')?.click()
        while (host?.isConnected && host.dataset.leaving === undefined) await frame()
        const wasGoing = host?.isConnected
        ;(globalThis as unknown as { gainloop: { destroy(): void } }).gainloop.destroy()
        await frame()
        return { wasGoing, cards: document.querySelectorAll('gainloop-card').length }
      })
      expect(left).toEqual({ wasGoing: true, cards: 0 })
    }))

  it.for(states)('leaves no listener, timer, observer, element or global: $state', ({ reach }, { staged }) =>
    staged({ playbook: playbookWith(['now', 'sent']), build, sync: '' }, async (stage) => {
      const { page } = stage
      await until('the entry', () =>
        page.evaluate(() => !!(globalThis as unknown as { gainloop: { track?: unknown } }).gainloop.track),
      )
      await reach(stage)
      await page.evaluate(() => {
        // Kept by the page: calls to what was destroyed do no harm.
        const { gainloop } = globalThis as unknown as { gainloop: Record<string, (...args: unknown[]) => unknown> }
        gainloop.destroy?.()
        gainloop.track?.('now', { id: 'late' })
        gainloop.ask?.('now')
        gainloop.consent?.(true)
      })
      await expect.poll(() => ledgerOf(page)).toMatchObject({ timers: [], listeners: [], others: [] })
      // What was under way has come to its end, and brought nothing back.
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      await page.waitForLoadState('networkidle')
      expect(await ledgerOf(page)).toMatchObject({ timers: [], listeners: [], others: [] })
      expect(await page.locator('gainloop-card').count()).toBe(0)
      expect(await page.evaluate(() => Object.keys(globalThis).filter((name) => /gainloop/i.test(name)))).toEqual([])
      expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([])
    }),
  )
})
