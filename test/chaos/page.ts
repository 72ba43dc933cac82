/** What runs in the page: a user who rates whatever is asked, at once, takes the lesson's plan, and closes it. */
import type { BrowserContext, Page } from 'playwright-core'
import type { GainloopEvent } from '../../src/delivery/event'
import type { Ledger } from './ledger'

type Stub = { (...call: unknown[]): unknown; q?: unknown[][] }
type Browser = typeof globalThis & {
  gainloop?: Stub
  announce(event: GainloopEvent): void
  tap(moment: string): void
  /** The user answers nothing for the time being; a lesson is closed all the same, or the next question would never come. */
  waiting?: boolean
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
  const look = (): void => {
    document
      .querySelector('gainloop-reminder')
      ?.shadowRoot?.querySelector<HTMLElement>('button[aria-label=Close]')
      ?.click()
    const root = document.querySelector('gainloop-card')?.shadowRoot
    const radios = root?.querySelectorAll<HTMLElement>('input[name=answer]') ?? []
    const review = root?.querySelector<HTMLElement>('section[data-step=review] fieldset button')
    // Did the plan of last time come to anything? Each lesson that offers one leads to the next.
    if (review) return review.click()
    const plan = root?.querySelector('.plan .ok') ? null : root?.querySelector<HTMLElement>('.plan button')
    if (plan) return plan.click()
    if (!radios.length) {
      root?.querySelector<HTMLElement>('button[aria-label=Close]')?.click()
      return
    }
    if (page.waiting) return
    const [, moment = ''] = /“(.*?)”/.exec(root?.textContent ?? '') ?? []
    if (Date.now() - (answered.get(moment) ?? 0) < 5_000) return
    answered.set(moment, Date.now())
    page.tap(moment)
    radios[moment.length % 3]?.click()
  }
  setInterval(look, 10)
}

/** For every page of this context: what is tapped and announced there comes back here. */
export async function watch(context: BrowserContext, ledger: Ledger): Promise<void> {
  await context.exposeBinding('announce', (_, event) => ledger.announced(event))
  await context.exposeBinding('tap', (_, moment) => ledger.tapped(moment))
  // tsx names functions by a helper of its own, which the page does not have.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named' })
  await context.addInitScript(rateEverything)
}

export const track = (page: Page, moments: readonly string[]): Promise<void> =>
  page.evaluate(async (ids) => {
    const { gainloop } = globalThis as unknown as Browser
    // The plan comes back, if there is one, before the user has done it; a page whose storage hangs waits for nothing.
    await Promise.race([gainloop?.('begin', 'done'), new Promise((resolve) => setTimeout(resolve, 500))])
    for (const id of ids) {
      gainloop?.('track', 'done', { id, label: id })
      gainloop?.('track', 'kept', { id, properties: { size: 1 }, metrics: { rate: 1 } })
      gainloop?.('result', id.length % 2 ? 'kept' : id, { rate: 2 })
    }
  }, moments)

export const flush = (page: Page): Promise<unknown> =>
  page.evaluate(() => (globalThis as unknown as Browser).gainloop?.('flush'))

/** The user answers nothing until `goOn`. */
export const holdStill = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    ;(globalThis as unknown as Browser).waiting = true
  })

export const goOn = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    ;(globalThis as unknown as Browser).waiting = false
  })

/** The moment that the open card asks about; empty while none does. */
export const asked = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const root = document.querySelector('gainloop-card')?.shadowRoot
    return (root?.querySelector('input[name=answer]') && /“(.*?)”/.exec(root.textContent)?.[1]) || ''
  })

/** From now until this page is left, IndexedDB answers nobody: a transaction keeps the store to itself, and never ends. */
export const hangDatabase = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gainloop')
        opening.onerror = () => reject(opening.error as DOMException)
        opening.onsuccess = () => {
          const store = opening.result.transaction('state', 'readwrite').objectStore('state')
          const again = (): void => {
            store.get(0).onsuccess = again
          }
          store.get(0).onsuccess = () => {
            again()
            resolve()
          }
        }
      }),
  )

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
