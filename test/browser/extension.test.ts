/** Browser extensions write into every page, and into open shadow roots: that must not cost anyone who uses the keyboard their place. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addressOf, bareCard, mishaps, playbookWith } from './support/bare'
import { it } from './support/fixtures'
import { call } from './support/visit'

/** What has the focus inside of the card. */
const focusedIn = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const focused = document.querySelector('gainloop-card')?.shadowRoot?.activeElement
    return focused ? `${focused.tagName} ${focused.id || (focused as HTMLInputElement).value}`.trim() : undefined
  })

it('nodes that an extension puts everywhere in the card cost no focus', async ({ startBare, tab }) => {
  const { page } = tab
  await page.goto(addressOf(await startBare(playbookWith(['now']))))
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await bareCard(page).getByRole('radio', { name: 'Partly' }).focus()
  await page.evaluate(() => {
    const root = document.querySelector('gainloop-card')?.shadowRoot as ShadowRoot
    const litter = (): void => {
      for (const element of root.querySelectorAll(
        'section, section *:not(svg *, [data-extension], [data-extension] *)',
      ))
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
  expect(mishaps(tab)).toEqual([])
})
