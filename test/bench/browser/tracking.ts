/** What one `track` costs with an empty outbox and with a full one, and how long 200 in a row take. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { embedTags } from './contestants'
import { median, paired } from './statistics'

export interface Tracking {
  build: string
  /** Of each `track`, in turns, from the call until it is written down, in ms: with nothing waiting and nothing remembered … */
  empty: number[]
  /** … and with 1,000 events waiting and 500 moments remembered. */
  full: number[]
  /** The median of the ratios of both. */
  ratio: number
  medians: { empty: number; full: number }
  /** 200 calls in one task, until the last is written down, in ms. */
  inARow: number
}

export interface TrackingOptions {
  browser: Browser
  /** Of the server. */
  url: string
  build: string
  throttle: number
}

const TURNS = 15
const IN_A_ROW = 200
/** As many as an outbox holds; a book holds half as many moments. */
const WAITING = 1_000

/** Pages whose events arrive, and pages whose events wait. */
export const trackingPages = (builds: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    builds.flatMap((build) =>
      ['endpoint', 'away'].map((endpoint) => [
        `track-${build}-${endpoint}`,
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Track</title>${embedTags(build, 'gainloop.js', `/${endpoint}`)}</html>`,
      ]),
    ),
  )

/** Calls `track` so many times in one task. @returns ms until the last is written down */
const trackAll = (page: Page, count: number): Promise<number> =>
  page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const { gainloop } = globalThis as unknown as { gainloop: (...call: unknown[]) => () => void }
        let left = count
        const start = performance.now()
        const off = gainloop('on', 'gainloop.action.completed', () => {
          if (--left) return
          off()
          resolve(performance.now() - start)
        })
        for (let n = 0; n < count; n++)
          gainloop('track', 'bench.later', { id: crypto.randomUUID(), label: 'Spring sale' })
      }),
    count,
  )

async function open(context: BrowserContext, url: string, throttle: number): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction(() => 'track' in (globalThis as unknown as { gainloop: object }).gainloop)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  return page
}

export async function measureTracking({ browser, url, build, throttle }: TrackingOptions): Promise<Tracking> {
  const contexts = await Promise.all([browser.newContext(), browser.newContext(), browser.newContext()])
  const [forEmpty, forFull, forRow] = contexts
  try {
    const filling = await open(forFull, `${url}/page/track-${build}-away`, 1)
    await trackAll(filling, WAITING)
    await filling.close()
    const emptyPage = await open(forEmpty, `${url}/page/track-${build}-endpoint`, throttle)
    const fullPage = await open(forFull, `${url}/page/track-${build}-away`, throttle)
    // The first of each also loads the code.
    await trackAll(emptyPage, 1)
    await trackAll(fullPage, 1)
    const empty: number[] = []
    const full: number[] = []
    for (let turn = 0; turn < TURNS; turn++) {
      empty.push(await trackAll(emptyPage, 1))
      full.push(await trackAll(fullPage, 1))
    }
    const row = await open(forRow, `${url}/page/track-${build}-endpoint`, throttle)
    await trackAll(row, 1)
    const inARow = await trackAll(row, IN_A_ROW)
    const ratio = paired(full, empty, (value, other) => value / other)
    return { build, empty, full, ratio, medians: { empty: median(empty), full: median(full) }, inARow }
  } finally {
    await Promise.all(contexts.map((context) => context.close()))
  }
}
