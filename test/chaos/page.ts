/** What runs in the page: a user who rates whatever is asked, at once, and closes the lesson. */
import type { BrowserContext, Page } from 'playwright-core'
import type { GainloopEvent } from '../../src/delivery/event'

type Stub = { (...call: unknown[]): unknown; q?: unknown[][] }
type Browser = typeof globalThis & {
  gainloop?: Stub
  announce(event: GainloopEvent): void
  /** Clears everything under the next card, before it is answered. */
  wipe?: boolean
  /** The moment of that card. */
  answeredAfterWipe?: string
}

/** Before the page's own scripts. In the page, so that ten ratings a second need no round trips. */
function rateEverything(): void {
  const page = globalThis as Browser
  const stub: Stub = (...call) => {
    stub.q = [...(stub.q ?? []), call]
  }
  page.gainloop ??= stub
  page.gainloop('on', 'gainloop.rating.given', (event: GainloopEvent) => page.announce(event))
  /** When each question was answered: the card takes a moment to move on, and a second click would be a second answer. */
  const answered = new Map<string, number>()
  const wiped = (): Promise<void> =>
    new Promise((resolve) => {
      localStorage.clear()
      sessionStorage.clear()
      const request = indexedDB.deleteDatabase('gainloop')
      request.onsuccess = () => resolve()
      request.onerror = () => resolve()
    })
  const look = (): void => {
    const root = document.querySelector('gainloop-card')?.shadowRoot
    const radios = root?.querySelectorAll<HTMLElement>('input[name=answer]') ?? []
    if (!radios.length) {
      root?.querySelector<HTMLElement>('button[aria-label=Close]')?.click()
      return
    }
    const [, moment = ''] = /“(.*?)”/.exec(root?.textContent ?? '') ?? []
    if (Date.now() - (answered.get(moment) ?? 0) < 5_000) return
    answered.set(moment, Date.now())
    if (!page.wipe) {
      radios[moment.length % 3]?.click()
      return
    }
    page.wipe = false
    void wiped().then(() => {
      radios[moment.length % 3]?.click()
      page.answeredAfterWipe = moment
    })
  }
  setInterval(look, 10)
}

/** For every page of this context: what is announced there comes back here. */
export async function watch(
  context: BrowserContext,
  announced: (event: GainloopEvent<'gainloop.rating.given'>) => void,
): Promise<void> {
  await context.exposeBinding('announce', (_, event) => announced(event))
  // tsx names functions by a helper of its own, which the page does not have.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named' })
  await context.addInitScript(rateEverything)
}

export const track = (page: Page, moments: readonly string[]): Promise<void> =>
  page.evaluate((ids) => {
    for (const id of ids) (globalThis as unknown as Browser).gainloop?.('track', 'done', { id, label: id })
  }, moments)

/** Clears all storage under the next card, and answers it then. Resolves to its moment. */
export async function answerAfterWipe(page: Page): Promise<string> {
  await page.evaluate(() => void ((globalThis as unknown as Browser).wipe = true))
  const handle = await page.waitForFunction(() => (globalThis as unknown as Browser).answeredAfterWipe)
  return (await handle.jsonValue()) as string
}

/** From now on no request of this page to IndexedDB is answered. */
export const hangDatabase = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const never = (): unknown => new EventTarget()
    for (const method of [
      'get',
      'getAll',
      'getAllKeys',
      'put',
      'add',
      'delete',
      'clear',
      'openCursor',
      'openKeyCursor',
    ])
      Object.defineProperty(IDBObjectStore.prototype, method, { value: never })
    Object.defineProperty(IDBFactory.prototype, 'open', { value: never })
  })

export const flush = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as Browser).gainloop?.('flush'))

/** What the page says of asks that are not answered, what its card shows, and what is kept where; for finding out what is stuck. */
export const said = (page: Page): Promise<string> =>
  page
    .evaluate(async () => {
      const rows = await new Promise<unknown>((resolve) => {
        const opening = indexedDB.open('gainloop')
        opening.onerror = () => resolve(`${opening.error}`)
        opening.onsuccess = () => {
          const all = opening.result.transaction('state').objectStore('state').getAll()
          all.onerror = () => resolve(`${all.error}`)
          all.onsuccess = () => resolve(all.result.slice(0, -2))
        }
      })
      const kept = JSON.stringify({ database: rows, localStorage: Object.keys(localStorage) })
      const verdicts = await (globalThis as unknown as Browser).gainloop?.('explain')
      const open = (verdicts as { reasons: { code: string }[] }[]).filter(
        ({ reasons }) => !reasons.some(({ code }) => code === 'answered'),
      )
      const card = document.querySelector('gainloop-card')?.shadowRoot?.querySelector('section')
      return `kept: ${kept}; card: ${card?.outerHTML ?? 'none'}; asks: ${JSON.stringify(open)}`
    })
    .catch(String)
