/** Whoever answers and is gone in the same instant has answered. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addressOf, asked, bareCard, codesOf, mishaps, playbookWith } from './support/bare'
import { storedOf, until } from './support/endpoint'
import { it } from './support/fixtures'
import { call, flushed, setHidden, visit } from './support/visit'

/** A vendor's own storage, over localStorage; with `later`, one that answers in a later turn. */
const adapterPage = (later: boolean): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Own</title>
<script type="module">
import { createGainloop } from '/client/index.js'
const wait = () => ${later ? 'new Promise((resolve) => setTimeout(resolve, 5))' : 'undefined'}
const own = ${later}
  ? { get: async (key) => (await wait(), localStorage.getItem(key)),
      set: async (key, value) => { localStorage.setItem(key, value); await wait() },
      remove: async (key) => { localStorage.removeItem(key); await wait() } }
  : { get: (key) => localStorage.getItem(key), set: (key, value) => localStorage.setItem(key, value), remove: (key) => localStorage.removeItem(key) }
globalThis.gainloop = createGainloop({ playbook: '/bare.json', endpoint: '/api/gainloop', storage: own })
</script></html>`

/** Taps an answer, and leaves by a link so many ms later: in the page, since a round trip takes longer. */
const tapAndLeave = (page: Page, answer: string, to: string, after: number): Promise<unknown> =>
  page.evaluate(
    ([text, address, ms]) => {
      const root = document.querySelector('gainloop-card')?.shadowRoot
      const labels = [...(root?.querySelectorAll('label') ?? [])]
      labels.find(({ textContent }) => textContent?.trim() === text)?.click()
      const link = Object.assign(document.createElement('a'), { href: address })
      document.body.append(link)
      if (ms) setTimeout(() => link.click(), ms as number)
      else link.click()
    },
    [answer, to, after] as const,
  )

const places: { name: string; attributes: Record<string, string>; after: number[] }[] = [
  { name: 'IndexedDB', attributes: {}, after: [0, 40] },
  { name: 'IndexedDB, in the one-file build', attributes: { build: 'all' }, after: [10] },
  { name: 'sessionStorage', attributes: { storage: 'session' }, after: [0] },
]

describe.each(places)('With what is remembered in $name', ({ attributes, after }) => {
  it.for(after)(
    'an answer tapped %i ms before the page is left is kept, and not asked for again',
    async (ms, { startBare, tab }) => {
      const { page } = tab
      const demo = await startBare(playbookWith(['now']))
      await page.goto(addressOf(demo, attributes))
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      // Nothing leaves with the page, so that what is kept here is seen.
      await page.context().route('**/api/gainloop', (route) => route.abort())
      await Promise.all([
        page.waitForURL('**/bare?*next*'),
        tapAndLeave(page, 'Not yet', addressOf(demo, { ...attributes, next: '1' }), ms),
      ])
      await page.context().unroute('**/api/gainloop')
      expect(await codesOf(page, 'a')).toBe('answered')
      expect(await bareCard(page).count()).toBe(0)
      await until('the rating to arrive', async () => {
        await flushed(page)
        return (await storedOf(demo, 'gainloop.rating.given')).length
      })
      expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
      expect(mishaps(tab)).toEqual([])
    },
  )
})

it('An answer leaves with the page where nothing can be kept', async ({ startBare, tab: { page } }) => {
  const demo = await startBare(playbookWith(['now']))
  await page.goto(addressOf(demo, { storage: 'memory' }))
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await asked(page, 'Spring sale').waitFor()
  await flushed(page)
  await Promise.all([page.waitForURL('about:blank'), tapAndLeave(page, 'Not yet', 'about:blank', 0)])
  await until('the rating to arrive', async () => (await storedOf(demo, 'gainloop.rating.given')).length)
})

it('A tab that is closed with the tap leaves the answer to the tab that stays, which asks no more', async ({
  startBare,
  context,
}) => {
  const demo = await startBare(playbookWith(['now']))
  const [one, two] = [await visit(context), await visit(context)]
  await one.page.goto(addressOf(demo))
  await two.page.goto(addressOf(demo))
  await setHidden(two.page, true)
  await call(one.page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await asked(one.page, 'Spring sale').waitFor()
  await flushed(one.page)
  await context.route('**/api/gainloop', (route) => route.abort())
  await one.page
    .evaluate(() => {
      const root = document.querySelector('gainloop-card')?.shadowRoot
      const labels = [...(root?.querySelectorAll('label') ?? [])]
      labels.find(({ textContent }) => textContent?.trim() === 'Partly')?.click()
      window.close()
    })
    .catch(() => {})
  await one.page.close()
  await setHidden(two.page, false)
  await context.unroute('**/api/gainloop')
  await until('the answer to be known', async () => {
    await call(two.page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    return (await codesOf(two.page, 'a')) === 'answered'
  })
  await until('the rating to arrive', async () => {
    await flushed(two.page)
    return (await storedOf(demo, 'gainloop.rating.given')).length
  })
  expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
})

describe.each([
  { name: 'at once', later: false },
  { name: 'in a later turn', later: true },
])('A storage of the vendor that answers $name', ({ later }) => {
  it('keeps an answer that is tapped as the page is left', async ({ startBare, tab: { page } }) => {
    const demo = await startBare(playbookWith(['now']))
    await page
      .context()
      .route('**/own*', (route) => route.fulfill({ contentType: 'text/html', body: adapterPage(later) }))
    await page
      .context()
      .route('**/client/*', (route) =>
        route.fulfill({ path: `dist${new URL(route.request().url()).pathname}`, contentType: 'text/javascript' }),
      )
    await page.goto(`${demo.url}/own`)
    await call(page, 'on', 'error', null).catch(() => {})
    await page.evaluate(() =>
      (globalThis as unknown as { gainloop: { track(...args: unknown[]): void } }).gainloop.track('now', {
        id: 'a',
        label: 'Spring sale',
      }),
    )
    await asked(page, 'Spring sale').waitFor()
    await page.context().route('**/api/gainloop', (route) => route.abort())
    await Promise.all([page.waitForURL('**/own?next'), tapAndLeave(page, 'Not yet', `${demo.url}/own?next`, 0)])
    await page.context().unroute('**/api/gainloop')
    await until('the rating to arrive', async () => {
      await page.evaluate(() => (globalThis as unknown as { gainloop?: { flush(): Promise<void> } }).gainloop?.flush())
      return (await storedOf(demo, 'gainloop.rating.given')).length
    })
    expect(await bareCard(page).count()).toBe(0)
  })
})

describe('A database that hangs', () => {
  /** From now on no transaction of this page is answered. */
  const hang = (page: Page): Promise<void> =>
    page.evaluate(() => {
      IDBDatabase.prototype.transaction = () =>
        ({
          objectStore: () => new Proxy({}, { get: () => () => ({}) }),
          abort() {},
        }) as unknown as IDBTransaction
    })

  it('does not hold the card, and the answer is there after a reload', async ({ startBare, tab }) => {
    const { page } = tab
    const demo = await startBare(playbookWith(['now']))
    await page.goto(addressOf(demo))
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    await flushed(page)
    await page.context().route('**/api/gainloop', (route) => route.abort())
    await hang(page)
    await bareCard(page).getByRole('radio', { name: 'Not yet', exact: true }).click()
    await bareCard(page).getByRole('button', { name: 'Skip' }).click({ timeout: 4_000 })
    await page.context().unroute('**/api/gainloop')
    await page.goto(addressOf(demo))
    expect(await codesOf(page, 'a')).toBe('answered')
    await until('the rating to arrive', async () => {
      await flushed(page)
      return (await storedOf(demo, 'gainloop.rating.given')).length
    })
    expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
  })
})
