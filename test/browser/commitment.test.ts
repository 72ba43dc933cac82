/** What a user plans at a lesson comes back at the next ask, before the question. */
import { expect } from 'vitest'
import { findings } from './support/axe'
import { untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, explain, lessonTitle, PATHS, question, reachQuestion } from './support/journey'
import { call } from './support/visit'

it.for(['module', 'all'])(
  '“Last time you planned …” comes first, and then the question (%s)',
  async (build, { startDemo, tab }) => {
    // axe-core needs more than the strictest policy allows.
    const demo = await startDemo({ policy: "object-src 'none'" })
    const { page, errors, said } = tab
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
  },
)
