/** The ideas the product grew from, each as a user meets it, on the built files and a real receiver. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Action, Lesson, Playbook } from '../../src/playbook/schema'
import { addressOf, bareCard, choose, explained, mishaps, press } from './support/bare'
import { storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { call, type Visit } from './support/visit'

const WEEK = 7 * DAY
const BAD: Lesson['for'] = { bands: ['missed', 'partly'] }
const GOOD: Lesson['for'] = { bands: ['reached'] }
const tips = (id: string, title: string, more: Partial<Lesson> = {}): Lesson =>
  ({ id, kind: 'tips', title, points: ['One'], for: {}, ...more }) as Lesson

const idea = (actions: Record<string, Action>, lessons: Lesson[], more: Partial<Playbook> = {}): Playbook => ({
  version: 1,
  id: 'idea',
  name: 'Bare',
  limits: { cooldown: '0s', perSession: 9, per30Days: 9, sameAction: { answered: '0s' } },
  actions,
  lessons,
  ...more,
})

interface Story {
  demo: Demo
  visit: Visit
  page: Page
  card: Locator
  /** The user comes back that much later. */
  later(ms: number): Promise<void>
}

const it = fixtures.extend<{ story: (playbook: Playbook, traits?: Record<string, unknown>) => Promise<Story> }>({
  story: ({ startBare, newTab }, use) =>
    use(async (playbook, traits = {}) => {
      const demo = await startBare(playbook)
      const visit = await newTab()
      const { page } = visit
      const come = async (): Promise<void> => {
        await page.goto(addressOf(demo))
        await call(page, 'identify', { id: 'u_1', traits, token: demo.token('u_1') })
        await explained(page)
      }
      await come()
      let clock = 0
      const later = async (ms: number): Promise<void> => {
        // What was called before is written down.
        await explained(page)
        clock += ms
        demo.setClock(clock)
        await come()
      }
      return { demo, visit, page, card: bareCard(page), later }
    }),
})

const title = (card: Locator, name: string): Promise<void> => card.getByRole('heading', { name }).waitFor()

it('A campaign: if its result was bad, there is something to do; if it was good, it says so and still teaches', async ({
  story,
}) => {
  const { page, card, visit, later } = await story(
    idea(
      {
        'campaign.sent': {
          ask: { question: 'Did “{{moment.label}}” bring sales?', when: { after: '3d' }, comment: false },
        },
      },
      [
        tips('better', 'Write the subject line last', { for: BAD }),
        tips('again', 'Let’s make sure the next one goes as well', { for: GOOD }),
      ],
    ),
  )
  await call(page, 'track', 'campaign.sent', { id: 'c_1', label: 'Spring sale' })
  await later(3 * DAY)
  await choose(page, 'Not yet')
  await title(card, 'Write the subject line last')
  await press(page, 'Done')
  await call(page, 'track', 'campaign.sent', { id: 'c_2', label: 'Autumn sale' })
  await later(3 * DAY)
  await choose(page, 'Yes')
  await title(card, 'Let’s make sure the next one goes as well')
  expect(mishaps(visit)).toEqual([])
})

it('Ads whose results the vendor pulls: the figures tell, and what was not reached leads to a lesson', async ({
  story,
}) => {
  const { demo, page, card, later } = await story(
    idea(
      {
        'ad.published': {
          metrics: {
            clicks: {
              label: 'Click rate',
              unit: 'percent',
              better: 'higher',
              reached: { $gte: 0.03 },
              missed: { $lt: 0.01 },
            },
          },
          ask: { when: { after: '7d' }, judge: 'metrics', comment: false },
        },
      },
      [tips('crowd', 'Show it to a smaller crowd')],
    ),
  )
  await call(page, 'track', 'ad.published', { id: 'ad_1', label: 'Free eye test' })
  await later(2 * DAY)
  await call(page, 'result', 'ad_1', { clicks: 0.004 })
  await card.getByText('0.4%').waitFor()
  expect(await card.getByRole('radio').count()).toBe(0)
  await press(page, 'Continue')
  await title(card, 'Show it to a smaller crowd')
  expect((await untilStored(demo, 'gainloop.rating.given'))[0]?.data).toMatchObject({
    band: 'missed',
    scale: 'metrics',
  })
})

it('A week of lead capture: “You grew your list by 100 contacts this week. Attend this webinar …”, without a question', async ({
  story,
}) => {
  const { demo, page, card, later } = await story(
    idea(
      {
        'contact.captured': {
          metrics: {
            contacts: { label: 'New contacts', unit: 'number', better: 'higher', from: 'sum', reached: { $gte: 50 } },
          },
          ask: { when: { digest: { every: '1w', sum: 'contacts', atLeast: 10 } }, judge: 'metrics', comment: false },
        },
      },
      [
        {
          ...{ id: 'five-ways', kind: 'webinar', title: 'Five ways to get the most out of new contacts' },
          ...{ starts: '2126-01-01T10:00:00Z', ends: '2126-01-01T11:00:00Z', url: 'https://example.com/webinar' },
          why: 'You grew your list by {{metrics.contacts}} contacts this week.',
          for: GOOD,
        } as Lesson,
        tips('form', 'Put the form where people look', { for: BAD }),
      ],
    ),
  )
  await call(page, 'track', 'contact.captured', { id: 'popup', properties: { contacts: 60 } })
  await call(page, 'track', 'contact.captured', { id: 'form', properties: { contacts: 40 } })
  await later(WEEK)
  await card.getByText('New contacts').waitFor()
  await press(page, 'Continue')
  await title(card, 'Five ways to get the most out of new contacts')
  await card.getByText('You grew your list by 100 contacts this week.').waitFor()
  const [shown] = await untilStored(demo, 'gainloop.ask.shown')
  expect(shown?.data.period).toBeDefined()
})

it('Passive monitoring, where the user does nothing: the month’s figures come, and are told', async ({ story }) => {
  const { page, card, later } = await story(
    idea(
      {
        'sites.watched': {
          metrics: {
            uptime: {
              label: 'Uptime',
              unit: 'percent',
              better: 'higher',
              reached: { $gte: 0.999 },
              missed: { $lt: 0.99 },
            },
          },
          ask: { when: { every: '4w' }, judge: 'metrics', comment: false },
        },
      },
      [
        tips('quiet', 'A quiet month is a result', { for: GOOD }),
        tips('first', 'Mend the site that fails first', { for: BAD }),
      ],
    ),
  )
  await call(page, 'result', 'sites.watched', { uptime: 0.9995 })
  await later(4 * WEEK)
  await card.getByText('You reached what you aimed for.').waitFor()
  await press(page, 'Continue')
  await title(card, 'A quiet month is a result')
})

it('A CRM in constant use: a goal for the week, its figures, and the gain from the user’s own start', async ({
  story,
}) => {
  const { demo, page, card, later } = await story(
    idea(
      {
        'pipeline.worked': {
          goal: { question: 'What should this week bring?', options: [{ id: 'close', label: 'Deals closed' }] },
          metrics: {
            winRate: { label: 'Win rate', unit: 'percent', better: 'higher' },
            daysToClose: { label: 'Days to close', unit: 'duration', better: 'lower' },
          },
          ask: { question: 'Was it a good week for “{{goal}}”?', when: { every: '1w' }, comment: false },
        },
      },
      [
        tips('next', 'Ask for the next step', {
          why: 'Well done.[[ You went from {{gain.daysToClose.from}} to {{gain.daysToClose.to}}.]]',
        }),
      ],
    ),
  )
  await card.getByRole('radio', { name: 'Deals closed' }).click()
  await untilStored(demo, 'gainloop.goal.stated')
  await call(page, 'result', 'pipeline.worked', { winRate: 0.2, daysToClose: 23 * 86_400 })
  await untilStored(demo, 'gainloop.result.measured')
  await later(WEEK)
  await card.getByRole('radiogroup', { name: 'Was it a good week for “Deals closed”?' }).waitFor()
  await choose(page, 'Yes')
  await title(card, 'Ask for the next step')
  await card.getByText('Well done.', { exact: true }).waitFor()
  await press(page, 'Done')
  await card.waitFor({ state: 'detached' })

  await card.getByRole('radio', { name: 'Deals closed' }).click()
  await until('the second goal', async () => (await storedOf(demo, 'gainloop.goal.stated')).length === 2)
  await call(page, 'result', 'pipeline.worked', { daysToClose: 12 * 86_400 })
  await until('the second result', async () => (await storedOf(demo, 'gainloop.result.measured')).length === 2)
  await later(WEEK)
  await choose(page, 'Yes')
  await card.getByText('Well done. You went from 23 days to 12 days.', { exact: true }).waitFor()
})

it('A project: asked once its result is known, months later, and the user’s plan comes back when they begin the next', async ({
  story,
}) => {
  const { demo, page, card, later } = await story(
    idea(
      {
        'project.closed': {
          ask: { question: 'Did “{{moment.label}}” pay off?', when: { on: 'result' }, comment: false },
        },
      },
      [
        tips('scope', 'Agree on the scope first', {
          commit: 'Next time I open a project, I’ll write down what is out of scope.',
        }),
      ],
    ),
  )
  await call(page, 'track', 'project.closed', { id: 'p_1', label: 'New office' })
  await later(90 * DAY)
  expect(await card.count()).toBe(0)
  await call(page, 'result', 'p_1', { margin: 0.1 })
  await choose(page, 'Partly')
  await title(card, 'Agree on the scope first')
  await press(page, "That's my plan")
  await untilStored(demo, 'gainloop.commitment.made')
  await press(page, 'Done')
  await card.waitFor({ state: 'detached' })

  await later(7 * DAY)
  await call(page, 'begin', 'project.closed')
  await page.getByText('Next time I open a project, I’ll write down what is out of scope.').first().waitFor()
  await call(page, 'track', 'project.closed', { id: 'p_2', label: 'New shop' })
  await call(page, 'result', 'p_2', { margin: 0.2 })
  await card.getByText('Did you?').first().waitFor()
})

it('Free or done for you, each in the form that fits: “those are customers, not problems”', async ({ story }) => {
  const { demo, page, card, later } = await story(
    idea(
      { 'page.published': { ask: { question: 'Did it sell?', when: { after: '1d' }, comment: false } } },
      [
        tips('yourself', 'Put one promise at the top'),
        {
          id: 'for-you',
          kind: 'service',
          title: 'We write it for you',
          offer: 'Two days, one page.',
          price: '€240',
          for: {},
        } as Lesson,
        tips('expert', 'Test two promises against each other', { for: { segments: ['experts'] } }),
      ],
      { segments: { experts: { 'traits.pages': { $gte: 50 } } } },
    ),
  )
  await call(page, 'track', 'page.published', { id: 'a' })
  await later(DAY)
  await choose(page, 'Not yet')
  await title(card, 'Put one promise at the top')
  await card.getByRole('button', { name: /done for you/i }).click()
  await title(card, 'We write it for you')
  expect((await untilStored(demo, 'gainloop.preference.stated'))[0]?.data).toMatchObject({ kind: 'service' })
  await press(page, 'Done')
  // What the user took is what they are offered from now on, over all actions.
  await call(page, 'track', 'page.published', { id: 'b' })
  await later(DAY)
  await choose(page, 'Not yet')
  await title(card, 'We write it for you')
})

it('An expert gets the lesson of an expert', async ({ story }) => {
  const { page, card, later } = await story(
    idea(
      { 'page.published': { ask: { question: 'Did it sell?', when: { after: '1d' }, comment: false } } },
      [
        tips('yourself', 'Put one promise at the top'),
        tips('expert', 'Test two promises against each other', { for: { segments: ['experts'] } }),
      ],
      { segments: { experts: { 'traits.pages': { $gte: 50 } } } },
    ),
    { pages: 80 },
  )
  await call(page, 'track', 'page.published', { id: 'a' })
  await later(DAY)
  await choose(page, 'Not yet')
  await title(card, 'Test two promises against each other')
})
