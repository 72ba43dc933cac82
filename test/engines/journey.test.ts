/** The journey in the engines of Firefox and Safari, on the built files, and what the endpoint received. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Demo } from '../../demo/server'
import { addressOf, playbookWith, serveBare } from '../browser/support/bare'
import { storedOf, until, untilStored } from '../browser/support/endpoint'
import type { Engine, EngineBrowser } from './support/engine'
import { findFirefox } from './support/firefox'
import { findWebKit } from './support/webkit'

/** One line says why an engine is left out. */
function engine(find: () => Engine): Engine[] {
  try {
    return [find()]
  } catch (error) {
    console.warn((error as Error).message)
    return []
  }
}

const engines = [...engine(findFirefox), ...engine(findWebKit)]

const CARD = `const card = document.querySelector('gainloop-card')?.shadowRoot;`
const CONTROL = `${CARD} return [...(card?.querySelectorAll('button, label') ?? [])].find((one) => one.textContent.trim() === a)`
const FOCUSED = `${CARD} return card?.activeElement?.closest('label')?.textContent ?? card?.activeElement?.textContent ?? ''`

const appears = (browser: EngineBrowser, words: string): Promise<unknown> =>
  until(`“${words}” on the card`, () =>
    browser.evaluate(`${CARD} return card?.querySelector('section')?.textContent.includes(a) ?? false`, words),
  )

const choose = async (browser: EngineBrowser, control: string): Promise<void> => {
  await appears(browser, control)
  // For a moment, a step that has just come takes no tap.
  await until('the card to take taps', () => browser.evaluate(`${CARD} return !card?.querySelector('.veil')`))
  await browser.click(CONTROL, control)
}

/** Presses a key until the focus is on the control with those words. */
const moveTo = async (browser: EngineBrowser, control: string, key: string): Promise<void> => {
  for (let presses = 0; presses < 20; presses++) {
    await browser.press(key)
    if ((await browser.evaluate<string>(FOCUSED)).trim() === control) return
  }
  throw new Error(`${key} never led to “${control}”`)
}

interface Fixtures {
  /** Opens a browser that is closed, with its profile, after the test. */
  open: (engine: Engine, profile: string) => Promise<EngineBrowser>
  profile: string
  demo: Demo
  /** The page of `demo`. */
  url: string
}

const it = test.extend<Fixtures>({
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'gainloop-engine-'))
    await use(profile)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  },
  demo: async ({}, use) => {
    const demo = await serveBare(playbookWith(['now']))
    await use(demo)
    await demo.close()
  },
  url: ({ demo }, use) => use(addressOf(demo)),
  // Closed before the demo, whose server waits for the browser's connections, and before the profile is removed.
  open: async ({ demo: _demo, profile: _profile }, use) => {
    const browsers: EngineBrowser[] = []
    await use(async (engine, profile) => {
      const browser = await engine.open(profile)
      browsers.push(browser)
      return browser
    })
    for (const browser of browsers) await browser.close().catch(() => {})
  },
})

const track = (browser: EngineBrowser): Promise<unknown> =>
  browser.evaluate(`gainloop('track', 'now', { id: 'a', label: 'Spring sale' })`)

const ratings = (demo: Demo) => storedOf(demo, 'gainloop.rating.given')

describe.each(engines)('$name', (engine) => {
  it('goes through the whole journey, and everything arrives', async ({ open, profile, demo, url }) => {
    const browser = await open(engine, profile)
    await browser.goto(url)
    await track(browser)
    await choose(browser, 'Not yet')
    await choose(browser, 'It came too late')
    await choose(browser, 'Continue')
    await appears(browser, 'Do it better')
    await untilStored(demo, 'gainloop.lesson.shown')
    expect(await ratings(demo)).toMatchObject([{ data: { moment: 'a', band: 'missed' } }])
    expect(await storedOf(demo, 'gainloop.rating.explained')).toMatchObject([{ data: { obstacles: ['late'] } }])
  })

  it('delivers after a reload what the endpoint refused before it, once', async ({ open, profile, demo, url }) => {
    const browser = await open(engine, profile)
    await browser.goto(url)
    await track(browser)
    await appears(browser, 'Not yet')
    demo.faults.status = 503
    await choose(browser, 'Not yet')
    await appears(browser, 'What got in the way?')
    await browser.reload()
    demo.faults.status = undefined
    await untilStored(demo, 'gainloop.rating.given')
    await browser.evaluate(`return gainloop('flush')`)
    expect(await ratings(demo)).toHaveLength(1)
  })

  it('takes an answer by keyboard alone', async ({ open, profile, demo, url }) => {
    const browser = await open(engine, profile)
    await browser.goto(url)
    await track(browser)
    await appears(browser, 'Not yet')
    await browser.evaluate(`document.querySelector('textarea').focus()`)
    await moveTo(browser, 'Yes', 'Tab')
    await browser.press('ArrowDown')
    await browser.press('Enter')
    await appears(browser, 'What got in the way?')
    await moveTo(browser, 'It came too late', 'Tab')
    await browser.press(' ')
    await moveTo(browser, 'Continue', 'Tab')
    await browser.press('Enter')
    await appears(browser, 'Do it better')
    await untilStored(demo, 'gainloop.rating.explained')
    expect(await ratings(demo)).toMatchObject([{ data: { value: 'partly' } }])
  })

  it.skipIf(engine.keepsProfile !== true)(
    'keeps a rating when the browser is killed',
    async ({ open, profile, demo, url }) => {
      const browser = await open(engine, profile)
      await browser.goto(url)
      await track(browser)
      await appears(browser, 'Not yet')
      demo.faults.status = 503
      await choose(browser, 'Not yet')
      await appears(browser, 'What got in the way?')
      await browser.kill()
      demo.faults.status = undefined
      const again = await open(engine, profile)
      await again.goto(url)
      await untilStored(demo, 'gainloop.rating.given')
      await again.evaluate(`return gainloop('flush')`)
      expect(await ratings(demo)).toHaveLength(1)
    },
  )
})
