/** Two companies, five users, each on a machine of their own. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, codesOf, explained, mishaps, playbookWith, press } from './support/bare'
import { stored, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { call, flushed, type Visit } from './support/visit'

const playbook: Playbook = {
  ...playbookWith(['now'], { perAccount: { asks: 2, per: '30d' } }),
  segments: { 'large-companies': { 'account.traits.seats': { $gte: 100 } } },
}
const question = 'How does “{{account.traits.name}}” like “{{moment.label}}”?'
playbook.actions = { now: { ask: { ...playbook.actions.now?.ask, question, when: { after: '0s' }, expires: '90d' } } }

const it = fixtures.extend<{ user: (demo: Demo, id: string, account: string) => Promise<Visit> }>({
  user: ({ newTab }, use) =>
    use(async (demo, id, account) => {
      const visit = await newTab()
      await visit.page.goto(addressOf(demo, { sync: '' }))
      const named = { id: account, traits: { name: account.toUpperCase(), seats: account === 'acme' ? 200 : 3 } }
      await call(visit.page, 'identify', { id, account: named, token: demo.token(id, account) })
      await explained(visit.page)
      return visit
    }),
})

interface Told {
  reasons: { message: string }[]
}

const send = (page: Page, label: string) => call(page, 'track', 'now', { id: label, label })

/** Is asked, answers, and goes. */
async function answers(demo: Demo, { page }: Visit, label: string, company: string): Promise<void> {
  await send(page, label)
  await page.getByRole('radiogroup', { name: `How does “${company}” like “${label}”?` }).waitFor()
  await choose(page, 'Yes')
  await press(page, 'Skip')
  await press(page, 'Done')
  await bareCard(page).waitFor({ state: 'detached' })
  await flushed(page)
  await until('the rating', async () =>
    (await stored(demo)).some(
      ({ type, data }) => type === 'gainloop.rating.given' && (data as { moment?: string }).moment === label,
    ),
  )
}

it('The third colleague is not asked, on another machine, and explain says why; the other company is', async ({
  startBare,
  user,
}) => {
  const demo = await startBare(playbook)
  const one = await user(demo, 'u_1', 'acme')
  await answers(demo, one, 'of one', 'ACME')
  const two = await user(demo, 'u_2', 'acme')
  await answers(demo, two, 'of two', 'ACME')

  const three = await user(demo, 'u_3', 'acme')
  await send(three.page, 'of three')
  await until('the third to be told why', async () => (await codesOf(three.page, 'of three')) === 'account-limit')
  const verdict = (await explained(three.page)).find(({ moment }) => moment === 'of three') as Told | undefined
  expect(verdict?.reasons[0]?.message).toMatch(
    /^Not asked: users of the account "acme" were shown 2 asks within 30 days/,
  )
  expect(await bareCard(three.page).count()).toBe(0)

  const four = await user(demo, 'u_4', 'bolt')
  await answers(demo, four, 'of four', 'BOLT')
  const five = await user(demo, 'u_5', 'bolt')
  await answers(demo, five, 'of five', 'BOLT')

  const events = await stored(demo)
  for (const { subject, data } of events) {
    const company = ['u_4', 'u_5'].includes(subject) ? 'bolt' : 'acme'
    expect(data).toMatchObject({ account: company, segments: company === 'acme' ? ['large-companies'] : [] })
  }
  expect(JSON.stringify(events), 'traits stay in the browser').not.toContain('200')

  // A month later the third is asked after all.
  demo.setClock(31 * DAY)
  await three.page.reload()
  await call(three.page, 'identify', { id: 'u_3', token: demo.token('u_3', 'acme') })
  await three.page.getByRole('radiogroup', { name: 'How does “ACME” like “of three”?' }).waitFor()
  expect(mishaps(one, two, three, four, five)).toEqual([])
})

it('An account that the token does not vouch for is told, and nothing is lost', async ({ startBare, newTab }) => {
  const demo = await startBare(playbookWith(['now']))
  const visit = await newTab()
  await visit.page.goto(addressOf(demo))
  await call(visit.page, 'identify', { id: 'u_1', account: { id: 'bolt' }, token: demo.token('u_1', 'acme') })
  await send(visit.page, 'Sale')
  await asked(visit.page, 'Sale').waitFor()
  await choose(visit.page, 'Yes')
  const [rating] = await untilStored(demo, 'gainloop.rating.given')
  expect(rating?.data).not.toHaveProperty('account')
  await until('the vendor’s engineer to be told', () => visit.said.some((line) => line.includes('other account')))
})

it.for<[string, unknown, string]>([
  ['a string', 'acme', 'expected account to be { id, traits? }, got a string'],
  ['no id', { traits: {} }, 'identify: account: expected an id'],
  ['a list', [{ id: 'acme' }], 'got a list'],
])(
  'An account that is %s is told, and the user is named all the same',
  async ([, account, message], { startBare, newTab }) => {
    const demo = await startBare(playbookWith(['now']))
    const visit = await newTab()
    await visit.page.goto(addressOf(demo))
    await call(visit.page, 'identify', { id: 'u_1', account, token: demo.token('u_1') })
    await send(visit.page, 'Sale')
    const [completed] = await untilStored(demo, 'gainloop.action.completed')
    expect(completed).toMatchObject({ subject: 'u_1' })
    expect(completed?.data).not.toHaveProperty('account')
    await until('the vendor’s engineer to be told', () => visit.said.join().includes(message))
  },
)
