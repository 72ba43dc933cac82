/** Two users of one browser, each in a tab of their own: nothing of one gets into the other's book, or under their name. */
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, codesOf, explained, mishaps, playbookWith, press } from './support/bare'
import { stored, storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { call, flushed, setHidden, type Visit, visit } from './support/visit'

interface Users {
  demo: Demo
  one: Visit
  two: Visit
  signIn(tab: Visit, id: string): Promise<void>
}

const it = fixtures.extend<{
  twoTabs: (
    playbook: Playbook,
    test: (users: Users) => Promise<void>,
    attributes?: Record<string, string>,
  ) => Promise<void>
}>({
  twoTabs: ({ startBare, context }, use) =>
    use(async (playbook, test, attributes = {}) => {
      const demo = await startBare(playbook)
      const [one, two] = [await visit(context), await visit(context)]
      await one.page.goto(addressOf(demo, attributes))
      await two.page.goto(addressOf(demo, attributes))
      await test({ demo, one, two, signIn: ({ page }, id) => call(page, 'identify', { id, token: demo.token(id) }) })
      expect(mishaps(one, two)).toEqual([])
    }),
})

const subjectsOf = async (demo: Demo, moment: string): Promise<string[]> => [
  ...new Set(
    (await stored(demo)).flatMap(({ subject, data }) => ('moment' in data && data.moment === moment ? subject : [])),
  ),
]

describe.each([
  { name: 'signs out the first and names another', reset: true },
  { name: 'names another', reset: false },
])('A tab that was named, while another tab $name', ({ reset }) => {
  it('writes, asks and posts for its own user alone', ({ twoTabs }) =>
    twoTabs(playbookWith(['now', 'sent']), async ({ demo, one, two, signIn }) => {
      await signIn(one, 'u_a')
      await explained(one.page)
      if (reset) await call(two.page, 'reset')
      await signIn(two, 'u_b')
      await explained(two.page)
      await setHidden(two.page, true)
      await call(one.page, 'track', 'sent', { id: 'plan-of-a', label: 'Plan of A' })
      await call(one.page, 'track', 'now', { id: 'of-a', label: 'Campaign of A' })
      await asked(one.page, 'Campaign of A').waitFor()
      await choose(one.page, 'Partly')
      await press(one.page, 'Skip')
      await press(one.page, 'Done')
      await bareCard(one.page).waitFor({ state: 'detached' })
      await untilStored(demo, 'gainloop.rating.given')
      expect(await codesOf(one.page, 'of-a')).toBe('answered')
      expect(await codesOf(one.page, 'plan-of-a')).toBe('not-due')

      await setHidden(two.page, false)
      expect(await codesOf(two.page, 'of-a')).toBe('no-moment')
      expect(await codesOf(two.page, 'plan-of-a')).toBe('no-moment')
      await call(two.page, 'track', 'now', { id: 'of-b', label: 'Campaign of B' })
      await asked(two.page, 'Campaign of B').waitFor()
      await choose(two.page, 'Yes')
      await until('both ratings', async () => (await storedOf(demo, 'gainloop.rating.given')).length === 2)
      await flushed(one.page)
      await flushed(two.page)
      expect(await subjectsOf(demo, 'of-a')).toEqual(['u_a'])
      expect(await subjectsOf(demo, 'plan-of-a')).toEqual(['u_a'])
      expect(await subjectsOf(demo, 'of-b')).toEqual(['u_b'])
      expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(2)
    }))
})

it('A page that signs in again goes on with what its user did meanwhile', ({ twoTabs }) =>
  twoTabs(playbookWith(['sent']), async ({ one, two, signIn }) => {
    await signIn(one, 'u_a')
    await explained(one.page)
    await signIn(two, 'u_b')
    await explained(two.page)
    await call(one.page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
    await signIn(one, 'u_a')
    expect(await codesOf(one.page, 'a')).toBe('not-due')
    await one.page.reload()
    await signIn(one, 'u_a')
    expect(await codesOf(one.page, 'a')).toBe('not-due')
    expect(await codesOf(two.page, 'a')).toBe('no-moment')
  }))

it('Consent withdrawn in one tab holds in the other: nothing more is asked, stored or sent', ({ twoTabs }) =>
  twoTabs(
    playbookWith(['now']),
    async ({ demo, one, two }) => {
      await call(one.page, 'consent', true)
      await call(two.page, 'consent', true)
      await setHidden(one.page, true)
      await call(two.page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(two.page, 'Spring sale').waitFor()
      await untilStored(demo, 'gainloop.ask.shown')
      await call(one.page, 'consent', false)
      await bareCard(two.page).waitFor({ state: 'detached' })
      const before = (await stored(demo)).length
      await call(two.page, 'track', 'now', { id: 'secret-moment', label: 'Autumn sale' })
      await call(two.page, 'flush')
      await explained(two.page)
      const kept = await two.page.evaluate(async () => {
        const answer = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)))
        const database = await answer(indexedDB.open('gainloop'))
        const all = await answer(database.transaction('state').objectStore('state').getAll())
        database.close()
        return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }])
      })
      expect(kept).toBe('[[],{},{}]')
      expect(await stored(demo)).toHaveLength(before)
    },
    { consent: 'wait' },
  ))

it('Two apps of one origin: the endpoint of one gets nothing of the other', async ({ startBare, context }) => {
  const first = await startBare(playbookWith(['now']))
  const { page } = await visit(context)
  // The other app: its playbook and its endpoint are its own, the storage is the origin's.
  const posted: { source: string }[] = []
  await context.route('**/other.json', (route) => route.fulfill({ json: { ...playbookWith(['now']), id: 'other' } }))
  await context.route('**/other-endpoint', (route) => {
    posted.push(...(route.request().postDataJSON() as { source: string }[]))
    return route.fulfill({ status: 202, json: { accepted: 1 } })
  })
  await page.goto(addressOf(first))
  first.faults.status = 503
  await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
  await choose(page, 'Partly')
  await press(page, 'Skip')
  await page.goto(addressOf(first, { playbook: '/other.json', endpoint: '/other-endpoint' }))
  await call(page, 'track', 'now', { id: 'b', label: 'Other' })
  await until('the other app’s own event', async () => {
    await flushed(page)
    return posted.length
  })
  expect(new Set(posted.map(({ source }) => source))).toEqual(new Set(['/gainloop/other']))
  first.faults.status = undefined
  await page.goto(addressOf(first))
  await until('the first app’s rating to arrive', async () => {
    await flushed(page)
    return (await storedOf(first, 'gainloop.rating.given')).length
  })
})
