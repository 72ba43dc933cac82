import { expect } from 'vitest'
import { findings } from './support/axe'
import { measureContrast } from './support/contrast'
import { until } from './support/endpoint'
import { it } from './support/fixtures'
import { openGallery } from './support/gallery'

/** The page of every state: steps, scales, kinds of lesson. */
const LOOKS = ['light', 'dark'].flatMap((theme) =>
  ['en', 'ar', 'de', 'ja'].map((language) => ({ theme, language, query: `theme=${theme}&language=${language}` })),
)

it.for(LOOKS)(
  'axe-core finds nothing on any state of the card, and all of it can be read and seen: $theme, $language',
  async ({ query }, { startDemo, newTab }) => {
    const demo = await startDemo({ policy: "object-src 'none'" })
    const { page } = await newTab({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    const { length: states } = await openGallery(page, demo.url, query)
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
      await openGallery(page, demo.url, `theme=${theme}&accent=${accent.slice(1)}`)
      expect((await measureContrast(page)).weak, theme).toEqual([])
    }
  },
)

/** Room for one state alone, and the share of the window's height that a question and anything else may take. */
const WINDOWS = [
  { name: 'a window 800 px high', viewport: { width: 1280, height: 800 }, question: 0.6, other: 0.75 },
  { name: 'a small phone', viewport: { width: 320, height: 568 }, question: 0.75, other: 0.75 },
  { name: 'a phone on its side', viewport: { width: 844, height: 390 }, question: 1, other: 1 },
  { name: 'a low window', viewport: { width: 640, height: 400 }, question: 1, other: 1 },
]

it.for(WINDOWS)(
  'each step begins at its top, below a head that stays, and leaves room for the page: $name',
  async ({ viewport, question, other }, { startDemo, newTab }) => {
    const demo = await startDemo()
    const { page } = await newTab({ viewport, reducedMotion: 'reduce' })
    const states = await openGallery(page, demo.url)
    await openGallery(page, demo.url, 'state=goal')
    for (const state of states) {
      await page.evaluate(`galleryShow(${JSON.stringify(state)})`)
      const card = page.locator('gainloop-card section')
      const box = await card.boundingBox()
      const share = (box?.height ?? 0) / viewport.height
      expect(share, `${state}: its share of the window`).toBeLessThanOrEqual(
        /^(question|goal|review)/.test(state) ? question : other,
      )
      expect(box?.y, `${state}: its upper edge`).toBeGreaterThanOrEqual(0)
      const close = card.getByRole('button', { name: 'Close' })
      expect((await close.boundingBox())?.y, `${state}: its head`).toBeGreaterThanOrEqual(0)
      // The exit line is too short to scroll.
      const scrolled = await card.evaluate((one) =>
        [...one.querySelectorAll('form, .body')].reduce((most, { scrollTop }) => Math.max(most, scrollTop), 0),
      )
      expect(scrolled, `${state}: scrolled`).toBe(0)
    }
  },
)

/** What a user may set who needs more room between letters, words and lines. https://www.w3.org/TR/WCAG22/#text-spacing */
const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }'

it.for(['en', 'de', 'ar'])(
  'nothing is cut off with the text spacing of WCAG, in %s',
  async (language, { startDemo, newTab }) => {
    const demo = await startDemo()
    const { page } = await newTab({ viewport: { width: 320, height: 568 }, reducedMotion: 'reduce' })
    await openGallery(page, demo.url, `language=${language}`)
    const cut = await page.evaluate((css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      return [...document.querySelectorAll('gainloop-card')].flatMap(({ shadowRoot: root }) => {
        if (!root) return ['no root']
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
        const wide = [...root.querySelectorAll('section *')].filter(
          (one) =>
            one instanceof HTMLElement &&
            !one.closest('.sr, .read, [hidden], .stars, .steps .point') &&
            // A picture that opens the page goes from edge to edge.
            !one.matches('.content') &&
            one.scrollWidth > one.clientWidth + 1 &&
            getComputedStyle(one).display !== 'inline',
        )
        return wide.map(
          (one) =>
            `${one.closest('section')?.dataset.step}: <${one.tagName} class="${one.className}"> ${one.textContent?.slice(0, 40)}`,
        )
      })
    }, SPACED)
    expect(cut).toEqual([])
  },
)

it('what a screen reader is told of every state', async ({ startDemo, newTab }) => {
  const demo = await startDemo()
  const { page } = await newTab({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  const states = await openGallery(page, demo.url)
  // What a card announces follows once it is there.
  const silent = page.locator('gainloop-card [role=status]').filter({ hasText: /^$/ })
  await until('every card to be announced', async () => (await silent.count()) === 0)
  const told: string[] = []
  for (const state of states) told.push(`# ${state}\n${await page.locator(`#${state} section`).ariaSnapshot()}`)
  await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot('snapshots/accessibility-tree.yaml')
})

it('before the answer there are at most 40 words to read', async ({ startDemo, newTab }) => {
  const demo = await startDemo()
  const { page } = await newTab({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await openGallery(page, demo.url, 'state=question-outcome')
  await page.locator('gainloop-card [role=status]').evaluate((region) => region.remove())
  const words = (await page.locator('gainloop-card section').innerText())
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word))
  expect(words.length).toBeLessThanOrEqual(40)
})

it.for([1280, 390, 320])(
  'the eleven points of NPS stand in one row, or in six and five: %i px',
  async (width, { startDemo, newTab }) => {
    const demo = await startDemo()
    const { page } = await newTab({ viewport: { width, height: 800 }, reducedMotion: 'reduce' })
    await openGallery(page, demo.url, 'state=question-nps')
    const tops = await page
      .locator('gainloop-card .nps .point')
      .evaluateAll((points) => points.map((point) => Math.round(point.getBoundingClientRect().top)))
    const rows = [...new Set(tops)].map((top) => tops.filter((one) => one === top).length)
    expect([[11], [6, 5]]).toContainEqual(rows)
  },
)
