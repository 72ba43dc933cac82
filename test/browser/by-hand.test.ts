import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { storedOf } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { card, lessonTitle, question, reachQuestion } from './support/journey'
import { call, visit } from './support/visit'

/** A tab with the question open. */
const it = fixtures.extend<{ page: Page }>({
  page: async ({ demo, tab: { page, errors } }, use) => {
    await reachQuestion(page, demo)
    await use(page)
    expect(errors).toEqual([])
  },
})

it('lesson() takes the place of the question, which is not counted as closed', async ({ demo, page }) => {
  await call(page, 'lesson', 'fewer-goodbyes')
  await lessonTitle(page, 'Fewer goodbyes without hiding the exit').waitFor()
  expect(await question(page).count()).toBe(0)
  expect(await storedOf(demo, 'gainloop.ask.dismissed')).toEqual([])
  await call(page, 'lesson', 'one-email-one-action')
  await lessonTitle(page, 'One email, one action').waitFor()
})

it('ask() for what does not exist leaves the open card alone', async ({ page }) => {
  await call(page, 'ask', 'nothing')
  await page.evaluate(() => (globalThis as unknown as { gainloop: { flush(): Promise<void> } }).gainloop.flush())
  expect(await question(page).count()).toBe(1)
})

it('lesson() and ask() open in this tab while another one shows a card; the same ask is not in both', async ({
  demo,
  page,
}) => {
  const other = (await visit(page.context())).page
  await other.goto(`${demo.url}/audience`)
  await call(other, 'lesson', 'fewer-goodbyes')
  await lessonTitle(other, 'Fewer goodbyes without hiding the exit').waitFor()
  await call(other, 'ask', 'c_42')
  await question(other).waitFor()
  await card(page).waitFor({ state: 'detached' })
})

it('ask() waits behind the page’s modal', async ({ page }) => {
  await card(page).getByRole('button', { name: 'Close' }).click()
  // The line that answers goes as well.
  await card(page).getByRole('button', { name: 'Close' }).click()
  await card(page).waitFor({ state: 'detached' })
  await page.evaluate(() => {
    const modal = document.body.appendChild(document.createElement('dialog'))
    modal.id = 'modal'
    modal.showModal()
  })
  await call(page, 'ask', 'c_42')
  await page.evaluate(() => (globalThis as unknown as { gainloop: { flush(): Promise<void> } }).gainloop.flush())
  expect(await card(page).count()).toBe(0)
  await page.evaluate(() => document.querySelector('#modal')?.remove())
  await question(page).waitFor()
})

it('a card whose place in the page is taken away goes to the corner; unmounting twice takes nobody else’s place', async ({
  page,
}) => {
  const place = () => card(page).evaluate((element) => (element.getRootNode() as ShadowRoot).host.parentElement?.id)
  await page.evaluate(() => {
    const { gainloop } = globalThis as unknown as { gainloop: { mount(element: Element): () => void } }
    const add = (id: string) => {
      const element = document.querySelector('main')?.appendChild(document.createElement('div')) as HTMLElement
      element.id = id
      return gainloop.mount(element)
    }
    const stop = add('first')
    add('second')
    stop()
    stop()
  })
  await expect.poll(place).toBe('second')
  await page.evaluate(() => document.querySelector('#second')?.remove())
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await question(page).waitFor()
  expect(await place()).toBe('')
})
