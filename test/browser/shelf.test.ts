import { expect } from 'vitest'
import { untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, explain, lessonTitle, reachQuestion } from './support/journey'
import { call } from './support/visit'

it.for(['module', 'all'])(
  'lessons() lists what was shown, finished and planned, and opens it again (%s)',
  async (build, { demo, tab }) => {
    const { page, errors, violations, said } = tab
    const list = card(page).getByRole('heading', { name: 'Your lessons' })
    const title = 'Does the page keep what the email promised?'

    await page.goto(`${demo.url}/?build=${build}`)
    await page.getByRole('button', { name: 'Your lessons' }).click()
    await list.waitFor()
    await card(page).getByText('Nothing here yet.').waitFor()
    await card(page).getByRole('button', { name: 'Close' }).click()

    await reachQuestion(page, demo)
    await answer(page, 'Partly')
    await explain(page, 'People clicked, but hardly anyone bought')
    await lessonTitle(page, title).waitFor()
    await card(page).getByRole('checkbox').first().check()
    await card(page).getByRole('button', { name: "That's my plan" }).click()
    await untilStored(demo, 'gainloop.commitment.made')
    await page.reload()

    await call(page, 'lessons')
    await list.waitFor()
    await card(page)
      .getByText(/Checklist.*1 of \d done/)
      .waitFor()
    await card(page).getByRole('button', { name: title }).click()
    await lessonTitle(page, title).waitFor()
    for (const box of await card(page).getByRole('checkbox').all()) await box.check()
    await untilStored(demo, 'gainloop.lesson.completed')
    await card(page).getByRole('button', { name: 'Your lessons' }).click()
    await list.waitFor()
    await card(page).getByText('Done', { exact: true }).waitFor()
    expect([...errors, ...violations, ...said]).toEqual([])
  },
)
