import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { storedOf, until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, DAY, question, reachQuestion, sendCampaign, stateGoal } from './support/journey'
import { call, flushed, visit } from './support/visit'

const explained = (page: Page): Promise<{ moment?: string }[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { gainloop: { explain(): Promise<{ moment?: string }[]> } }).gainloop.explain(),
  )
const moments = async (page: Page): Promise<string[]> =>
  (await explained(page)).flatMap(({ moment }) => (moment ? [moment] : []))

/** A visit to a page whose first script calls this. */
async function calling(context: BrowserContext, ...parts: string[]) {
  const seen = await visit(context)
  await seen.page.addInitScript((args) => {
    ;(globalThis as unknown as { gainloop(...args: unknown[]): void }).gainloop(...args)
  }, parts)
  return seen
}

describe('a login page that calls reset as it loads', () => {
  it.for(['module', 'all'])(
    'shows nothing of the user before, though an ask of theirs is due (%s)',
    async (build, { demo, context }) => {
      const first = await visit(context)
      await sendCampaign(first.page, demo, `build=${build}`)
      await stateGoal(first.page)
      await untilStored(demo, 'gainloop.goal.stated')
      demo.setClock(3 * DAY + 60_000)
      await first.page.close()
      const { page, errors } = await calling(context, 'reset')
      await page.goto(`${demo.url}/?user=`)
      await until('the book to be empty', async () => (await moments(page)).length === 0)
      await flushed(page)
      await page.waitForLoadState('networkidle')
      expect(await card(page).count()).toBe(0)
      expect(await storedOf(demo, 'gainloop.ask.shown')).toEqual([])
      expect(errors).toEqual([])
    },
  )

  it('has forgotten before the endpoint has answered', async ({ demo, context }) => {
    const { page } = await visit(context)
    await sendCampaign(page, demo)
    await stateGoal(page)
    demo.faults.delay = 5_000
    await call(page, 'track', 'campaign.sent', { id: 'c_late' })
    await call(page, 'reset')
    await until('the book to be empty', async () => (await moments(page)).length === 0, 2_000)
    demo.faults.delay = 0
    // What still waited is the first user's, and arrives as theirs.
    await until('the last track to be stored', async () =>
      (await storedOf(demo, 'gainloop.action.completed')).some(
        ({ subject, data }) => subject === 'u_mia' && data.moment === 'c_late',
      ),
    )
  })
})

describe('a card that is open', () => {
  it.for([
    ['names another user', 'identify', { id: 'u_other' }],
    ['forgets the user', 'reset', undefined],
  ] as const)('goes when the page %s', async ([, method, argument], { demo, context }) => {
    const { page, errors } = await visit(context)
    await reachQuestion(page, demo)
    await call(page, method, argument)
    await card(page).waitFor({ state: 'detached' })
    expect(await moments(page)).toEqual([])
    expect(await storedOf(demo, 'gainloop.ask.dismissed')).toEqual([])
    expect(errors).toEqual([])
  })

  it('goes when another tab forgets the user', async ({ demo, context }) => {
    const { page } = await visit(context)
    await reachQuestion(page, demo)
    const other = await visit(context)
    await other.page.goto(`${demo.url}/audience`)
    await call(other.page, 'reset')
    await card(page).waitFor({ state: 'detached' })
  })

  it('stays when an anonymous user is named', async ({ demo, context }) => {
    const { page } = await visit(context)
    await page.goto(`${demo.url}/?user=`)
    await call(page, 'track', 'campaign.sent', { id: 'c_1', label: 'Spring sale', properties: { recipients: 1842 } })
    await call(page, 'ask', 'c_1')
    await question(page).waitFor()
    await call(page, 'identify', { id: 'u_new' })
    await answer(page, 'Yes')
    await card(page).getByRole('button', { name: 'Skip' }).waitFor()
    expect((await moments(page)).length).toBe(1)
  })
})

it('withdrawn consent forgets what an earlier page stored', async ({ demo, context }) => {
  const { page } = await visit(context)
  await page.goto(`${demo.url}/?data-consent=wait&user=`)
  await call(page, 'consent', true)
  await call(page, 'track', 'campaign.sent', { id: 'c_1' })
  await untilStored(demo, 'gainloop.action.completed')
  await page.reload()
  await call(page, 'consent', false)
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          const request = indexedDB.open('gainloop')
          request.onsuccess = () => {
            const read = request.result.transaction('state').objectStore('state').get('kept')
            read.onsuccess = () => {
              request.result.close()
              resolve(read.result)
            }
          }
        }),
    )
  await until('everything to be forgotten', async () => (await kept()) === undefined)
  await call(page, 'consent', true)
  await until('consent to be given', async () => JSON.stringify(await explained(page)).includes('no-moment'))
})

it('a rating given while the storage failed is remembered, and the moment is asked about once', async ({
  demo,
  context,
}) => {
  const first = await visit(context)
  await sendCampaign(first.page, demo)
  await stateGoal(first.page)
  await untilStored(demo, 'gainloop.goal.stated')
  await first.page.close()
  const broken = await visit(context)
  await broken.page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('The disk is broken', 'UnknownError')
    }
  })
  await broken.page.goto(`${demo.url}/?user=u_mia`)
  await call(broken.page, 'track', 'campaign.sent', {
    id: 'c_1',
    label: 'Autumn sale',
    properties: { recipients: 1842 },
  })
  // It does not know that the goal was asked for on another page.
  await card(broken.page).getByRole('button', { name: 'Skip' }).click()
  await call(broken.page, 'ask', 'c_1')
  await card(broken.page).getByRole('radio', { name: 'Yes', exact: true }).click()
  await untilStored(demo, 'gainloop.rating.given')
  await broken.page.close()
  const later = await visit(context)
  await later.page.goto(`${demo.url}/?user=u_mia`)
  await call(later.page, 'track', 'campaign.sent', {
    id: 'c_1',
    label: 'Autumn sale',
    properties: { recipients: 1842 },
  })
  await until('both moments to be known', async () => (await moments(later.page)).length === 2)
  const verdicts = await explained(later.page)
  expect(JSON.stringify(verdicts.find(({ moment }) => moment === 'c_1'))).toContain('answered')
})
