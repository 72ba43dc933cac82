/** A browser for the file, and for each test demos, profiles and tabs of its own. All are closed after a failure too. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { test } from 'vitest'
import type { Demo, DemoOptions } from '../../../demo/server'
import type { Playbook } from '../../../src/playbook/schema'
import { serveBare } from './bare'
import { createDemo } from './demo'
import { launch } from './launch'
import { describeTabs, type Visit, visit } from './visit'

interface Fixtures {
  browser: Browser
  /** Keeps a demo until the test is over. */
  keepDemo: (starting: Promise<Demo>) => Promise<Demo>
  startDemo: (options?: DemoOptions) => Promise<Demo>
  /** A demo with the bare page, on that playbook. */
  startBare: (playbook: Playbook) => Promise<Demo>
  /** A fresh profile. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>
  /** The first tab of a fresh profile. */
  newTab: (options?: BrowserContextOptions) => Promise<Visit>
  demo: Demo
  context: BrowserContext
  /** The first tab of `context`. */
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
  keepDemo: async ({}, use) => {
    const demos: Demo[] = []
    await use(async (starting) => {
      const demo = await starting
      demos.push(demo)
      return demo
    })
    await Promise.all(demos.map((demo) => demo.close()))
  },
  startDemo: ({ keepDemo }, use) => use((options) => keepDemo(createDemo(options))),
  startBare: ({ keepDemo }, use) => use((playbook) => keepDemo(serveBare(playbook))),
  // Closed before the demos, whose servers wait for the tabs' connections: hence `keepDemo`.
  newContext: async ({ browser, keepDemo: _, task }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      return context
    })
    for (const context of contexts) {
      if (task.result?.state === 'fail') await describeTabs(context)
      await context.close()
    }
  },
  newTab: ({ newContext }, use) => use(async (options) => visit(await newContext(options))),
  demo: async ({ startDemo }, use) => use(await startDemo()),
  context: async ({ newContext }, use) => use(await newContext()),
  tab: async ({ context }, use) => use(await visit(context)),
})
