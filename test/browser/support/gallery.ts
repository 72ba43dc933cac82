/** The demo's page of every state of the card. */
import type { Page } from 'playwright-core'
import { until } from './endpoint'

/** Opens the gallery, and resolves to the ids of the states on it once every card is there. */
export async function openGallery(page: Page, url: string, query = ''): Promise<string[]> {
  await page.goto(`${url}/gallery?${query}`)
  const states = await until('the gallery', () =>
    page.evaluate(() => Reflect.get(globalThis, 'galleryStates') as string[] | undefined),
  )
  const shown = new URLSearchParams(query).has('state') ? 1 : states.length
  await until('every card', async () => (await page.locator('gainloop-card section').count()) === shown)
  return states
}
