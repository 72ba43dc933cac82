/** The user's own way to learn: another kind of lesson for the same answer, and that kind first from then on. */
import { expect } from 'vitest'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, mishaps, playbookWith, press } from './support/bare'
import { findings } from './support/axe'
import { untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call } from './support/visit'

const playbook: Playbook = {
  ...playbookWith(['now']),
  lessons: [
    { id: 'tips', kind: 'tips', title: 'Three tips', points: ['One'], for: {} },
    { id: 'steps', kind: 'checklist', title: 'Step by step', steps: [{ id: 'a', text: 'Write it' }], for: {} },
    {
      id: 'bakery',
      kind: 'example',
      title: 'How a bakery did it',
      who: 'A bakery with 900 subscribers',
      before: 'Newsletter no. 14',
      after: 'Your Sunday bread, baked at six',
      changed: 'The subject says what readers get, in six words.',
      figure: 'Opened by **41%**, up from 19%',
      for: {},
    },
    { id: 'more-tips', kind: 'tips', title: 'More tips', points: ['Two'], for: {} },
    {
      id: 'another-bakery',
      kind: 'example',
      title: 'How a café did it',
      before: 'Long',
      after: 'Short',
      changed: 'Words',
      for: {},
    },
  ],
}

it.for(['module', 'all'])(
  'is offered, posted, and comes first at the next answer (%s)',
  async (build, { startBare, tab }) => {
    const demo = await startBare(playbook)
    const { page } = tab
    await page.goto(addressOf(demo, { build }))
    await call(page, 'track', 'now', { id: 'c_1', label: 'Spring sale' })
    await asked(page, 'Spring sale').waitFor()
    await choose(page, 'Not yet')
    await press(page, 'Skip')
    const title = (name: string) => bareCard(page).getByRole('heading', { name })
    await title('Three tips').waitFor()
    await press(page, 'Example')
    await title('How a bakery did it').waitFor()
    await bareCard(page).getByText('The subject says what readers get, in six words.').waitFor()
    const [stated] = await untilStored(demo, 'gainloop.preference.stated')
    expect(stated?.data).toMatchObject({ kind: 'example', action: 'now', moment: 'c_1' })
    for (const theme of ['light', 'dark']) {
      await call(page, 'setTheme', theme)
      await bareCard(page)
        .and(page.locator(`[data-theme=${theme}]`))
        .waitFor()
      expect(await findings(page, 'gainloop-card'), theme).toEqual([])
    }
    await press(page, 'Done')
    await bareCard(page).waitFor({ state: 'detached' })
    await untilStored(demo, 'gainloop.lesson.completed')

    await page.reload()
    await call(page, 'track', 'now', { id: 'c_2', label: 'Summer sale' })
    await asked(page, 'Summer sale').waitFor()
    await choose(page, 'Not yet')
    await press(page, 'Skip')
    await title('How a café did it').waitFor()
    expect(mishaps(tab)).toEqual([])
  },
)
