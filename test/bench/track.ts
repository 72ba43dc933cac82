/** What one `track` costs, by how many events wait, how many moments are remembered, and how large they are; in the built files. */
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { compilePlaybook } from '../../src/playbook/compile'
import { composeEvent } from '../../src/delivery/compose'
import { emptyBook } from '../../src/moment/book'
import { track } from '../../src/moment/track'
import { addressOf, playbookWith, serveBare } from '../browser/support/bare'
import { launch } from '../browser/support/launch'
import type { BenchOptions, Figure } from './support/figure'

const PLAYBOOK = playbookWith(['sent'])
const TURNS = 15
/** The first calls of a page also load and validate. */
const WARM_UP = 3

interface Load {
  waiting: number
  moments: number
  /** Characters of each moment's properties. */
  properties: number
}

const LOADS: Load[] = [
  { waiting: 0, moments: 0, properties: 0 },
  { waiting: 1_000, moments: 0, properties: 0 },
  { waiting: 0, moments: 500, properties: 0 },
  { waiting: 1_000, moments: 500, properties: 0 },
  { waiting: 0, moments: 500, properties: 15_000 },
]

/** What such a user's browser holds. */
function contentOf({ waiting, moments, properties }: Load): { book: string; events: unknown[] } {
  const plan = compilePlaybook(PLAYBOOK)
  const now = Date.now()
  let book = emptyBook('u_81', now - 86_400_000, false)
  for (let n = 0; n < moments; n++) {
    const details = properties ? { properties: { text: 'x'.repeat(properties) } } : { properties: { recipients: n } }
    book = track(book, plan, { action: 'sent', id: `m${n}`, label: `Moment ${n}`, ...details }, now - 1_000 + n)
  }
  const events = Array.from({ length: waiting }, (_, n) => ({
    event: composeEvent(
      'gainloop.action.completed',
      { moment: `w${n}`, action: 'sent', at: new Date(now).toISOString(), language: 'en', segments: [] },
      { playbook: PLAYBOOK.id, subject: 'u_81', id: `w${n}`, now },
    ),
    tries: 4,
    until: now + 100_000,
  }))
  return { book: JSON.stringify({ book, outbox: [] }), events }
}

/** In the page, before Gainloop is there. */
const fill = (page: Page, content: ReturnType<typeof contentOf>): Promise<void> =>
  page.evaluate(
    ({ book, events }) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('gainloop')
        opening.onupgradeneeded = () => opening.result.createObjectStore('state')
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('state', 'readwrite')
          const store = transaction.objectStore('state')
          store.put(book, 'kept')
          events.forEach((record, n) => store.put(record, n + 1))
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    content,
  )

/** Ms until one `track` is written down. */
const trackOnce = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { gainloop } = globalThis as unknown as { gainloop: (...call: unknown[]) => () => void }
        const start = performance.now()
        const off = gainloop('on', 'gainloop.action.completed', () => {
          off()
          resolve(performance.now() - start)
        })
        gainloop('track', 'sent', { id: crypto.randomUUID(), label: 'Spring sale' })
      }),
  )

const idle = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 30)))

interface Cost {
  /** Until it is written down, in ms. */
  written: number
  /** Of the main thread, all that follows included, in ms. */
  thread: number
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

async function open(context: BrowserContext, address: string, load: Load): Promise<() => Promise<Cost>> {
  const page = await context.newPage()
  await page.goto(new URL('/bare.json', address).href)
  await fill(page, contentOf(load))
  await page.goto(address)
  await page.waitForFunction(() => 'track' in (globalThis as unknown as { gainloop: object }).gainloop)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
  for (let n = 0; n < WARM_UP; n++) await trackOnce(page)
  await idle(page)
  return async () => {
    const before = await spent()
    const written = await trackOnce(page)
    await idle(page)
    return { written, thread: (await spent()) - before }
  }
}

const nameOf = ({ waiting, moments, properties }: Load): string =>
  `${waiting} wait, ${moments} moments${properties ? ` of ${properties / 1_000} KB` : ''}`

export async function figures({ against }: BenchOptions): Promise<Figure[]> {
  const builds = [...against.map((one) => one.split('=') as [string, string]), ['gainloop', ''] as const]
  const demo = await serveBare(PLAYBOOK)
  demo.faults.status = 503
  const browser = await launch()
  const found: Figure[] = []
  try {
    for (const [build, folder] of builds) {
      const costs: Cost[][] = LOADS.map(() => [])
      const measures: (() => Promise<Cost>)[] = []
      for (const load of LOADS) {
        const context = await browser.newContext()
        if (folder)
          await context.route('**/gainloop/*', (route) =>
            route.fulfill({ path: join(folder, new URL(route.request().url()).pathname.slice('/gainloop/'.length)) }),
          )
        measures.push(await open(context, addressOf(demo), load))
      }
      // Interleaved, so that what else the machine does touches every case alike.
      for (let turn = 0; turn < TURNS; turn++)
        for (const [n, measure] of measures.entries()) costs[n]?.push(await measure())
      const medians = costs.map((of) => ({
        written: median(of.map(({ written }) => written)),
        thread: median(of.map(({ thread }) => thread)),
      }))
      const nothing = medians[0] ?? { written: 0, thread: 0 }
      for (const [n, load] of LOADS.entries()) {
        const { written = 0, thread = 0 } = medians[n] ?? {}
        const what = `${build}: track, ${nameOf(load)}`
        found.push({ what: `${what}, main thread`, value: thread, unit: 'ms', limit: Infinity })
        found.push({ what: `${what}, written after`, value: written, unit: 'ms', limit: Infinity })
        if (n === 0) continue
        const limit = folder ? Infinity : 2
        found.push({ what: `${what}, against none`, value: written / nothing.written, unit: '×', limit })
        found.push({ what: `${what}, main thread against none`, value: thread / nothing.thread, unit: '×', limit })
      }
    }
    return found
  } finally {
    await browser.close()
    await demo.close()
  }
}
