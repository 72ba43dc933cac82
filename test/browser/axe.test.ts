import { describe, expect } from 'vitest'
import { findings } from './support/axe'
import { it } from './support/fixtures'
import { answer, card, explain, lessonTitle, PATHS, sendCampaign, stateGoal } from './support/journey'

const VIEWS = [
  { name: 'light', choices: 'theme=light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', choices: 'theme=dark', viewport: { width: 1280, height: 800 } },
  { name: 'light at 320 px', choices: 'theme=light', viewport: { width: 320, height: 640 } },
]

describe.each(VIEWS)('in $name, axe-core finds nothing', ({ choices, viewport }) => {
  it.for(PATHS)('on any step to the lesson $lesson', async (path, { startDemo, newTab }) => {
    // axe-core needs more than the strictest policy allows; the journey under that one is a test of its own.
    const demo = await startDemo({ policy: "object-src 'none'" })
    const { page } = await newTab({ viewport })
    const look = () => findings(page, 'gainloop-card')

    await sendCampaign(page, demo, `panel=off&${choices}`)
    await card(page).waitFor()
    expect(await look(), 'goal').toEqual([])
    await stateGoal(page)
    if (viewport.width < 900) await page.getByRole('button', { name: 'Controls' }).click()
    await page.getByRole('button', { name: 'Three days later' }).click()
    await card(page).waitFor()
    expect(await look(), 'question').toEqual([])
    await answer(page, path.answer)
    await card(page).getByRole('group').first().waitFor()
    expect(await look(), 'reasons').toEqual([])
    await explain(page, path.reason)
    await lessonTitle(page, path.title).waitFor()
    expect(await look(), 'lesson').toEqual([])
  })
})

it.for(['ar', 'ja'])('axe-core finds nothing on the question in %s', async (language, { startDemo, newTab }) => {
  const demo = await startDemo({ policy: "object-src 'none'" })
  const { page } = await newTab()
  await sendCampaign(page, demo, `language=${language}`)
  await page.locator('gainloop-card').getByRole('radio').first().waitFor()
  expect(await findings(page, 'gainloop-card')).toEqual([])
})

it.for(VIEWS)(
  'axe-core finds nothing on the debug panel in $name',
  async ({ choices, viewport }, { startDemo, newTab }) => {
    const demo = await startDemo({ policy: "object-src 'none'" })
    const { page } = await newTab({ viewport })
    await sendCampaign(page, demo, `panel=off&data-debug=&${choices}`)
    await stateGoal(page)
    const panel = page.getByRole('region', { name: 'Gainloop debug panel' })
    const toggle = panel.getByRole('button', { name: 'Gainloop debug' })
    await toggle.waitFor()
    expect(await findings(page, 'gainloop-debug'), 'closed').toEqual([])
    await toggle.click()
    for (const more of await panel.locator('summary').all()) await more.click()
    expect(await findings(page, 'gainloop-debug'), 'open').toEqual([])
    await panel.getByRole('button', { name: 'missed' }).first().click()
    const shown = page.locator('gainloop-card')
    await shown.waitFor()
    if ((await toggle.getAttribute('aria-expanded')) === 'false') {
      // On a narrow screen the panel makes way for the card.
      await shown.getByRole('button', { name: 'Close' }).click()
      await toggle.click()
    }
    await panel.getByRole('button', { name: 'Back to now' }).waitFor()
    expect(await findings(page, 'gainloop-debug'), 'in a dry run').toEqual([])
  },
)

it.for(['/', '/campaigns', '/campaigns/c_42', '/audience', '/automations'])(
  'axe-core finds nothing on the demo’s own page %s',
  async (path, { startDemo, newTab }) => {
    const demo = await startDemo({ policy: "object-src 'none'" })
    const { page } = await newTab()
    for (const theme of ['light', 'dark']) {
      await page.goto(`${demo.url}${path}?theme=${theme}`)
      expect(await findings(page, 'body'), theme).toEqual([])
    }
  },
)
