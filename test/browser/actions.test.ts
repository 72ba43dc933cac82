import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { products } from '../../demo/products'
import type { Band, Playbook } from '../../src/playbook/schema'
import { explained, mishaps } from './support/bare'
import { until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'

/** A way through one of the demo's products, as somebody does it who is trying it out. */
interface Way {
  product: string
  action: string
  /** Items to open in the product's navigation, then to press; `by itself` for what takes no action. */
  deed?: { menu: string; item?: string; press: string[] }
  goal?: string
  /** How the figures that come in are. */
  figures?: 'Good' | 'So-so' | 'Poor'
  /** Of the demo's clock. */
  jumps?: string[]
  /** The bar says something else meanwhile. */
  unguided?: boolean
  /** The option to choose; a figure to type; or the button of a card that opens with the figures. */
  answer: string | { typed: string } | { button: string }
  reason?: string
  /** What the endpoint gets of it. */
  rating: { scale: string; band: Band; value?: unknown; measuredBand?: Band; goal?: string }
  lesson: string
}

/** Among what is pressed: here the card asks for the goal. */
const GOAL = 'the goal'

const WAYS: Way[] = [
  {
    product: 'email-marketing',
    action: 'campaign.sent',
    deed: { menu: 'Campaigns', item: 'Spring sale', press: ['Send campaign', 'Send campaign now'] },
    goal: 'More sales',
    jumps: ['Three days later'],
    answer: 'Not yet',
    reason: 'Too few people opened it',
    rating: { scale: 'outcome', band: 'missed', value: 'not-yet', goal: 'sales' },
    lesson: 'subject-lines',
  },
  {
    product: 'email-marketing',
    action: 'list.imported',
    deed: { menu: 'Audience', item: 'Christmas market sign-ups', press: ['Import contacts'] },
    figures: 'Poor',
    jumps: ['One week later'],
    answer: 'Yes',
    rating: { scale: 'outcome', band: 'reached', value: 'yes', measuredBand: 'missed' },
    lesson: 'keep-the-list-healthy',
  },
  {
    product: 'email-marketing',
    action: 'automation.enabled',
    deed: { menu: 'Automations', press: ['Welcome series'] },
    goal: 'Lead to a first purchase',
    jumps: ['Two weeks later'],
    answer: 'Less than I hoped for',
    reason: 'Hardly anyone enters it',
    rating: { scale: 'attainment', band: 'partly', value: -1 },
    lesson: 'automation-done-for-you',
  },
  {
    product: 'ads-manager',
    action: 'ad.published',
    deed: { menu: 'Ads', item: 'Free eye test', press: ['Publish ad'] },
    goal: 'Bring enquiries',
    figures: 'Poor',
    jumps: ['Three days later'],
    answer: 'Not yet',
    reason: 'Hardly anyone sees it',
    rating: { scale: 'outcome', band: 'missed', value: 'not-yet', measuredBand: 'missed', goal: 'leads' },
    lesson: 'why-nobody-sees-it',
  },
  {
    product: 'ads-manager',
    action: 'flight.ended',
    deed: { menu: 'Flights', item: 'Autumn frames', press: ['End flight'] },
    goal: 'Earn more than it costs',
    figures: 'Good',
    jumps: ['Three days later'],
    answer: { button: 'Continue' },
    rating: { scale: 'metrics', band: 'reached', value: 'reached', measuredBand: 'reached', goal: 'profit' },
    lesson: 'grow-without-breaking-it',
  },
  {
    product: 'ads-manager',
    action: 'leads.delivered',
    deed: { menu: 'Lead forms', item: 'Book a fitting', press: ['Deliver leads'] },
    figures: 'So-so',
    jumps: ['Three days later'],
    answer: { typed: '38.50' },
    rating: { scale: 'number', band: 'reached', value: 38.5, measuredBand: 'partly' },
    lesson: 'grow-without-breaking-it',
  },
  {
    product: 'lead-capture',
    action: 'contact.captured',
    deed: { menu: 'Contacts', press: ['Three visitors sign up', GOAL, 'Three visitors sign up'] },
    goal: 'Regular readers',
    jumps: ['One week later'],
    answer: 'Partly',
    reason: "I don't know what to send them",
    rating: { scale: 'outcome', band: 'partly', value: 'partly' },
    lesson: 'what-to-send-first',
  },
  {
    product: 'lead-capture',
    action: 'popup.published',
    deed: { menu: 'Popups', item: '10% off the first order', press: ['Publish popup'] },
    figures: 'Poor',
    jumps: ['One week later'],
    answer: '2 of 5 stars',
    reason: 'Visitors find it annoying',
    rating: { scale: 'stars', band: 'missed', value: 2, measuredBand: 'missed' },
    lesson: 'popup-in-good-manners',
  },
  {
    product: 'lead-capture',
    action: 'form.published',
    deed: { menu: 'Forms', item: 'Cake order', press: ['Publish form'] },
    jumps: ['One week later'],
    answer: 'No',
    reason: 'The answers are no use',
    rating: { scale: 'thumbs', band: 'missed', value: 'down' },
    lesson: 'shorter-forms',
  },
  {
    product: 'uptime-monitor',
    action: 'watch.period',
    jumps: ['Five weeks later'],
    answer: 'Not yet',
    reason: 'The alert came, but nobody saw it',
    rating: { scale: 'outcome', band: 'missed', value: 'not-yet' },
    lesson: 'we-set-up-your-checks',
  },
  {
    product: 'uptime-monitor',
    action: 'incident.closed',
    deed: { menu: 'Incidents', item: 'Checkout answers 502', press: ['Close incident'] },
    jumps: ['Three days later'],
    answer: '7',
    rating: { scale: 'ease', band: 'reached', value: 7 },
    lesson: 'quiet-is-a-result',
  },
  {
    product: 'uptime-monitor',
    action: 'quarter.closed',
    // The periods of the watch end on the way, and nobody answers.
    jumps: ['Five weeks later', 'Five weeks later', 'Two weeks later', 'One week later'],
    unguided: true,
    answer: '9',
    rating: { scale: 'nps', band: 'reached', value: 9 },
    lesson: 'quiet-is-a-result',
  },
]

const playbookOf = (id: string): Playbook => JSON.parse(readFileSync(`demo/playbooks/${id}.json`, 'utf8'))
const english = (text: unknown): string => (typeof text === 'string' ? text : (text as { en: string }).en)

describe.each(products)('$name', ({ id, name, kind }) => {
  const playbook = playbookOf(id)
  const ways = WAYS.filter(({ product }) => product === id)

  it('has a way to each of its actions here', () => {
    expect(ways.map(({ action }) => action).sort()).toEqual(Object.keys(playbook.actions).sort())
  })

  it.for(ways)('leads from the click in the product to the stored rating: $action', async (way, { demo, tab }) => {
    const { action, deed, goal, figures, jumps = [], unguided, answer, reason, rating, lesson } = way
    const { page } = tab
    const card = page.getByRole('region', { name: `${english(playbook.name)}. Press F8`, exact: false })
    const clock = page.getByRole('group', { name: 'Clock' })
    const next = page.locator('#next')
    const stateGoal = async (): Promise<void> => {
      await card.getByRole('radio', { name: `${goal}` }).click()
      await untilStored(demo, 'gainloop.goal.stated')
      await card.waitFor({ state: 'detached' })
    }
    await page.goto(demo.url)
    await page.getByLabel('Product').selectOption({ label: `${name} · ${kind}` })
    await page.getByRole('navigation', { name }).waitFor()
    // Its script is there: nobody is as fast as a test.
    await page.waitForLoadState()

    if (deed) {
      await page.getByRole('navigation', { name }).getByRole('link', { name: deed.menu }).click()
      if (deed.item) await page.getByRole('main').getByRole('link', { name: deed.item }).click()
      await page.waitForLoadState()
      for (const press of deed.press) {
        if (press === GOAL) {
          await stateGoal()
          continue
        }
        const button = page
          .getByRole('main')
          .getByRole(deed.item || press.includes(' visitors ') ? 'button' : 'switch', {
            name: press,
            exact: true,
          })
        await button.first().click()
      }
      await untilStored(demo, 'gainloop.action.completed')
    }
    if (goal && !deed?.press.includes(GOAL)) await stateGoal()
    if (figures) {
      await page.getByRole('button', { name: figures, exact: true }).click()
      await untilStored(demo, 'gainloop.result.measured')
    }
    // A period begins when the page's first visit is written down, and not before.
    if (!deed)
      await until('the period to have begun', async () =>
        (await explained(page)).some((verdict) => verdict.action === action && verdict.moment),
      )
    for (const label of jumps) {
      if (!unguided) await until(`the bar to name “${label}”`, async () => (await next.textContent())?.includes(label))
      const date = await clock.getByRole('time').textContent()
      await clock.getByRole('button', { name: label }).click()
      await until('the jump', async () => (await clock.getByRole('time').textContent()) !== date)
      await page.waitForLoadState()
    }

    if (typeof answer === 'string') await card.getByRole('radio', { name: answer, exact: true }).click()
    else if ('button' in answer) await card.getByRole('button', { name: answer.button }).click()
    else {
      await card.getByRole('spinbutton').or(card.getByRole('textbox')).first().fill(answer.typed)
      await card.getByRole('textbox').or(card.getByRole('spinbutton')).first().press('Enter')
    }
    const [given] = await untilStored(demo, 'gainloop.rating.given')
    expect(given?.data).toMatchObject({ action, ...rating })
    if (reason) {
      await card.getByRole('checkbox', { name: reason }).check()
      await card.getByRole('button', { name: 'Continue' }).click()
    } else if (playbook.actions[action]?.ask.comment !== false) await card.getByRole('button', { name: 'Skip' }).click()

    const title = playbook.lessons.find((one) => one.id === lesson)?.title
    await card.getByRole('heading', { name: english(title) }).waitFor()
    const [shown] = await untilStored(demo, 'gainloop.lesson.shown')
    expect(shown?.data).toMatchObject({ lesson, rating: given?.data.rating })
    expect(mishaps(tab)).toEqual([])
  })
})
