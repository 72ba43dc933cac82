/** One visit to one page: load, question, answer, each measured once the page has come to rest. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Pending } from './pending'
import type { Observed } from './probe'

/** What one phase of a visit cost. Times in ms. */
export interface Phase {
  /** Of the renderer's process, all its threads, in steps of 10 ms; under throttling also what slows it down. */
  processor: number
  /** Processor time of the main thread: of all its tasks, and of scripts in them. What else the machine does is not in it. */
  tasks: number
  script: number
  longTasks: number
  /** 0 where no task took over 50 ms: shorter ones are not reported to a page. */
  longestTask: number
  layoutShift: number
  /** In use after a garbage collection, in bytes. */
  heap: number
  /** As transferred, compressed and with headers. */
  bytes: number
  requests: number
  /** From trigger, or tap, to paint. Of a load: until the load event. */
  elapsed: number
  /** Once the page has come to rest. */
  pending: Pending & { requests: number }
}

export interface Visit {
  load: Phase
  ask?: Phase
  tap?: Phase
  /** What was fetched, in order: path and bytes; 0 of what came from the browser's cache. */
  fetched: Fetched[]
}

interface Fetched {
  path: string
  bytes: number
  settled: boolean
}

export interface VisitOptions {
  context: BrowserContext
  url: string
  /** Script that runs in the page before its own. */
  probeScript: string
  /** Times slower than the machine. */
  throttle: number
  /** Added to each request, in ms. */
  latency: number
  /** How long the page is left alone after each phase, in ms: the same for all, so that what idle pages do is in it. */
  rest: number
  /** Leaves something for later visits to find. */
  prepare?: boolean
  /** Goes on to the question and the answer. */
  journey?: boolean
}

/** What has added up until now. */
interface Totals {
  processor: number
  tasks: number
  script: number
  heap: number
  observed: Observed
  fetched: number
}

export async function visit(options: VisitOptions): Promise<Visit> {
  const { context, url, probeScript, throttle, latency, rest, prepare, journey } = options
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  // A page of the same site first: the next one is opened in its process, whose start is not measured.
  await page.goto(new URL('/page/empty', url).href)
  await page.addInitScript({ content: probeScript })
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await session.send('Network.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  if (latency) {
    const unlimited = { downloadThroughput: -1, uploadThroughput: -1, offline: false }
    await session.send('Network.emulateNetworkConditions', { latency, ...unlimited })
  }
  const fetched = recordFetches(session)
  let before = { ...(await countersOf(session)), observed: undefined as Observed | undefined, fetched: 0 }

  const settle = async (): Promise<void> => {
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(rest)
  }
  /** What the phase that ends now has cost. */
  const phase = async (elapsed: number): Promise<Phase> => {
    const observed = await page.evaluate(() => probe.observed())
    const now: Totals = { ...(await countersOf(session)), observed, fetched: fetched.length }
    const longTasks = observed.longTasks.slice(before.observed?.longTasks.length)
    const requests = fetched.slice(before.fetched)
    await session.send('HeapProfiler.collectGarbage')
    const { heap } = await countersOf(session)
    const cost: Phase = {
      processor: now.processor - before.processor,
      tasks: now.tasks - before.tasks,
      script: now.script - before.script,
      longTasks: longTasks.length,
      longestTask: Math.max(0, ...longTasks),
      layoutShift: observed.layoutShift - (before.observed?.layoutShift ?? 0),
      heap,
      bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
      requests: requests.length,
      elapsed,
      pending: { ...observed.pending, requests: fetched.filter(({ settled }) => !settled).length },
    }
    if (cost.processor < 0) throw new Error(`${url}: opened in another process than the page before`)
    // What the measuring itself costs belongs to no phase.
    before = { ...(await countersOf(session)), observed, fetched: fetched.length }
    return cost
  }

  await page.goto(url)
  await settle()
  const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.toJSON().loadEventEnd)
  const load = await phase(loaded)
  if (prepare) {
    await page.evaluate(() => bench.prepare?.())
    await settle()
    await phase(0)
  }
  let ask: Phase | undefined
  let tap: Phase | undefined
  if (journey) {
    const shown = await page.evaluate(() => probe.trigger())
    await settle()
    ask = await phase(shown)
    tap = await phaseOfTap(page, settle, phase)
  }
  await page.close()
  return { load, ...(ask && { ask }), ...(tap && { tap }), fetched }
}

async function phaseOfTap(
  page: Page,
  settle: () => Promise<void>,
  phase: (elapsed: number) => Promise<Phase>,
): Promise<Phase> {
  const { x, y } = await page.evaluate(() => probe.target())
  await page.evaluate(() => probe.expectTap())
  await page.mouse.click(x, y)
  const elapsed = await page.evaluate(() => probe.tapped())
  await settle()
  return phase(elapsed)
}

async function countersOf(session: CDPSession): Promise<Omit<Totals, 'observed' | 'fetched'>> {
  const { metrics } = await session.send('Performance.getMetrics')
  const named = new Map(metrics.map(({ name, value }) => [name, value]))
  const of = (name: string): number => {
    const value = named.get(name)
    if (value === undefined) throw new Error(`Chromium reports no ${name}`)
    return value
  }
  return {
    processor: of('ProcessTime') * 1_000,
    tasks: of('TaskDuration') * 1_000,
    script: of('ScriptDuration') * 1_000,
    heap: of('JSHeapUsedSize'),
  }
}

/** What the page fetches from now on, as it fetches it. */
function recordFetches(session: CDPSession): Fetched[] {
  const fetched: Fetched[] = []
  const byId = new Map<string, Fetched>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('data:')) return
    const { hostname, pathname } = new URL(request.url)
    if (hostname !== '127.0.0.1') throw new Error(`${request.url} is not on this machine`)
    const one = { path: pathname, bytes: 0, settled: false }
    byId.set(requestId, one)
    fetched.push(one)
  })
  const settle = (requestId: string, bytes: number): void => {
    const one = byId.get(requestId)
    if (one) Object.assign(one, { bytes, settled: true })
  }
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => settle(requestId, encodedDataLength))
  session.on('Network.loadingFailed', ({ requestId }) => settle(requestId, 0))
  return fetched
}
