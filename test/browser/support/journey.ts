/** The steps of the journey through the demo's email product, each as a person does it. */
import type { Locator, Page } from 'playwright-core'
import type { Demo } from '../../../demo/server'
import type { Band } from '../../../src/playbook/schema'
import { explained } from './bare'
import { untilStored } from './endpoint'

export const DAY = 86_400_000

/** One row for each band: what is answered, why, and what is to come of it. */
export const PATHS: readonly {
  answer: string
  band: Band
  reason: string
  reasonId: string
  lesson: string
  title: string
}[] = [
  {
    answer: 'Yes',
    band: 'reached',
    reason: 'The subject line',
    reasonId: 'subject-line',
    lesson: 'make-the-next-one-do-as-well',
    title: "Awesome. Let's make sure the next one does as well",
  },
  {
    answer: 'Partly',
    band: 'partly',
    reason: 'It was opened, but hardly anyone clicked',
    reasonId: 'few-clicks',
    lesson: 'one-email-one-action',
    title: 'One email, one action',
  },
  {
    answer: 'Not yet',
    band: 'missed',
    reason: 'Too many people unsubscribed',
    reasonId: 'unsubscribes',
    lesson: 'fewer-goodbyes',
    title: 'Fewer goodbyes without hiding the exit',
  },
]

export const card = (page: Page): Locator => page.getByRole('region', { name: 'Better campaigns' })

/** The question about a campaign's result. */
export const question = (page: Page, label = 'Spring sale'): Locator =>
  card(page).getByRole('radiogroup', { name: new RegExp(`You sent “.?${label}.?” on`) })

/** Opens the draft and sends it. The goal step shows after it. */
export async function sendCampaign(page: Page, demo: Demo, choices = '', id = 'c_42'): Promise<void> {
  await page.goto(`${demo.url}/campaigns/${id}?${choices}`)
  await page.getByRole('button', { name: 'Send campaign', exact: true }).click()
  await page.getByRole('button', { name: 'Send campaign now' }).click()
}

export async function stateGoal(page: Page, goal = 'More sales'): Promise<void> {
  await card(page).getByRole('radio', { name: goal }).click()
  await card(page).waitFor({ state: 'detached' })
}

/**
 * Sends a campaign, states the goal, and comes back three days later to the question.
 * @param arrives false where the endpoint gets nothing, so that nobody waits for it.
 */
export async function reachQuestion(page: Page, demo: Demo, choices = '', arrives = true): Promise<void> {
  await sendCampaign(page, demo, choices)
  await stateGoal(page)
  if (arrives) await untilStored(demo, 'gainloop.goal.stated')
  // Answers once what came before is written down.
  else await explained(page)
  await page.getByRole('button', { name: 'Three days later' }).click()
  await question(page).waitFor()
}

export const answer = (page: Page, name: string): Promise<void> =>
  question(page).getByRole('radio', { name, exact: true }).click()

export async function explain(page: Page, reason: string, comment?: string): Promise<void> {
  await card(page).getByRole('group').getByRole('checkbox', { name: reason }).check()
  if (comment) await card(page).getByRole('textbox').fill(comment)
  await card(page).getByRole('button', { name: 'Continue' }).click()
}

export const lessonTitle = (page: Page, title: string): Locator => card(page).getByRole('heading', { name: title })
