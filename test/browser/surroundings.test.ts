/** What surrounds the card: extensions that write into it, paper, full screen, long names, addresses that change. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addressOf, asked, bareCard, choose, explained, mishaps, playbookWith } from './support/bare'
import type { Playbook } from '../../src/playbook/schema'
import { it as fixtures } from './support/fixtures'
import { call } from './support/visit'

type Open = (playbook?: Playbook, before?: () => void) => Promise<Page>

const it = fixtures.extend<{ open: Open }>({
  open: async ({ startBare, newTab }, use) => {
    const tab = await newTab()
    await use(async (playbook = playbookWith(['now']), before) => {
      const demo = await startBare(playbook)
      tab.page.setDefaultTimeout(15_000)
      if (before) await tab.page.addInitScript(before)
      await tab.page.goto(addressOf(demo))
      await explained(tab.page)
      return tab.page
    })
    expect(mishaps(tab)).toEqual([])
  },
})

const ask = (page: Page, label = 'Spring sale') => call(page, 'track', 'now', { id: 'a', label })

/** What has the focus inside of the card. */
const focusedIn = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const focused = document.querySelector('gainloop-card')?.shadowRoot?.activeElement
    return focused ? `${focused.tagName} ${focused.id || (focused as HTMLInputElement).value}`.trim() : undefined
  })

it('nodes that an extension puts everywhere in the card cost no focus', async ({ open }) => {
  const page = await open()
  await ask(page)
  await bareCard(page).getByRole('radio', { name: 'Partly' }).focus()
  await page.evaluate(() => {
    const root = document.querySelector('gainloop-card')?.shadowRoot as ShadowRoot
    const litter = (): void => {
      for (const element of root.querySelectorAll('section, section *:not(svg *, [data-extension], [data-extension] *)'))
        if (!element.previousElementSibling?.matches('[data-extension]')) {
          const node = document.createElement('span')
          node.dataset.extension = ''
          node.append(document.createElement('h2'))
          element.before(node)
        }
    }
    litter()
    new MutationObserver(litter).observe(root, { childList: true, subtree: true })
  })
  await call(page, 'setTheme', 'dark')
  await bareCard(page).and(page.locator('[data-theme="dark"]')).waitFor()
  expect(await focusedIn(page)).toBe('INPUT partly')
  await page.keyboard.press('Space')
  await bareCard(page).getByRole('button', { name: 'Skip' }).waitFor()
  expect(await focusedIn(page)).toBe('H2 title')
  await page.keyboard.press('Tab')
  await call(page, 'setTheme', 'light')
  await bareCard(page).and(page.locator('[data-theme="light"]')).waitFor()
  expect(await focusedIn(page)).toMatch(/^(INPUT|BUTTON)/)
})

it('the card is not printed', async ({ open }) => {
  const page = await open()
  await ask(page)
  await asked(page, 'Spring sale').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await bareCard(page).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  expect(await bareCard(page).isVisible()).toBe(true)
})

it('the card stays on top of an element that fills the screen', async ({ open }) => {
  const page = await open()
  await ask(page)
  await asked(page, 'Spring sale').waitFor()
  await page.evaluate(() => {
    const stage = document.body.appendChild(document.createElement('div'))
    stage.style.background = 'black'
    const button = stage.appendChild(document.createElement('button'))
    button.textContent = 'Present'
    button.onclick = () => stage.requestFullscreen()
  })
  await page.getByRole('button', { name: 'Present' }).click()
  await page.waitForFunction(() => document.fullscreenElement)
  // Playwright clicks only what would get the click.
  await choose(page, 'Yes')
})

it('a name of 1,000 characters leaves the answers in sight', async ({ open }) => {
  const page = await open()
  await page.setViewportSize({ width: 1280, height: 720 })
  await ask(page, 'Wide name '.repeat(100))
  const answers = bareCard(page).getByRole('radio')
  await answers.first().waitFor()
  for (const answer of await answers.all()) {
    const box = await answer.boundingBox()
    expect(box && box.y + box.height).toBeLessThan(720)
  }
})

it('without the Navigation API, an ask for another address comes after pushState', async ({ open }) => {
  const playbook = playbookWith(['now'])
  const action = playbook.actions.now as Playbook['actions'][string]
  action.ask.if = { 'page.path': '/reports' }
  const page = await open(playbook, () => Object.defineProperty(window, 'navigation', { value: undefined }))
  await ask(page)
  await explained(page)
  expect(await bareCard(page).count()).toBe(0)
  await page.evaluate(() => {
    history.pushState(null, '', '/reports')
    document.body.append('Reports')
  })
  await asked(page, 'Spring sale').waitFor()
})
