/** What a user plans at a lesson comes back at the next ask, before the question. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findings } from './support/axe'
import { createDemo } from './support/demo'
import { untilStored } from './support/endpoint'
import { answer, card, explain, lessonTitle, PATHS, question, reachQuestion } from './support/journey'
import { launch } from './support/launch'
import { call, visit } from './support/visit'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

it.each(['module', 'all'])('“Last time you planned …” comes first, and then the question (%s)', async (build) => {
  // axe-core needs more than the strictest policy allows.
  const demo = await createDemo({ policy: "object-src 'none'" })
  const context = await browser.newContext()
  const { page, errors, said } = await visit(context)
  const [path] = PATHS
  if (!path) throw new Error('No path')

  await reachQuestion(page, demo, `build=${build}`)
  await answer(page, path.answer)
  await explain(page, path.reason)
  await lessonTitle(page, path.title).waitFor()
  await card(page).getByRole('button', { name: "That's my plan" }).click()
  const [made] = await untilStored(demo, 'gainloop.commitment.made')
  await card(page).getByRole('button', { name: 'Done', exact: true }).click()

  await page.reload()
  const sent = { id: 'c_50', label: 'Summer sale', properties: { recipients: 100 } }
  await call(page, 'track', 'campaign.sent', sent)
  await call(page, 'ask', 'c_50')
  const review = card(page).getByRole('group', { name: 'Last time you planned:' })
  await review.waitFor()
  expect(await card(page).getByRole('heading').textContent()).toContain(made?.data.text)
  expect(await findings(page, 'gainloop-card')).toEqual([])
  await review.getByRole('button', { name: 'Partly', exact: true }).click()

  await question(page, 'Summer sale').waitFor()
  const [reviewed] = await untilStored(demo, 'gainloop.commitment.reviewed')
  expect(reviewed?.data).toMatchObject({ lesson: made?.data.lesson, text: made?.data.text, did: 'partly' })
  expect([...errors, ...said]).toEqual([])

  // Looked back on once: the next ask begins with its question.
  await call(page, 'ask', 'c_50')
  await question(page, 'Summer sale').waitFor()
  expect(await review.count()).toBe(0)
  await context.close()
  await demo.close()
})
