/** The user is writing, whatever they write in and by whatever means: the card does not open in the middle of a word. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addressOf, asked, bareCard, explained, mishaps, playbookWith } from './support/bare'
import { it as fixtures } from './support/fixtures'
import { call } from './support/visit'

const it = fixtures.extend<{ page: Page }>({
  page: async ({ startBare, newTab }, use) => {
    const demo = await startBare(playbookWith(['now']))
    const tab = await newTab()
    await tab.page.goto(addressOf(demo))
    await explained(tab.page)
    await use(tab.page)
    expect(mishaps(tab)).toEqual([])
  },
})

/** Tracks, and finds that the ask waits for the user to stop typing. */
async function expectToWait(page: Page): Promise<void> {
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  const [verdict] = await explained(page)
  expect(JSON.stringify(verdict)).toContain('the user is typing')
  expect(await bareCard(page).count()).toBe(0)
}

it('it waits for keys in a frame within a frame, in a shadow root there', async ({ page }) => {
  await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.id = 'editor'
    const inner = '<div><template shadowrootmode=open><textarea></textarea></template></div>'
    frame.srcdoc = `<!doctype html><iframe srcdoc="${inner}"></iframe>`
  })
  await page.frameLocator('#editor').frameLocator('iframe').getByRole('textbox').pressSequentially('H')
  await expectToWait(page)
})

it('it waits for keys in a frame that was written anew while it had the focus', async ({ page }) => {
  await page.evaluate(async () => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.id = 'editor'
    frame.srcdoc = '<!doctype html><textarea></textarea>'
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    frame.contentDocument?.querySelector('textarea')?.focus()
    frame.srcdoc = '<!doctype html><body contenteditable>'
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  })
  await page.frameLocator('#editor').locator('body').pressSequentially('H')
  await expectToWait(page)
})

it('it waits for text that comes without keys, as by dictation, and then comes by itself', async ({ page }) => {
  await page.getByRole('textbox').focus()
  await page.keyboard.insertText('Dear reader')
  await expectToWait(page)
  await asked(page, 'Spring sale').waitFor()
})
