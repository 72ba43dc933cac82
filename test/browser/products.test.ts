/** The ways that `npm start` prints, walked as they are printed: each has to end at a card that asks. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Guide, guidesTo } from '../../demo/next/guide'
import { ANSWER, FIGURES, GOAL } from '../../demo/next/steps'
import { playbookOf } from '../../demo/playbook'
import { products } from '../../demo/products'
import { until } from './support/endpoint'
import { it } from './support/fixtures'

const ways = products.flatMap((product) => guidesTo(product).map((guide) => ({ product, guide, path: guide.path })))
const next = (page: Page) => page.locator('#next').textContent()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** Does what one step says. */
async function take(page: Page, step: string, card: string): Promise<void> {
  if (step === GOAL) {
    const region = page.getByRole('region', { name: card })
    await region.getByRole('radio').first().click()
    return region.waitFor({ state: 'detached' })
  }
  if (step === FIGURES) return press(page, 'Poor')
  const buttons = [...step.matchAll(/“(.+?)”/g)].map(([, name = '']) => name)
  for (const name of step.endsWith(' twice') ? [...buttons, ...buttons] : buttons) await press(page, name)
}

/** The step is what the bar names next, too; where it names several buttons, they are the same. */
const named = (step: string): string => step.replace(' twice', '')

async function walk(page: Page, { steps }: Guide, card: string): Promise<void> {
  for (const step of steps) {
    await until(`the bar to say “${step}”`, async () => (await next(page))?.startsWith(named(step)))
    if (step !== ANSWER) await take(page, step, card)
  }
}

it.for(ways)('$product.name asks: $path', async ({ product, guide }, { demo, tab }) => {
  const { page, errors, said, violations } = tab
  await page.goto(demo.url + guide.path)
  const { name: title } = playbookOf(product)
  const name = typeof title === 'object' ? String(title.en) : String(title)
  await walk(page, guide, name)
  await page.getByRole('region', { name }).getByRole('radio').first().waitFor()
  expect([errors, said, violations]).toEqual([[], [], []])
})
