/** The stored book loses the moment of an open card. The answer is the user's all the same. */
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { addressOf, asked, bareCard, choose, mishaps, playbookWith, press } from './support/bare'
import { storedOf, until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call, flushed } from './support/visit'

/** Runs in the page: another script of the origin empties the store, or deletes the book's record. */
const inStore = (page: Page, what: 'clear' | 'delete'): Promise<void> =>
  page.evaluate(
    (how) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gainloop')
        opening.onerror = () => reject(new Error('not opened'))
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('state', 'readwrite')
          const store = transaction.objectStore('state')
          if (how === 'clear') store.clear()
          else store.delete('kept')
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    what,
  )

const losses: {
  name: string
  storage?: string
  who?: string[]
  lose: (page: Page, origin: string) => Promise<unknown>
}[] = [
  {
    name: 'the user clears the site’s data',
    who: ['anonymous', 'named'],
    async lose(page, origin) {
      const session = await page.context().newCDPSession(page)
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    },
  },
  {
    name: 'the database is deleted',
    lose: (page) =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            indexedDB.deleteDatabase('gainloop').onsuccess = resolve
          }),
      ),
  },
  { name: 'the store is emptied', lose: (page) => inStore(page, 'clear') },
  { name: 'the record of the book is deleted', lose: (page) => inStore(page, 'delete') },
  {
    name: 'sessionStorage is cleared',
    storage: 'session',
    lose: (page) => page.evaluate(() => sessionStorage.clear()),
  },
]

describe.each(losses)('When $name while a card is open', ({ storage, lose, who: users = ['named'] }) => {
  it.for(users)('the answer of a user who is %s is written down and arrives', async (who, { startBare, tab }) => {
    const { page } = tab
    const demo = await startBare(playbookWith(['now']))
    await page.goto(addressOf(demo, storage ? { storage } : {}))
    if (who === 'named') await call(page, 'identify', { id: 'u_1', token: demo.token('u_1') })
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    const [shown] = await untilStored(demo, 'gainloop.ask.shown')
    await lose(page, demo.url)
    await choose(page, 'Not yet')
    await press(page, 'Skip')
    await press(page, 'Done')
    await bareCard(page).waitFor({ state: 'detached' })
    const [rating] = await untilStored(demo, 'gainloop.rating.given')
    expect(rating).toMatchObject({ subject: shown?.subject, data: { moment: 'a', band: 'missed' } })
    // Tracked again, it is not asked about again.
    await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
    const codes = await page.evaluate(async () => {
      type Verdict = { moment?: string; reasons: { code: string }[] }
      const { gainloop } = globalThis as unknown as { gainloop: { explain(): Promise<Verdict[]> } }
      const verdict = (await gainloop.explain()).find(({ moment }) => moment === 'a')
      return verdict?.reasons.map(({ code }) => code)
    })
    expect(codes).toEqual(['answered'])
    await flushed(page)
    expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
    expect(mishaps(tab)).toEqual([])
  })
})

it('A rating given and not delivered survives sessionStorage.clear()', async ({ startBare, tab }) => {
  const { page, said } = tab
  const demo = await startBare(playbookWith(['now']))
  await page.goto(addressOf(demo, { storage: 'session' }))
  demo.faults.status = 503
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await choose(page, 'Not yet')
  await press(page, 'Skip')
  await page.evaluate(() => sessionStorage.clear())
  await press(page, 'Done')
  await bareCard(page).waitFor({ state: 'detached' })
  demo.faults.status = undefined
  await until('the rating to arrive', async () => {
    await flushed(page)
    return (await storedOf(demo, 'gainloop.rating.given')).length
  })
  said.splice(0)
})
