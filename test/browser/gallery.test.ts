import { expect } from 'vitest'
import { findings } from './support/axe'
import { measureContrast } from './support/contrast'
import { it } from './support/fixtures'
import { until } from './support/endpoint'

/** The page of every state: steps, scales, kinds of lesson. */
const LOOKS = ['light', 'dark'].flatMap((theme) =>
  ['en', 'ar', 'de', 'ja'].map((language) => ({ theme, language, query: `theme=${theme}&language=${language}` })),
)

const open = async (page: import('playwright-core').Page, url: string): Promise<number> => {
  await page.goto(url)
  const states = await until('the gallery', () =>
    page.evaluate(() => Reflect.get(globalThis, 'galleryStates') as string[]),
  )
  await until('every card', async () => (await page.locator('gainloop-card section').count()) === states.length)
  return states.length
}

it.for(LOOKS)(
  'axe-core finds nothing on any state of the card, and all of it can be read and seen: $theme, $language',
  async ({ query }, { startDemo, newTab }) => {
    const demo = await startDemo({ policy: "object-src 'none'" })
    const { page } = await newTab({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    const states = await open(page, `${demo.url}/gallery?${query}`)
    expect(states).toBeGreaterThan(35)
    // A product shows one card at a time: here, all of them have its name.
    const found = (await findings(page, '#states')).filter(({ id }) => id !== 'landmark-unique')
    expect(found).toEqual([])
    const { texts, controls, weak } = await measureContrast(page)
    console.log(`${query}: ${states} states, ${texts} texts and ${controls} controls measured`)
    expect(texts).toBeGreaterThan(300)
    expect(controls).toBeGreaterThan(80)
    expect(weak).toEqual([])
  },
)

it.for(['#ffe14d', '#000000', '#ffffff', '#7fd8ff'])(
  'whatever the accent, all of it can be read and seen: %s',
  async (accent, { startDemo, newTab }) => {
    const demo = await startDemo()
    const { page } = await newTab({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    for (const theme of ['light', 'dark']) {
      await open(page, `${demo.url}/gallery?theme=${theme}&accent=${accent.slice(1)}`)
      expect((await measureContrast(page)).weak, theme).toEqual([])
    }
  },
)
