/**
 * `npm run pictures`: every state of the card as pictures, to be looked at before a change of the card is merged.
 * - `pictures/1280-light-en.png` and so on: contact sheets of all states in three widths, two themes, two directions.
 * - `pictures/film-….png`: what is seen between two steps, 16 ms apart.
 * - `docs/journey.gif`: the journey in the demo, which the README opens with.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import gifenc from 'gifenc'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { createDemo } from '../demo/server'
import { answer, question, sendCampaign, stateGoal } from '../test/browser/support/journey'
import { launch } from '../test/browser/support/launch'

const root = resolve(import.meta.dirname, '..')
const FOLDER = join(root, 'pictures')
const THEMES = ['light', 'dark'] as const
const LANGUAGES = ['en', 'ar'] as const
const WINDOWS = [
  { width: 1280, height: 800, columns: 4 },
  { width: 390, height: 760, columns: 8 },
  { width: 320, height: 568, columns: 8 },
]
/** The width of a picture on a sheet, in px, at most. */
const THUMBNAIL = 480

type Picture = { name: string; png: Buffer }

const inPage = async <T>(browser: Browser, options: BrowserContextOptions, work: (page: Page) => Promise<T>) => {
  const context = await browser.newContext(options)
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** The pictures of a sheet side by side, each with its name. */
const sheetOf = (browser: Browser, pictures: Picture[], width: number, columns: number): Promise<Buffer> =>
  inPage(browser, { viewport: { width: columns * (width + 12) + 12, height: 800 } }, async (page) => {
    const figures = pictures.map(
      ({ name, png }) =>
        `<figure><img src="data:image/png;base64,${png.toString('base64')}" width="${width}"><figcaption>${name}</figcaption></figure>`,
    )
    await page.setContent(
      `<style>body{margin:12px;display:flex;flex-wrap:wrap;gap:12px;background:#8a9199;font:13px system-ui}figure{margin:0}img{display:block}</style>${figures.join('')}`,
    )
    return page.screenshot({ fullPage: true })
  })

/** Resolves once the card is painted and nothing in it moves any more. */
const still = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const roots = [...document.querySelectorAll('gainloop-card')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
    await Promise.allSettled(roots.flatMap((one) => one.getAnimations()).map(({ finished }) => finished))
  })

async function sheets(browser: Browser, url: string): Promise<void> {
  for (const { width, height, columns } of WINDOWS)
    for (const theme of THEMES)
      for (const language of LANGUAGES) {
        const isPhone = width < 500
        const options = { viewport: { width, height }, isMobile: isPhone, hasTouch: isPhone }
        const pictures = await inPage(browser, options, async (page) => {
          await page.goto(`${url}/gallery?theme=${theme}&language=${language}&state=goal`)
          const ids = (await page.evaluate('galleryStates')) as string[]
          const taken: Picture[] = []
          for (const state of ids) {
            await page.evaluate(`galleryShow(${JSON.stringify(state)})`)
            await page.locator('gainloop-card section').waitFor()
            await still(page)
            taken.push({ name: state, png: await page.screenshot() })
          }
          return taken
        })
        const file = `${width}-${theme}-${language}.png`
        writeFileSync(join(FOLDER, file), await sheetOf(browser, pictures, Math.min(width, THUMBNAIL), columns))
        console.log(`${file}: ${pictures.length} states`)
      }
}

/** From which state, by which tap, to which step. */
const TRANSITIONS = [
  { from: 'question-outcome', tap: { role: 'radio', name: 'Not yet' } },
  { from: 'obstacles', tap: { role: 'button', name: 'Skip' } },
  { from: 'strengths', tap: { role: 'button', name: 'Skip' } },
  { from: 'lesson-tips', tap: { role: 'button', name: 'Change answer' } },
  { from: 'question-outcome', tap: { role: 'button', name: 'Ask me later' } },
  { from: 'exit-later', tap: { role: 'button', name: 'Undo' } },
  { from: 'lesson-tips', tap: { role: 'button', name: 'Done' } },
] as const
const FRAME = 16
/** The longest motion of the card, in ms. */
const LONGEST = 240

/** What is seen after a tap, every 16 ms: the animations are held and put forward by hand. */
async function films(browser: Browser, url: string): Promise<void> {
  for (const [index, { from, tap }] of TRANSITIONS.entries()) {
    const frames = await inPage(browser, { viewport: { width: 440, height: 640 } }, async (page) => {
      await page.goto(`${url}/gallery?state=${from}`)
      await page.locator('gainloop-card section').waitFor()
      await still(page)
      // The veil, which takes the taps that were not meant for a step that has just come.
      await page.waitForFunction(
        () => !document.querySelector('gainloop-card')?.shadowRoot?.querySelector('.veil')?.getClientRects().length,
      )
      await page.evaluate(() => {
        const animate = Element.prototype.animate
        Element.prototype.animate = function (...given) {
          const animation = animate.apply(this, given)
          animation.pause()
          return animation
        }
      })
      const taken: Picture[] = [{ name: 'before', png: await page.screenshot() }]
      await page.getByRole(tap.role, { name: tap.name }).click()
      for (let at = 0; at <= LONGEST; at += FRAME) {
        await page.evaluate((time) => {
          const roots = [...document.querySelectorAll('gainloop-card')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
          for (const animation of roots.flatMap((one) => one.getAnimations())) animation.currentTime = time
        }, at)
        taken.push({ name: `${at} ms`, png: await page.screenshot() })
      }
      return taken
    })
    const file = `film-${index + 1}-${from}.png`
    writeFileSync(join(FOLDER, file), await sheetOf(browser, frames, 220, 6))
    console.log(`${file}: ${frames.length} frames`)
  }
}

/** The journey in the demo, as the README shows it. */
async function journey(browser: Browser): Promise<void> {
  const demo = await createDemo()
  const size = { width: 960, height: 640 }
  const gif = gifenc.GIFEncoder()
  try {
    await inPage(browser, { viewport: size, reducedMotion: 'reduce' }, async (page) => {
      const keep = async (delay: number): Promise<void> => {
        await still(page)
        const { data } = PNG.sync.read(await page.screenshot())
        const palette = gifenc.quantize(data, 128)
        gif.writeFrame(gifenc.applyPalette(data, palette), size.width, size.height, { palette, delay })
      }
      const card = page.locator('gainloop-card')
      await sendCampaign(page, demo, 'panel=off')
      await card.getByRole('radio').first().waitFor()
      await keep(2_000)
      await stateGoal(page)
      await page.getByRole('button', { name: 'Three days later' }).click()
      await question(page).waitFor()
      await keep(2_400)
      await answer(page, 'Not yet')
      await card.getByRole('button', { name: 'Skip' }).waitFor()
      await keep(1_600)
      await card.getByRole('checkbox', { name: 'Too many people unsubscribed' }).click()
      await keep(1_000)
      await card.getByRole('button', { name: 'Continue' }).click()
      await card.getByRole('button', { name: 'Done' }).waitFor()
      await keep(3_600)
    })
  } finally {
    await demo.close()
  }
  gif.finish()
  writeFileSync(join(root, 'docs/journey.gif'), gif.bytes())
  console.log('docs/journey.gif')
}

const [what] = process.argv.slice(2)
if (!what) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const browser = await launch()
const demo = await createDemo()
try {
  if (!what || what === 'sheets') await sheets(browser, demo.url)
  if (!what || what === 'films') await films(browser, demo.url)
  if (!what || what === 'journey') await journey(browser)
} finally {
  await demo.close()
  await browser.close()
}
