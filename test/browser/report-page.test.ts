import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { SignJWT } from 'jose'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { createReceiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from '../receiver/events'
import { findings } from './support/axe'
import { it } from './support/fixtures'

const SECRET = 'a secret of at least thirty-two bytes'
const MARCH = Date.parse('2025-03-03T09:00:00Z')
const LONG = `campaign-${'with-a-very-long-name-'.repeat(6)}`

const store = sqliteStore(':memory:')
const empty = sqliteStore(':memory:')
const servers: Server[] = []
/** The page without a secret, with one, and with nothing stored. */
let open: string
let closed: string
let bare: string

async function serve(options: Parameters<typeof createReceiver>[0]): Promise<string> {
  const receiver = createReceiver({ ...options, basePath: '/api/gainloop', log: () => {} })
  const server = createServer(getRequestListener(receiver.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/gainloop/report`
}

beforeAll(async () => {
  const users = Array.from({ length: 80 }, (_, index) => index)
  await store.append(
    users.flatMap((index) => {
      const subject = `u_${index}`
      const shown = index % 2 === 0
      return [
        storedEvent('action.completed', { subject, at: MARCH }),
        storedEvent('rating.given', { subject, at: MARCH, data: { band: index % 3 ? 'missed' : 'reached' } }),
        storedEvent('rating.explained', { subject, at: MARCH, data: { obstacles: [index % 4 ? 'opens' : LONG] } }),
        storedEvent(shown ? 'lesson.shown' : 'lesson.withheld', { subject, at: MARCH }),
        storedEvent('rating.given', {
          ...{ subject, at: MARCH + 1 },
          data: { moment: 'c_2', rating: 'r_2', band: shown || index % 3 ? 'reached' : 'missed' },
        }),
      ]
    }),
  )
  await store.append([
    storedEvent('action.completed', { data: { action: LONG } }),
    storedEvent('action.completed', { data: { action: '<img src=x onerror=alert(1)>' } }),
    storedEvent('lesson.shown', { data: { lesson: LONG, kind: 'service', action: LONG } }),
  ])
  open = await serve({ store })
  closed = await serve({ store, secret: SECRET })
  bare = await serve({ store: empty })
})
afterAll(async () => {
  for (const server of servers) server.close()
  await store.close()
  await empty.close()
})

const tokenOf = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(SECRET))

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const actions = (page: Page) =>
  page.getByRole('table', { name: 'Moments of each action' }).getByRole('rowheader').allTextContents()
const giveToken = async (page: Page, token: string) => {
  await page.getByLabel('Service token').fill(token)
  await page.getByRole('button', { name: 'Open the report' }).click()
}

const VIEWS = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: 'light at 320 px', colorScheme: 'light', width: 320 },
  { name: 'dark at 320 px', colorScheme: 'dark', width: 320 },
] as const

describe.each(VIEWS)('in $name', ({ colorScheme, width }) => {
  it('axe-core finds nothing on any page of the report, and none scrolls sideways', async ({ newTab }) => {
    // axe-core needs more than the page's policy allows; what that one refuses is a test of its own.
    const { page } = await newTab({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
    const looks = async (what: string) => {
      expect(await findings(page, 'html'), what).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(width)
    }
    const service = await tokenOf({ scope: 'server' })
    await page.goto(open)
    await looks('with data')
    await page.goto(`${open}?action=${LONG}&from=2025-03-01T00:00:00Z`)
    await looks('filtered')
    await page.goto(bare)
    await looks('empty')
    await page.goto(`${open}?from=2025-03-02&to=2025-03-01`)
    await looks('a filter that can not be meant')
    await page.goto(`${closed}?action=${LONG}`)
    await looks('asking for a token')
    await giveToken(page, 'nonsense')
    await looks('a wrong token')
    await giveToken(page, service)
    await looks('with a token')
  })
})

it('The page runs nothing, loads nothing, and breaks no policy; its style is there', async ({ newTab }) => {
  const { page, violations, errors, fetched } = await newTab()
  await page.goto(open)
  expect(await actions(page)).toEqual(['campaign.sent', '<img src=x onerror=alert(1)>', LONG])
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxInlineSize)).toBe('1216px')
  expect([violations, errors, fetched]).toEqual([[], [], ['/api/gainloop/report']])
  expect(await page.locator('script, img').count()).toBe(0)
})

it('The form filters, keeps what was chosen, and lets go of it', async ({ newTab }) => {
  const { page, violations } = await newTab()
  await page.goto(open)
  await page.getByLabel('From').fill('2025-03-01')
  await page.getByLabel('Action', { exact: true }).fill('campaign.sent')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByText('Moments completed from 1 March 2025 (UTC); action campaign.sent.').waitFor()
  expect(await actions(page)).toEqual(['campaign.sent'])
  expect(await page.getByLabel('From').inputValue()).toBe('2025-03-01')
  const json = await page.getByRole('link', { name: 'as JSON' }).evaluate((link) => (link as HTMLAnchorElement).href)
  expect((await (await fetch(json)).json()).actions).toHaveLength(1)

  await page.getByLabel('From').fill('2025-04-01')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await heading(page, 'Nothing found').waitFor()
  await page.getByRole('button', { name: 'Show everything' }).click()
  await heading(page, 'Actions').waitFor()
  expect(await actions(page)).toHaveLength(3)
  expect(violations).toEqual([])
})

it('With a secret the page asks for a service token, keeps it out of every address and cookie, and filters on', async ({
  newTab,
}) => {
  const { page, violations, errors } = await newTab()
  const service = await tokenOf({ scope: 'server' })
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))

  expect((await page.goto(`${closed}?action=campaign.sent`))?.status()).toBe(401)
  await giveToken(page, await tokenOf({ sub: 'u_1' }))
  await page.getByRole('alert').getByText('That is a user’s token').waitFor()
  await giveToken(page, service)
  await heading(page, 'Actions').waitFor()
  expect(await actions(page)).toEqual(['campaign.sent'])

  await page.getByLabel('Action', { exact: true }).fill(LONG)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByText(`action ${LONG}`).waitFor()
  expect(await actions(page)).toEqual([LONG])
  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.getByText('at any time.').waitFor()
  expect(await actions(page)).toHaveLength(3)

  expect(addresses.filter((address) => address.includes(service))).toEqual([])
  expect([await page.context().cookies(), violations, errors]).toEqual([[], [], []])
})

it('A link on another site leads to a page that leads to the report', async ({ newTab }) => {
  const { page } = await newTab()
  await page.goto(`data:text/html,<a href="${open}">The report</a>`)
  const answer = page.waitForResponse(open)
  await page.getByRole('link').click()
  expect((await answer).status()).toBe(403)
  await page.getByRole('link', { name: 'Open the report' }).click()
  await heading(page, 'Actions').waitFor()
})

it('On paper there are no forms, and nothing is cut off', async ({ newTab }) => {
  const { page } = await newTab({ viewport: { width: 680, height: 900 } })
  await page.goto(open)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button').count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(680)
  expect(await page.getByText('Moments completed at any time.').isVisible()).toBe(true)
})
