/** The page of a link from an e-mail, from the built receiver, in browsers that never saw the product. */
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import emailMarketing from '../fixtures/playbooks/email-marketing.json' with { type: 'json' }
import type { GainloopEvent } from '../../src/delivery/event'
import type { Receiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { storedEvent } from '../receiver/events'
import { findings } from './support/axe'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { DAY, sendCampaign, stateGoal } from './support/journey'

const DIST = join(import.meta.dirname, '../../dist/node')
const SECRET = 'a secret of at least thirty-two bytes'
const SENT = { subject: 'u_1', action: 'campaign.sent', moment: 'c_1' }

const playbook = { ...emailMarketing, experiments: {} }

type Built = typeof import('../../src/receiver/index')
type BuiltNode = typeof import('../../src/receiver/node')
type BuiltSqlite = typeof import('../../src/receiver/stores/sqlite')

let store: Store
let receiver: Receiver
let close: () => Promise<void>
/** Each test has a user of its own. */
let subject = ''
let count = 0

beforeAll(async () => {
  const { createReceiver } = (await import(join(DIST, 'receiver.js'))) as Built
  const { listen } = (await import(join(DIST, 'receiver-node.js'))) as BuiltNode
  const { sqliteStore } = (await import(join(DIST, 'sqlite.js'))) as BuiltSqlite
  store = sqliteStore(':memory:')
  let made: Receiver | undefined
  const listening = await listen({ fetch: (...request) => (made as Receiver).fetch(...request) }, { port: 0 })
  const url = `${listening.url}api/gainloop`
  receiver = made = createReceiver({
    ...{ store, secret: SECRET, basePath: '/api/gainloop', log: () => {} },
    ask: { playbook: playbook as never, url },
  })
  close = async () => {
    await listening.close()
    await store.close()
  }
})
afterAll(() => close())

beforeEach(async () => {
  subject = `u_${++count}`
  const at = Date.now() - 4 * DAY
  const data = { at: new Date(at).toISOString(), label: 'Spring sale', properties: { recipients: 1800 } }
  await store.append([storedEvent('action.completed', { subject, at, source: '/gainloop/email-marketing', data })])
})

const linkOf = (details: object = {}) => receiver.askLink({ ...SENT, subject, ...details })
const typed = async (type?: string): Promise<GainloopEvent[]> =>
  (await store.eventsOf(subject))
    .map(({ event }) => event)
    .filter((event) => !type || event.type === `gainloop.${type}`)
const untilTyped = (type: string, times = 1) =>
  until(`${type} to be stored`, async () => {
    const found = await typed(type)
    return found.length >= times && found
  })

const card = (page: Page): Locator =>
  page.getByRole('region', { name: /Better campaigns|Bessere Kampagnen|حملات أفضل/ })
const question = (page: Page) => card(page).getByRole('radiogroup', { name: /Spring sale/ })
const tap = (page: Page, name: string) => question(page).getByRole('radio', { name, exact: true }).click()
const LESSON = 'Subject lines people open'

const PHONE = { width: 390, height: 844 }

describe('a link from an e-mail', () => {
  it('leads to the whole journey on a phone that never saw the product', async ({ newTab }) => {
    const { page, errors, violations, fetched, said } = await newTab({ viewport: PHONE })
    await page.goto(await linkOf())
    await question(page).waitFor()
    expect(await typed('rating.given')).toEqual([])
    await tap(page, 'Yes')
    const [rating] = await untilTyped('rating.given')
    expect(rating).toMatchObject({ subject, data: { moment: 'c_1', action: 'campaign.sent', band: 'reached' } })
    await card(page).getByRole('group').getByRole('checkbox').first().check()
    await card(page).getByRole('textbox').fill('A better list.')
    await card(page).getByRole('button', { name: 'Continue' }).click()
    const [explained] = await untilTyped('rating.explained')
    expect(explained?.data).toMatchObject({ comment: 'A better list.', strengths: [expect.any(String)] })
    await untilTyped('lesson.shown')
    await card(page).getByRole('button', { name: "That's my plan" }).click()
    await untilTyped('commitment.made')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

    await card(page).getByRole('button', { name: 'Close' }).click()
    await page.getByRole('status').getByText('Thank you').waitFor()
    expect([errors, violations, said]).toEqual([[], [], []])
    expect([...new Set(fetched)].sort()).toEqual(['ask', 'ask.js', 'ask.json'].map((path) => `/api/gainloop/${path}`))
    expect(await page.context().cookies()).toEqual([])
    // How many asks this session has seen goes with the tab.
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  })

  it('shows the lesson, and takes no second answer, when it is followed again', async ({ newTab }) => {
    const link = await linkOf()
    const first = await newTab()
    await first.page.goto(link)
    await tap(first.page, 'Partly')
    await card(first.page).getByRole('button', { name: 'Skip' }).click()
    const title = await card(first.page).getByRole('heading').first().textContent()
    await untilTyped('lesson.shown')

    const second = await newTab({ viewport: PHONE })
    await second.page.goto(link)
    await card(second.page)
      .getByRole('heading', { name: title ?? LESSON })
      .waitFor()
    await second.page.getByText('This link was used already. Thank you for your answer.').waitFor()
    expect(await question(second.page).count()).toBe(0)
    expect(await typed('rating.given')).toHaveLength(1)
    expect([second.errors, second.violations, second.said]).toEqual([[], [], []])
  })

  it('that is open in two browsers counts one of two clicks, and both show the lesson of that one', async ({
    newTab,
  }) => {
    const link = await linkOf()
    const [one, two] = [await newTab(), await newTab()]
    await Promise.all([one.page.goto(link), two.page.goto(link)])
    await Promise.all([question(one.page).waitFor(), question(two.page).waitFor()])
    await Promise.all([tap(one.page, 'Yes'), tap(two.page, 'Not yet')])
    await Promise.race([one, two].map(({ page }) => page.getByText('This link was used already').waitFor()))
    const [rating, ...more] = (await typed('rating.given')) as GainloopEvent<'gainloop.rating.given'>[]
    expect(more).toEqual([])
    // The other goes on to its lesson; what it says of its rating is the counted one's.
    const ratings = (await typed()).flatMap(({ data }) => ('rating' in data ? [data.rating] : []))
    expect(new Set(ratings)).toEqual(new Set([rating?.data.rating]))
    expect([...one.errors, ...two.errors]).toEqual([])
  })

  it('changes nothing in the store by being fetched, as a scanner of mail does', async () => {
    const before = await typed()
    const link = await linkOf()
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200)
    expect(await typed()).toEqual(before)
  })

  it('sends nothing before somebody is there: some scanners run the page’s script', async ({ newTab }) => {
    const { page, fetched, errors, said } = await newTab()
    await page.goto(await linkOf())
    await question(page).waitFor()
    await page.evaluate(() => dispatchEvent(new Event('pointermove')))
    await page.waitForLoadState('networkidle')
    expect(fetched.filter((path) => path.endsWith('/ask.json'))).toEqual([])
    await page.mouse.move(50, 50)
    await untilTyped('ask.shown')
    expect([errors, said]).toEqual([[], []])
  })

  it('can be put off, and says so', async ({ newTab }) => {
    const { page } = await newTab()
    await page.goto(await linkOf())
    await card(page).getByRole('button', { name: 'Ask me later' }).click()
    await untilTyped('ask.snoozed')
    await page
      .getByText(/We’ll ask again/)
      .first()
      .waitFor()
  })

  it('takes an answer that is changed, as one rating', async ({ newTab }) => {
    const { page } = await newTab()
    await page.goto(await linkOf())
    await tap(page, 'Yes')
    await untilTyped('rating.given')
    await card(page).getByRole('button', { name: 'Change answer' }).click()
    await tap(page, 'Not yet')
    const given = (await untilTyped('rating.given', 2)) as GainloopEvent<'gainloop.rating.given'>[]
    expect(given.map(({ data }) => data.band)).toEqual(['reached', 'missed'])
    expect(new Set(given.map(({ data }) => data.rating)).size).toBe(1)
    expect(await page.getByText('This link was used already').count()).toBe(0)
  })
})

it('An answer by a link reaches the user’s own browser by the state, and is not asked for again there', async ({
  demo,
  newTab,
}) => {
  const laptop = await newTab()
  await sendCampaign(laptop.page, demo, 'data-sync=')
  await stateGoal(laptop.page)
  await untilStored(demo, 'gainloop.goal.stated')
  await laptop.page.goto('about:blank')

  demo.setClock(4 * DAY)
  const phone = await newTab({ viewport: PHONE })
  await phone.page.goto(`${demo.url}/demo/mail`)
  await phone.page.getByRole('link', { name: 'Answer in one tap' }).click()
  await question(phone.page).waitFor()
  // What was stated in the product is quoted here.
  expect(await card(phone.page).textContent()).toContain('More sales')
  await tap(phone.page, 'Not yet')
  await untilStored(demo, 'gainloop.rating.given')

  await laptop.page.goto(`${demo.url}/?data-sync=`)
  const codes = () =>
    laptop.page.evaluate(async () => {
      const { gainloop } = globalThis as unknown as {
        gainloop: { explain(): Promise<{ moment?: string; reasons: { code: string }[] }[]> }
      }
      const verdict = (await gainloop.explain()).find(({ moment }) => moment === 'c_42')
      return verdict?.reasons.map(({ code }) => code)
    })
  await until('the laptop to know', async () => (await codes())?.includes('answered'))
  expect(await question(laptop.page).count()).toBe(0)
  await phone.page.goto(`${demo.url}/demo/mail`)
  expect(await phone.page.getByRole('link', { name: 'Answer in one tap' }).count()).toBe(0)
  expect([...laptop.errors, ...phone.errors, ...phone.violations]).toEqual([])
})

const VIEWS = [
  { name: 'light, at 390 px', colorScheme: 'light', viewport: PHONE, language: 'en' },
  { name: 'dark, at 390 px', colorScheme: 'dark', viewport: PHONE, language: 'de' },
  { name: 'light, at 320 px', colorScheme: 'light', viewport: { width: 320, height: 700 }, language: 'de' },
  { name: 'dark, from right to left', colorScheme: 'dark', viewport: { width: 1280, height: 800 }, language: 'ar' },
] as const

describe.each(VIEWS)('in $name', ({ colorScheme, viewport, language }) => {
  it('axe-core finds nothing on the page of a link, and it does not scroll sideways', async ({ newTab }) => {
    // axe-core needs more than the page's policy allows; what that one refuses is a test of its own.
    const { page, errors } = await newTab({ colorScheme, viewport, bypassCSP: true })
    const looks = async (what: string) => {
      expect(await findings(page, 'html'), what).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(viewport.width)
    }
    const link = await linkOf({ language })
    await page.goto(link)
    await question(page).waitFor()
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      language,
      language === 'ar' ? 'rtl' : 'ltr',
    ])
    await looks('the question')
    await question(page).getByRole('radio').first().click()
    await untilTyped('rating.given')
    await page.goto(link)
    await card(page).getByRole('heading').first().waitFor()
    await looks('the lesson, on the second visit')
    await page.goto(link.slice(0, -5))
    await looks('a link that was cut off')
    expect(errors).toEqual([])
  })
})
