import { expect } from 'vitest'
import { storedOf, until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, reachQuestion } from './support/journey'
import { call } from './support/visit'

it.for([
  { name: 'before its request fails', faults: { drop: 'before' as const, delay: 1_000 } },
  { name: 'before the reply is lost', faults: { drop: 'after' as const, delay: 1_000 } },
  { name: 'before a server that stored nothing says so', faults: { status: 503, delay: 1_000 } },
])(
  'a rating under way when the user clears the site’s data, $name, arrives once, and the page sees no error',
  { timeout: 120_000 },
  async ({ faults }, { demo, context, tab }) => {
    const { page, errors } = tab
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
  },
)
