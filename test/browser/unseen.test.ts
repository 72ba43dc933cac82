/** An ask counts as shown once it could be seen: not in a hidden frame, not in a hidden part of the page. */
import type { Frame, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import { addressOf, mishaps, playbookWith, serveBare } from './support/bare'
import { storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { call } from './support/visit'

interface Framed {
  page: Page
  demo: Demo
  /** The page around, of the same origin or of another, with the bare page in a frame of that style. */
  open(style: string, otherOrigin?: boolean): Promise<Frame>
}

const it = fixtures.extend<{ framed: Framed }>({
  framed: async ({ keepDemo, newTab }, use) => {
    const demo = await keepDemo(serveBare(playbookWith(['now'])))
    // Any document of that origin without a policy.
    const other = await keepDemo(serveBare(playbookWith(['now'])))
    const tab = await newTab()
    const { page } = tab
    await use({
      page,
      demo,
      async open(style, otherOrigin) {
        await page.goto(`${(otherOrigin ? other : demo).url}/bare.json`)
        await page.evaluate(
          ([src, css]) => {
            const frame = document.body.appendChild(document.createElement('iframe'))
            frame.style.cssText = css
            frame.src = src
          },
          [addressOf(demo), style] as const,
        )
        const frame = await until('the frame', () => page.frames().find((one) => one.url().startsWith(addressOf(demo))))
        await frame.waitForFunction(
          () => 'flush' in (globalThis as unknown as { gainloop: object }).gainloop,
          undefined,
          { polling: 100 },
        )
        await frame.evaluate(() =>
          (globalThis as unknown as { gainloop(...call: unknown[]): void }).gainloop('track', 'now', { id: 'a' }),
        )
        await untilStored(demo, 'gainloop.action.completed')
        return frame
      },
    })
    expect(mishaps(tab)).toEqual([])
  },
})

const verdict = (frame: Frame): Promise<string> =>
  frame.evaluate(async () =>
    JSON.stringify(await (globalThis as unknown as { gainloop: { explain(): Promise<unknown> } }).gainloop.explain()),
  )

describe('in a frame', () => {
  it.for([
    ['of 1 × 1', 'inline-size: 1px; block-size: 1px', false],
    ['that is not laid out, of a page of another origin', 'display: none', true],
    ['that is invisible', 'visibility: hidden', false],
    ['beside the window, of a page of another origin', 'position: fixed; inset: 0 auto auto -2000px', true],
  ] as const)('%s nothing is asked; once it is seen, it is', async ([, style, otherOrigin], { framed }) => {
    const frame = await framed.open(style, otherOrigin)
    await expect.poll(() => verdict(frame)).toContain('hidden')
    expect(await storedOf(framed.demo, 'gainloop.ask.shown')).toEqual([])
    await framed.page.evaluate(() => {
      const element = document.querySelector('iframe') as HTMLElement
      element.style.cssText = 'inline-size: 600px; block-size: 500px'
    })
    await frame.getByRole('region', { name: 'Bare' }).waitFor()
    await untilStored(framed.demo, 'gainloop.ask.shown')
  })
})

describe('in an element of the page', () => {
  it.for([
    ['in a hidden panel', '<div id="panel" hidden><div id="place"></div></div>'],
    ['in a panel that cannot be used', '<div id="panel" inert><div id="place"></div></div>'],
    [
      'in a collapsed panel',
      '<div id="panel" style="overflow: hidden; block-size: 0">Results<div id="place"></div></div>',
    ],
    [
      'beside the panel in view',
      '<div style="overflow: hidden"><div id="panel" style="translate: 110%"><div id="place"></div></div></div>',
    ],
  ])('%s nothing is asked, and once it is seen, it is asked there', async ([, html = ''], { startBare, newTab }) => {
    const demo = await startBare(playbookWith(['now'], { perSession: 1 }))
    const tab = await newTab()
    const { page } = tab
    await page.goto(addressOf(demo))
    await page.evaluate((markup) => {
      document.body.insertAdjacentHTML('beforeend', markup)
      const { gainloop } = globalThis as unknown as { gainloop(...call: unknown[]): void }
      gainloop('mount', document.querySelector('#place'))
      gainloop('track', 'now', { id: 'a' })
    }, html)
    await expect.poll(() => verdict(page.mainFrame())).toContain('hidden')
    await call(page, 'ask', 'a')
    await expect.poll(() => verdict(page.mainFrame())).toContain('hidden')
    expect(await storedOf(demo, 'gainloop.ask.shown')).toEqual([])
    await page.evaluate(() => {
      const panel = document.querySelector('#panel') as HTMLElement
      panel.hidden = panel.inert = false
      panel.removeAttribute('style')
    })
    await page.locator('#place').getByRole('region', { name: 'Bare' }).waitFor()
    await untilStored(demo, 'gainloop.ask.shown')
    expect(mishaps(tab)).toEqual([])
  })
})
