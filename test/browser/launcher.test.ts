/** The quiet way back to the lessons: there with `data-launcher` only, while there is something to come back to and no card is open. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findings } from './support/axe'
import { fetchedModules } from './support/built-files'
import { until } from './support/endpoint'
import { card } from './support/journey'
import { press, tabTo } from './support/keys'
import { inTab, type KindsTab } from './support/kinds'
import { launch } from './support/launch'
import { begin, countIn, ledgerOf } from './support/ledger'
import { call, visit } from './support/visit'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** Beside the one file, or a chunk of the module build. */
const isPart = (path: string): boolean => fetchedModules([path]).has('launcher/launcher.ts')

const launcher = (page: Page): Locator => page.locator('gainloop-launcher')
const button = (page: Page): Locator => launcher(page).getByRole('button')
const closeCard = (page: Page): Promise<void> =>
  card(page)
    .getByRole('button', { name: /^(Close|إغلاق)$/ })
    .click()
const mishaps = ({ violations, errors, said }: KindsTab): string[] => [...violations, ...errors, ...said]

/** A page with the launcher in it, after a lesson was shown and closed. */
async function shown({ page, open }: KindsTab, choices = ''): Promise<void> {
  await open('checklist', `data-launcher=&${choices}`)
  await closeCard(page)
  await button(page).waitFor()
}

describe.each(['module', 'all'])('with data-launcher in the %s build', (build) => {
  it('is not there before a lesson was shown, nor beside a card; after it, it leads to the list', async () => {
    await inTab(browser, {}, async (tab) => {
      const { page, demo, open, fetched } = tab
      const choices = `build=${build}&data-launcher=`
      await page.goto(`${demo.url}/?panel=off&data-playbook=/kinds.json&${choices}`)
      await until('its file', () => fetched.some(isPart))
      await call(page, 'lessons')
      await card(page).getByText('Nothing here yet.').waitFor()
      await closeCard(page)
      await card(page).waitFor({ state: 'detached' })
      expect(await launcher(page).count()).toBe(0)

      await open('checklist', choices)
      expect(await launcher(page).count()).toBe(0)
      await card(page).getByRole('checkbox').first().click()
      await closeCard(page)
      await button(page).click()
      await card(page).getByText('1 of 3 done').waitFor()
      expect(await launcher(page).count()).toBe(0)
      await closeCard(page)
      await button(page).waitFor()
      expect(mishaps(tab)).toEqual([])
    })
  })

  it('is there on the next page, and gone after reset() and destroy()', async () => {
    await inTab(browser, {}, async (tab) => {
      const { page, demo } = tab
      await shown(tab, `build=${build}`)
      await page.goto(`${demo.url}/campaigns`)
      await button(page).waitFor()
      await call(page, 'reset')
      await launcher(page).waitFor({ state: 'detached' })

      await shown(tab, `build=${build}`)
      await call(page, 'destroy')
      await launcher(page).waitFor({ state: 'detached' })
      expect(mishaps(tab)).toEqual([])
    })
  })

  it('works by keyboard: Enter leads into the list, Escape back to the button', async () => {
    await inTab(browser, {}, async (tab) => {
      const { page } = tab
      await shown(tab, `build=${build}`)
      await press(page, button(page))
      const heading = card(page).getByRole('heading', { name: 'Your lessons' })
      await heading.waitFor()
      const focused = (target: Locator) =>
        target.evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)
      await until('the focus to be on the list', () => focused(heading))
      await page.keyboard.press('Tab')
      await page.keyboard.press('Escape')
      await button(page).waitFor()
      await until('the focus to be back', () => focused(button(page)))
      expect(mishaps(tab)).toEqual([])
    })
  })
})

it('without the attribute nothing of it is fetched or shown', async () => {
  await inTab(browser, {}, async ({ page, open, fetched }) => {
    await open('checklist')
    await closeCard(page)
    await open('tips')
    expect(await launcher(page).count()).toBe(0)
    expect(fetched.filter(isPart)).toEqual([])
  })
})

it('comes with a lesson that another tab has shown, and takes no focus', async () => {
  await inTab(browser, {}, async (tab) => {
    const other = await visit(tab.context)
    await other.page.goto(`${tab.demo.url}/?panel=off&data-playbook=/kinds.json&data-launcher=`)
    await until('its file', () => other.fetched.some(isPart))
    await shown(tab)
    await button(other.page).waitFor()
    expect(await other.page.evaluate(() => document.activeElement === document.body)).toBe(true)
  })
})

it('sets no timer, frame or request while it waits', async () => {
  await inTab(browser, {}, async (tab) => {
    await tab.context.clock.install()
    await countIn(tab.context)
    const { page } = tab
    await shown(tab)
    await begin(page)
    await page.clock.runFor(60_000)
    const { set, frames, requests, timers } = await ledgerOf(page)
    expect({ set, frames, requests, timers }).toEqual({ set: 0, frames: 0, requests: 0, timers: [] })
  })
})

it.each([
  { position: 'bottom-end', language: 'en', right: true, bottom: true },
  { position: 'bottom-end', language: 'ar', right: false, bottom: true },
  { position: 'top-start', language: 'en', right: false, bottom: false },
  { position: 'top-start', language: 'ar', right: true, bottom: false },
])('stands in the corner of the card: $position in $language', async ({ position, language, right, bottom }) => {
  await inTab(browser, { theme: { position: position as 'top-start' } }, async (tab) => {
    const { page } = tab
    await shown(tab, `language=${language}`)
    const box = (await button(page).boundingBox()) as { x: number; y: number; width: number; height: number }
    const { width, height } = page.viewportSize() as { width: number; height: number }
    expect(box.x + box.width / 2 > width / 2).toBe(right)
    expect(box.y + box.height / 2 > height / 2).toBe(bottom)
  })
})

it('follows the theme and the language as they change', async () => {
  await inTab(browser, {}, async (tab) => {
    const { page } = tab
    await shown(tab, 'theme=light')
    const paper = () => button(page).evaluate((it) => getComputedStyle(it).backgroundColor)
    const light = await paper()
    await call(page, 'setTheme', 'dark')
    await until('it to be dark', async () => (await paper()) !== light)
    await call(page, 'setLanguage', 'ar')
    await page.locator('gainloop-launcher[dir=rtl]').waitFor()
  })
})

it.each(['theme=light', 'theme=dark', 'theme=light&language=ar'])(
  'axe-core finds nothing, with %s',
  async (choices) => {
    // axe-core needs more than the strictest policy allows.
    await inTab(browser, { policy: "object-src 'none'" }, async (tab) => {
      const { page } = tab
      await shown(tab, choices)
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 740 })
        expect(await findings(page, 'gainloop-launcher'), `${width} px`).toEqual([])
        const { height = 0 } = (await button(page).boundingBox()) ?? {}
        expect(height).toBeGreaterThanOrEqual(40)
      }
      await tabTo(page, button(page))
      expect(await findings(page, 'gainloop-launcher'), 'focused').toEqual([])
    })
  },
)
