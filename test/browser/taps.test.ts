/** What the card costs its user, in taps. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, explain, lessonTitle, PATHS, reachQuestion, sendCampaign, stateGoal } from './support/journey'

/** Counts the taps on the card, from the page's first moment on and over every page of the tab. */
const countTaps = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    addEventListener(
      'pointerdown',
      ({ target }) => {
        if (!(target instanceof Element) || target.localName !== 'gainloop-card') return
        sessionStorage.setItem('test-taps', `${Number(sessionStorage.getItem('test-taps')) + 1}`)
      },
      true,
    )
  })
const taps = (page: Page): Promise<number> => page.evaluate(() => Number(sessionStorage.getItem('test-taps')))

const [, , MISSED] = PATHS
if (!MISSED) throw new Error('No path')

it('the fullest path takes seven taps at most: goal, answer, reason, comment, lesson, plan, and that it helped', async ({
  demo,
  tab,
}) => {
  const { page } = tab
  await countTaps(page)
  await sendCampaign(page, demo)
  await stateGoal(page)
  await untilStored(demo, 'gainloop.goal.stated')
  await page.getByRole('button', { name: 'Three days later' }).click()
  await answer(page, MISSED.answer)
  // Into the field, as a finger goes there. Typing is no tap.
  await card(page).getByRole('textbox').click()
  await page.keyboard.type('Sent it on a Sunday')
  await explain(page, MISSED.reason)
  await lessonTitle(page, MISSED.title).waitFor()
  await card(page).getByRole('button', { name: "That's my plan" }).click()
  await card(page).getByRole('button', { name: 'That helped' }).click()

  const [judged] = await untilStored(demo, 'gainloop.lesson.judged')
  expect(judged?.data.useful).toBe(true)
  const [explained] = await untilStored(demo, 'gainloop.rating.explained')
  expect(explained?.data).toMatchObject({ obstacles: [MISSED.reasonId], comment: 'Sent it on a Sunday' })
  await untilStored(demo, 'gainloop.commitment.made')
  const count = await taps(page)
  console.log(`the fullest path: ${count} taps`)
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThanOrEqual(7)
})

it('the quickest path from the question to the lesson takes two taps', async ({ demo, tab }) => {
  const { page } = tab
  await countTaps(page)
  await reachQuestion(page, demo)
  const before = await taps(page)
  await answer(page, MISSED.answer)
  await card(page).getByRole('button', { name: 'Skip' }).click()
  await card(page).getByRole('button', { name: 'That helped' }).waitFor()
  expect((await taps(page)) - before).toBe(2)
})
