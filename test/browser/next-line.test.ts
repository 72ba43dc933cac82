/** The demo's line "Next: …": it says what to do at the step the card is at, and the card never lies on it. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { until } from './support/endpoint'
import { it } from './support/fixtures'
import { sendCampaign } from './support/journey'

const LOOKS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 568 },
].flatMap((viewport) => [
  { viewport, width: viewport.width, choices: 'language=en&theme=light' },
  { viewport, width: viewport.width, choices: 'language=ar&theme=dark' },
])

/** Waits for the line to begin so, and measures that it is in the window and clear of the card. */
async function expectNext(page: Page, card: Locator, text: string): Promise<void> {
  const line = page.locator('.demo-next')
  await until(`the line to say “${text}”`, async () => (await page.locator('#next').textContent())?.startsWith(text))
  const [next, sheet] = [await line.boundingBox(), await card.boundingBox()]
  if (!next || !sheet) throw new Error('The line or the card is not drawn')
  expect(next.y, `${text}: its upper edge`).toBeGreaterThanOrEqual(0)
  expect(next.y + next.height, `${text}: its lower edge`).toBeLessThanOrEqual(sheet.y)
}

it.for(LOOKS)(
  'the line follows the card from step to step, and is never under it: $width px, $choices',
  async ({ viewport, choices }, { demo, newTab }) => {
    const { page, errors } = await newTab({ viewport, reducedMotion: 'reduce' })
    const card = page.locator('gainloop-card section')
    await sendCampaign(page, demo, choices)
    await expectNext(page, card, 'choose a goal in the card')
    await card.getByRole('radio').first().click()
    await card.waitFor({ state: 'detached' })
    await until('the line to name the clock', async () =>
      (await page.locator('#next').textContent())?.includes('press “Three days later”'),
    )
    const controls = page.getByRole('button', { name: 'Controls' })
    if (await controls.isVisible()) await controls.click()
    await page.getByRole('button', { name: 'Three days later' }).click()

    await expectNext(page, card, 'answer the card.')
    // The way out, and back.
    await card.getByRole('button').last().click()
    await expectNext(page, card, 'undo it in the card')
    await card.locator('.exit button').click()
    await expectNext(page, card, 'answer the card.')
    await card.getByRole('radio').first().click()
    await expectNext(page, card, 'tick a reason in the card')
    await card.locator('.foot button').last().click()
    await expectNext(page, card, 'take the lesson in the card')
    await card.locator('.foot button').last().click()
    await card.waitFor({ state: 'detached' })
    await until('the line to lead on', async () =>
      (await page.locator('#next').textContent())?.endsWith('Or choose another user or product.'),
    )
    expect(errors).toEqual([])
  },
)
