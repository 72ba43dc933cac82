/** What surrounds the card: fullscreen, paper, a phone's notch, names of any length, and addresses that change in silence. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, bareCard, explained, mishaps, playbookWith } from './support/bare'
import { it as fixtures } from './support/fixtures'
import { call } from './support/visit'

const INSETS = { top: 47, right: 59, bottom: 34, left: 59 }

/** The bare page on that playbook, with something to be asked about as soon as it is tracked. */
const it = fixtures.extend<{ open: (playbook?: Playbook, attributes?: Record<string, string>) => Promise<Page> }>({
  open: async ({ startBare, tab }, use) => {
    await use(async (playbook = playbookWith(['now']), attributes = {}) => {
      const demo = await startBare(playbook)
      await tab.page.goto(addressOf(demo, attributes))
      await explained(tab.page)
      return tab.page
    })
    expect(mishaps(tab)).toEqual([])
  },
})

const ask = async (page: Page, label = 'Spring sale') => {
  await call(page, 'track', 'now', { id: 'a', label })
  await bareCard(page).waitFor()
}

const fullscreen = (page: Page, selector: string | undefined): Promise<void> =>
  page.evaluate(async (wanted) => {
    const changed = new Promise((resolve) => document.addEventListener('fullscreenchange', resolve, { once: true }))
    await (wanted ? document.querySelector(wanted)?.requestFullscreen() : document.exitFullscreen())
    await changed
  }, selector)

describe('The card', () => {
  it('waits while a part of the page is fullscreen, which it could not be used over', async ({ open }) => {
    const page = await open()
    await page.mouse.click(5, 5)
    await fullscreen(page, 'label')
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    expect((await explained(page))[0]?.reasons.map(({ code }) => code)).toEqual(['busy'])
    await fullscreen(page, undefined)
    await bareCard(page).getByRole('radio', { name: 'Partly' }).click()
  })

  it('makes way for a part of the page that becomes fullscreen, and comes back', async ({ open }) => {
    const page = await open()
    await ask(page)
    await page.mouse.click(5, 5)
    await fullscreen(page, 'label')
    await bareCard(page).waitFor({ state: 'hidden' })
    await fullscreen(page, undefined)
    await bareCard(page).getByRole('radio', { name: 'Partly' }).click()
  })

  it('is there as ever when the whole page is fullscreen', async ({ open }) => {
    const page = await open()
    await page.mouse.click(5, 5)
    await fullscreen(page, 'html')
    await ask(page)
    await bareCard(page).getByRole('radio', { name: 'Partly' }).click()
  })

  it('is never printed, nor is the panel', async ({ open, tab }) => {
    const page = await open(undefined, { debug: '' })
    await ask(page)
    await page.locator('gainloop-debug').waitFor()
    const seen = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter(({ localName }) => localName.startsWith('gainloop-'))
          .filter((element) => element.getClientRects().length > 0)
          .map(({ localName }) => localName),
      )
    expect(await seen()).toEqual(expect.arrayContaining(['gainloop-card', 'gainloop-debug']))
    await page.emulateMedia({ media: 'print' })
    expect(await seen()).toEqual([])
    // The panel's own lines.
    tab.said.length = 0
  })

  it.for(['bottom-end', 'top-start'] as const)('keeps out of a phone’s notch at %s', async (position, { open }) => {
    const page = await open({ ...playbookWith(['now']), theme: { position } })
    await page.setViewportSize({ width: 852, height: 393 })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: INSETS })
    await ask(page, 'Spring sale '.repeat(60))
    const box = await page.locator('gainloop-card').boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(position === 'top-start' ? INSETS.top : 0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(393 - INSETS.bottom)
    expect(box?.x).toBeGreaterThanOrEqual(INSETS.left)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(852 - INSETS.right)
  })

  it.for([
    ['a label of 1,000 characters', 'Spring sale '.repeat(83)],
    ['a label of 1,000 characters without a space', 'x'.repeat(1_000)],
    ['a label of emoji', '🚀'.repeat(500)],
  ] as const)('keeps the answers in sight under %s', async ([, label], { open }) => {
    const page = await open()
    await page.setViewportSize({ width: 390, height: 800 })
    await ask(page)
    const short = (await page.locator('gainloop-card').boundingBox())?.height ?? 0
    await call(page, 'track', 'now', { id: 'b', label })
    await bareCard(page).getByRole('button', { name: 'Close' }).click()
    // The line that answers goes as well.
    await bareCard(page).getByRole('button', { name: 'Close' }).click()
    await bareCard(page).getByRole('heading', { name: '…' }).waitFor()
    const [card, last] = await Promise.all([
      page.locator('gainloop-card').boundingBox(),
      bareCard(page).getByRole('radio', { name: 'Not yet' }).boundingBox(),
    ])
    // At most three lines more than what is shown of a short one.
    expect(card?.height).toBeLessThan(short + 3 * 25)
    expect((last?.y ?? 800) + (last?.height ?? 0)).toBeLessThan((card?.y ?? 0) + (card?.height ?? 0))
    const heading = await bareCard(page).getByRole('heading').textContent()
    expect(heading).toMatch(/^How did “.{20,}…” go\?$/u)
  })
})

it('asks on the page that its condition names, where pushState is all that happens and there is no Navigation API', async ({
  open,
  tab,
}) => {
  await tab.page.addInitScript(() => {
    Object.defineProperty(window, 'navigation', { value: undefined })
  })
  const playbook = playbookWith(['now'])
  Object.assign(playbook.actions.now?.ask ?? {}, { if: { 'page.path': '/done' } })
  const page = await open(playbook)
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  expect((await explained(page))[0]?.reasons.map(({ code }) => code)).toEqual(['condition'])
  await page.evaluate(() => history.pushState({}, '', '/done'))
  await bareCard(page).waitFor({ timeout: 5_000 })
})
