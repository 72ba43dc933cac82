import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../demo/server'
import { codesOf } from './support/bare'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { card, DAY, question, sendCampaign, stateGoal } from './support/journey'

/** A draft open in the editor, with an ask that becomes due `seconds` after now. */
async function editing(page: Page, demo: Demo, seconds: number): Promise<void> {
  await sendCampaign(page, demo)
  await stateGoal(page)
  const [done] = await untilStored(demo, 'gainloop.action.completed')
  demo.setClock(Date.parse(done?.data.at ?? '') + 3 * DAY - Date.now() - seconds * 1_000)
  await page.goto(`${demo.url}/campaigns/c_43`)
}

it('leaves focus, caret and text of the page’s textarea alone when the card opens', async ({ demo, tab }) => {
  const { page, errors } = tab
  await editing(page, demo, 5)
  const message = page.getByRole('textbox', { name: 'Message' })
  const text = await message.inputValue()
  await message.evaluate((field: HTMLTextAreaElement) => {
    field.focus()
    field.setSelectionRange(9, 12)
  })

  await question(page).waitFor()
  const state = await message.evaluate((field: HTMLTextAreaElement) => ({
    focused: document.activeElement === field,
    selection: [field.selectionStart, field.selectionEnd],
    text: field.value,
  }))
  expect(state).toEqual({ focused: true, selection: [9, 12], text })
  await page.keyboard.type('!')
  expect(await message.inputValue()).toBe(`${text.slice(0, 9)}!${text.slice(12)}`)
  expect(errors).toEqual([])
})

it('waits while the user types, and opens by itself once they pause', async ({ demo, tab }) => {
  const { page } = tab
  await editing(page, demo, 2)
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.focus()
  // Takes five seconds, longer than it is until the ask is due.
  await page.keyboard.type('Dear reader, hello there. ', { delay: 200 })
  expect(await card(page).count()).toBe(0)
  await question(page).waitFor({ timeout: 10_000 })
  expect(await message.evaluate((field) => document.activeElement === field)).toBe(true)
})

it('waits behind the page’s modal, and opens by itself once it is closed', async ({ demo, tab }) => {
  const { page } = tab
  await editing(page, demo, 3)
  await page.getByRole('button', { name: 'Send campaign', exact: true }).click()
  await until(
    'the ask to be due, with nothing but the modal in its way',
    async () => (await codesOf(page, 'c_42')) === 'busy',
  )
  expect(await card(page).count()).toBe(0)
  await page.getByRole('button', { name: 'Keep editing' }).click()
  await question(page).waitFor({ timeout: 10_000 })
})

it('leaves nothing in the page after destroy', async ({ demo, tab }) => {
  const { page, errors } = tab
  await editing(page, demo, 0)
  await question(page).waitFor()
  await page.evaluate(() => (globalThis as unknown as { gainloop: { destroy(): void } }).gainloop.destroy())
  await until('the card to be gone', async () => (await page.locator('gainloop-card').count()) === 0)
  expect(await page.evaluate(() => 'gainloop' in globalThis)).toBe(false)
  expect(errors).toEqual([])
})
