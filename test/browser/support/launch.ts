/** Starts the browser the tests run in. */
import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findChromium } from './chromium'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A browser with nothing remembered; each `newContext()` is a fresh profile.
 * @param more further arguments of Chromium's
 */
export async function launch(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...ARGUMENTS, ...more] })
}

export interface Profile {
  context: BrowserContext
  /** Ends the browser as a crash or a power cut does: SIGKILL, no chance to write anything. */
  kill(): Promise<void>
}

/** A browser on a profile that stays on disk, so that it can be killed and opened again on the same one. */
export async function launchOn(userDataDir: string): Promise<Profile> {
  // Left behind by a killed browser; the next one would wait for it, or read the old one's port.
  await Promise.all(
    ['SingletonLock', 'SingletonSocket', 'SingletonCookie', 'DevToolsActivePort'].map((name) =>
      rm(join(userDataDir, name), { force: true }),
    ),
  )
  const child = spawn(
    findChromium(),
    [
      '--headless',
      '--window-size=1280,800',
      ...ARGUMENTS,
      `--user-data-dir=${userDataDir}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (piece) => {
      said += piece
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(`Chromium ended before it was ready:\n${said}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint)
  const [context = await browser.newContext()] = browser.contexts()
  return {
    context,
    async kill() {
      // The whole group: renderers and the network process hold data of their own.
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
      await gone
      await browser.close().catch(() => {})
    },
  }
}
