/** Where a user's pages live: a context of the shared browser, or a browser of their own that can be killed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { launchOn } from '../browser/support/launch'
import type { Ledger } from './ledger'
import { watch } from './page'

export interface Place {
  context: BrowserContext
  /** The browser dies as in a power cut, and is opened again on the same profile. */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function placeOf(browser: Browser, ledger: Ledger, killed: boolean): Promise<Place> {
  if (!killed) {
    const context = await browser.newContext()
    await watch(context, ledger)
    return { context, kill: () => Promise.reject(new Error('shared')), close: () => context.close() }
  }
  const folder = await mkdtemp(join(tmpdir(), 'gainloop-chaos-'))
  let profile = await launchOn(folder)
  await watch(profile.context, ledger)
  const place: Place = {
    context: profile.context,
    async kill() {
      await profile.kill()
      profile = await launchOn(folder)
      await watch(profile.context, ledger)
      place.context = profile.context
    },
    async close() {
      await profile.kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return place
}
