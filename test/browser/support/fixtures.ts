/** A browser for the file, and for each test a demo, a profile and a tab of its own. All are closed after a failure too. */
import type { Browser, BrowserContext } from 'playwright-core'
import { test } from 'vitest'
import type { Demo } from '../../../demo/server'
import { createDemo } from './demo'
import { launch } from './launch'
import { type Visit, visit } from './visit'

interface Fixtures {
  browser: Browser
  demo: Demo
  context: BrowserContext
  /** The first tab of the profile. */
  tab: Visit
}

export const it = test.extend<Fixtures>({
  browser: [
    async ({}, use) => {
      const browser = await launch()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  demo: async ({}, use) => {
    const demo = await createDemo()
    await use(demo)
    await demo.close()
  },
  // Closed before the demo, whose server waits for the tabs' connections.
  context: async ({ browser, demo: _ }, use) => {
    const context = await browser.newContext()
    await use(context)
    await context.close()
  },
  tab: async ({ context }, use) => use(await visit(context)),
})
