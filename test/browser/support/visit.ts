/** One visitor's tab on the demo, with everything written down that a vendor would not want to see in it. */
import type { BrowserContext, Page } from 'playwright-core'
import { onTestFailed } from 'vitest'
import type { GainloopEvent } from '../../../src/delivery/event'

export interface Visit {
  page: Page
  /** What the page's policy forbade, as `script-src https://…`. */
  violations: string[]
  /** Uncaught errors of the page. */
  errors: string[]
  /** Console lines that begin with `[gainloop]`. */
  said: string[]
  /** What `on('*')` heard, over every page of this tab. */
  heard: GainloopEvent[]
  /** Every request of the tab, by path. */
  fetched: string[]
}

/** What the tabs of each context went through, for a test that fails: it may not happen again. */
const described = new WeakMap<BrowserContext, (() => Promise<void>)[]>()

/** Writes to the console what the tabs of that context went through. */
export async function describeTabs(context: BrowserContext): Promise<void> {
  for (const describe of described.get(context) ?? []) await describe()
}

async function describeTab({ page, violations, errors, said, heard }: Visit, failed: readonly string[]): Promise<void> {
  const shown = await page
    .evaluate(async () => {
      const { gainloop } = globalThis as unknown as { gainloop?: { explain?(): Promise<unknown> } }
      const card = document.querySelector('gainloop-card')?.shadowRoot?.querySelector('section')
      return { card: card?.textContent ?? 'none', explained: await gainloop?.explain?.() }
    })
    .catch(String)
  const types = heard.map(({ type }) => type)
  console.error(`a tab at ${page.url()}:`, JSON.stringify({ violations, errors, said, types, failed, shown }))
}

/** Runs it at the first call alone. */
function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= run())
}

const VIOLATION = 'test-violation '
const HEARD = 'test-heard '

/** Runs in the page before anything else; reports through the console, which no policy forbids. */
function watch([violation, heard]: readonly [string, string]): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.debug(`${violation}${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
  })
  type Stub = { (...call: unknown[]): void; q?: unknown[][] }
  const page = globalThis as unknown as { gainloop?: Stub }
  const stub: Stub = (...call) => {
    stub.q = [...(stub.q ?? []), call]
  }
  page.gainloop ??= stub
  page.gainloop('on', '*', (event: unknown) => console.debug(heard + JSON.stringify(event)))
}

export async function visit(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage()
  const seen: Visit = { page, violations: [], errors: [], said: [], heard: [], fetched: [] }
  await page.addInitScript(watch, [VIOLATION, HEARD] as const)
  page.on('console', (message) => {
    const text = message.text()
    if (text.startsWith(VIOLATION)) seen.violations.push(text.slice(VIOLATION.length))
    else if (text.startsWith(HEARD)) seen.heard.push(JSON.parse(text.slice(HEARD.length)))
    else if (text.startsWith('[gainloop]')) seen.said.push(text)
  })
  page.on('pageerror', (error) => seen.errors.push(String(error)))
  const failed: string[] = []
  page.on('requestfailed', (request) => failed.push(`${request.url()} ${request.failure()?.errorText}`))
  const describe = once(() => describeTab(seen, failed))
  described.set(context, [...(described.get(context) ?? []), describe])
  // Where the context is not kept by a fixture.
  onTestFailed(describe)
  page.on('request', (request) => seen.fetched.push(new URL(request.url()).pathname))
  return seen
}

/** Calls Gainloop's global in the page, as the vendor's code would. */
export const call = (page: Page, ...parts: readonly unknown[]): Promise<void> =>
  page.evaluate((args) => {
    ;(globalThis as unknown as { gainloop(...args: unknown[]): void }).gainloop(...args)
  }, parts)

/** Resolves once this page has nothing left to send: what would arrive twice has arrived twice. */
export const flushed = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as { gainloop(method: 'flush'): Promise<void> }).gainloop('flush'))

/** Puts a tab into the background, or back: every tab of a browser without a window counts as seen. */
export const setHidden = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
