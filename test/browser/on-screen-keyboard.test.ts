/**
 * A phone's keyboard covers the lower part of the window, and the field that is typed into stays above it.
 *
 * No desktop browser has such a keyboard. What is emulated is what a page sees of it where it does not resize the page (iOS, and
 * Chrome for Android since 108): a touch screen, a `visualViewport` that is lower than the window, and its `resize` event. How
 * the keyboard comes up, and what a browser scrolls by itself then, is not.
 */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { it } from './support/fixtures'
import { openGallery } from './support/gallery'

const PHONE = { width: 320, height: 568 }
const KEYBOARD = 260

/** Brings the keyboard up, or takes it away with 0. */
const raiseKeyboard = (page: Page, height: number): Promise<void> =>
  page.evaluate((covered) => {
    Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => innerHeight - covered })
    visualViewport?.dispatchEvent(new Event('resize'))
  }, height)

/** Of the field in focus, or what else is given: how far it reaches out of what the user sees of the card, in px. */
async function hidden(page: Page, target: Locator, keyboard: number): Promise<number> {
  const box = await target.boundingBox()
  const head = await page.locator('gainloop-card .head').boundingBox()
  if (!box || !head) throw new Error(`${target} is not drawn`)
  const above = head.y + head.height - box.y
  const below = box.y + box.height - (PHONE.height - keyboard)
  return Math.max(0, Math.round(above), Math.round(below))
}

const FIELDS: readonly {
  name: string
  state: string
  /** Leads from the state to the field. */
  open?: (card: Locator) => Promise<void>
  fields: readonly string[]
  button: string
}[] = [
  { name: 'the comment', state: 'obstacles', fields: ['comment'], button: 'Continue' },
  { name: 'a comment on good news', state: 'strengths', fields: ['comment'], button: 'Continue' },
  {
    name: 'a goal in own words',
    state: 'goal',
    open: (card) => card.getByRole('radio').last().click(),
    fields: ['text'],
    button: 'Continue',
  },
  {
    name: 'a plan in own words',
    state: 'lesson-planned',
    open: (card) => card.getByRole('button', { name: 'own words' }).click(),
    fields: ['when', 'then'],
    button: 'Save',
  },
]

it.for(FIELDS)('$name is typed above the keyboard', async ({ state, open, fields, button }, { demo, newTab }) => {
  const { page } = await newTab({ viewport: PHONE, hasTouch: true, isMobile: true, reducedMotion: 'reduce' })
  await openGallery(page, demo.url, `state=${state}`)
  const card = page.locator('gainloop-card section')
  await open?.(card)
  for (const name of fields) {
    const field = card.locator(`[name=${name}]`)
    await field.tap()
    await raiseKeyboard(page, KEYBOARD)
    expect(await hidden(page, field, KEYBOARD), `${name}, when the keyboard is up`).toBe(0)
    const whole = await card.boundingBox()
    expect(whole?.y, 'the upper edge of the card').toBeGreaterThanOrEqual(0)
    expect((whole?.y ?? 0) + (whole?.height ?? 0), 'its lower edge').toBeLessThanOrEqual(PHONE.height - KEYBOARD)
    await field.pressSequentially('Sent it on a Sunday, in the evening')
    expect(await hidden(page, field, KEYBOARD), `${name}, while it is typed into`).toBe(0)
  }
  const commit = card.getByRole('button', { name: button })
  await commit.scrollIntoViewIfNeeded()
  expect(await hidden(page, commit, KEYBOARD), 'the button that takes it').toBe(0)

  await raiseKeyboard(page, 0)
  const box = await card.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0), 'its lower edge without the keyboard').toBe(PHONE.height)
})

it('a long comment stays above the keyboard at its end, where it is typed', async ({ demo, newTab }) => {
  const { page } = await newTab({ viewport: PHONE, hasTouch: true, isMobile: true, reducedMotion: 'reduce' })
  await openGallery(page, demo.url, 'state=obstacles')
  const field = page.locator('gainloop-card textarea')
  await field.tap()
  await raiseKeyboard(page, KEYBOARD)
  await page.keyboard.insertText('It went out on a Sunday, and nobody opened it. '.repeat(12))
  await page.keyboard.type(' So.')
  const box = await field.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(PHONE.height - KEYBOARD)
})
