/** Where the system's few colours replace the page's: what is chosen, done and in focus still shows. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findings } from './support/axe'
import { measureContrast } from './support/contrast'
import { it } from './support/fixtures'
import { openGallery } from './support/gallery'

const SCHEMES = ['light', 'dark'] as const

/** What of an element is painted: its colours, and how thick its edge is. */
const painted = (page: Page, state: string, selector: string) =>
  page
    .locator(`#${state} gainloop-card`)
    .locator(selector)
    .first()
    .evaluate((one) => {
      const { backgroundColor, backgroundImage, borderTopColor, borderTopWidth, color, fill, stroke, outlineStyle } =
        getComputedStyle(one)
      return { backgroundColor, backgroundImage, borderTopColor, borderTopWidth, color, fill, stroke, outlineStyle }
    })

it.for(SCHEMES)(
  'in forced colours axe-core finds nothing on any state, and all of it can be read and seen: %s',
  async (colorScheme, { startDemo, newTab }) => {
    const demo = await startDemo({ policy: "object-src 'none'" })
    const viewport = { width: 1280, height: 800 }
    const { page } = await newTab({ viewport, reducedMotion: 'reduce', forcedColors: 'active', colorScheme })
    // The vendor's theme says the one thing, the user's system the other: the system wins.
    for (const theme of SCHEMES) {
      const states = await openGallery(page, demo.url, `theme=${theme}`)
      expect(states.length).toBeGreaterThan(35)
      const found = (await findings(page, 'gainloop-card')).filter(({ id }) => id !== 'landmark-unique')
      expect(found, theme).toEqual([])
      const { texts, controls, weak } = await measureContrast(page)
      console.log(`forced colours, ${colorScheme}, ${theme}: ${texts} texts and ${controls} controls measured`)
      expect(texts).toBeGreaterThan(300)
      expect(weak, theme).toEqual([])
    }
  },
)

it.for(SCHEMES)(
  'in forced colours it shows what is chosen, ticked, in focus, primary, done and how far: %s',
  async (colorScheme, { demo, newTab }) => {
    const viewport = { width: 1280, height: 800 }
    const { page } = await newTab({ viewport, reducedMotion: 'reduce', forcedColors: 'active', colorScheme })
    const states = await openGallery(page, demo.url)
    const systemColor = (name: string) =>
      page.evaluate((color) => {
        const probe = document.body.appendChild(document.createElement('i'))
        probe.style.cssText = `forced-color-adjust: none; background: ${color}`
        const { backgroundColor } = getComputedStyle(probe)
        probe.remove()
        return backgroundColor
      }, name)
    const [canvas, highlight] = [await systemColor('Canvas'), await systemColor('Highlight')]

    // A tile without a box of its own: the thickness of its edge says so, too.
    for (const state of ['question-faces', 'question-nps', 'question-thumbs', 'question-ease', 'question-outcome']) {
      expect(states).toContain(state)
      const radio = page.locator(`#${state} gainloop-card input[type=radio]`)
      const other = await painted(page, state, 'input[type=radio]')
      await radio.first().evaluate((one: HTMLInputElement) => (one.checked = true))
      const chosen = await painted(page, state, 'input[type=radio]')
      expect(Number.parseFloat(chosen.borderTopWidth), state).toBeGreaterThan(Number.parseFloat(other.borderTopWidth))
    }

    const empty = await painted(page, 'obstacles', '.box')
    await page
      .locator('#obstacles gainloop-card input')
      .first()
      .evaluate((one: HTMLInputElement) => (one.checked = true))
    const ticked = await painted(page, 'obstacles', '.box')
    expect(ticked.backgroundColor).toBe(highlight)
    expect(ticked.backgroundColor).not.toBe(empty.backgroundColor)
    expect(ticked.stroke).not.toBe(ticked.backgroundColor)

    const field = page.locator('#obstacles gainloop-card textarea')
    await field.focus()
    const focused = await painted(page, 'obstacles', 'textarea')
    expect(focused.outlineStyle).toBe('solid')

    const primary = await painted(page, 'obstacles', '.primary')
    expect(primary.backgroundColor).toBe(highlight)
    expect(primary.color).toBe(await systemColor('HighlightText'))

    const disc = await painted(page, 'lesson-reached', '.seal circle')
    const check = await painted(page, 'lesson-reached', '.seal path')
    expect(disc.fill).toBe(highlight)
    expect(check.stroke).not.toBe(disc.fill)

    const progress = await painted(page, 'lesson-half-done', '.bar')
    expect(progress.backgroundImage).toContain(highlight)
    expect(progress.borderTopWidth).toBe('1px')
    expect(progress.borderTopColor).not.toBe(canvas)
  },
)
