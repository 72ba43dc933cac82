import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDemo } from './support/demo'
import { storedOf, until, untilStored } from './support/endpoint'
import { answer, card, reachQuestion } from './support/journey'
import { launch } from './support/launch'
import { call, visit } from './support/visit'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

it.each([
  { name: 'before its request fails', faults: { drop: 'before' as const, delay: 1_000 } },
  { name: 'before the reply is lost', faults: { drop: 'after' as const, delay: 1_000 } },
  { name: 'before a server that stored nothing says so', faults: { status: 503, delay: 1_000 } },
])(
  'a rating under way when the user clears the site’s data, $name, arrives once, and the page sees no error',
  { timeout: 120_000 },
  async ({ faults }) => {
    const demo = await createDemo()
    const context = await browser.newContext()
    try {
      const { page, errors } = await visit(context)
      await reachQuestion(page, demo)
      const before = demo.requests.length
      Object.assign(demo.faults, faults)
      await answer(page, 'Not yet')
      await until('the rating to be under way', () => demo.requests.length > before)
      const session = await context.newCDPSession(page)
      await session.send('Storage.clearDataForOrigin', { origin: demo.url, storageTypes: 'all' })
      await card(page).getByRole('button', { name: 'Close' }).click()
      Object.assign(demo.faults, { status: undefined, drop: undefined, delay: undefined })
      await until('what was said to arrive', async () => {
        await call(page, 'flush')
        return (await storedOf(demo, 'gainloop.rating.given')).length
      })
      await call(page, 'flush')
      expect(await untilStored(demo, 'gainloop.rating.given')).toHaveLength(1)
      expect(errors).toEqual([])
    } finally {
      await context.close()
      await demo.close()
    }
  },
)
