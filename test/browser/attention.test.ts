/** Several things want the card at once: each gets its turn. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, explained, mishaps, playbookWith } from './support/bare'
import { untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { call } from './support/visit'

/** A tab of its own on the bare page. */
type OnPage = (
  playbook: Playbook,
  attributes: Record<string, string>,
  test: (page: Page, demo: Demo) => Promise<void>,
) => Promise<void>

const it = fixtures.extend<{ onPage: OnPage }>({
  onPage: ({ startBare, newTab }, use) =>
    use(async (playbook, attributes, test) => {
      const demo = await startBare(playbook)
      const seen = await newTab()
      await seen.page.goto(addressOf(demo, attributes))
      await test(seen.page, demo)
      expect(mishaps(seen)).toEqual([])
    }),
})

it.for(['local', 'memory'])(
  'ask() right after track(), whose own look is under way: the card comes, with storage %s',
  async (storage, { onPage }) => {
    // A second display would be one too many.
    const playbook = playbookWith(['now'], { perSession: 1 })
    // From nothing to a few turns of the event loop between the two.
    for (let turns = 0; turns < 8; turns++)
      await onPage(playbook, { storage }, async (page, demo) => {
        await explained(page)
        await page.evaluate(async (between) => {
          const { gainloop } = globalThis as unknown as { gainloop(...call: unknown[]): void }
          gainloop('track', 'now', { id: 'a', label: 'Spring sale' })
          for (let turn = 0; turn < between; turn++) await new Promise((resolve) => setTimeout(resolve))
          gainloop('ask', 'a')
        }, turns)
        await asked(page, 'Spring sale').waitFor()
        await choose(page, 'Yes')
        await untilStored(demo, 'gainloop.rating.given')
      })
  },
)

it('a goal that waits for the user to stop typing is asked for, though an ask came due meanwhile', ({ onPage }) => {
  const playbook = playbookWith(['now', 'sent'])
  const sent = playbook.actions.sent as Playbook['actions'][string]
  sent.goal = { question: 'What should it bring?', options: [{ id: 'sales', label: 'More sales' }] }
  return onPage(playbook, {}, async (page, demo) => {
    await explained(page)
    await page.getByRole('textbox').pressSequentially('Dear')
    await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
    await call(page, 'track', 'now', { id: 'b', label: 'Summer sale' })
    await bareCard(page).getByRole('radio', { name: 'More sales' }).click()
    const [stated] = await untilStored(demo, 'gainloop.goal.stated')
    expect(stated?.data).toMatchObject({ moment: 'a', goal: 'sales' })
    await asked(page, 'Summer sale').waitFor()
  })
})

it('a card that is due at once is painted before anything is posted', ({ onPage }) =>
  onPage(playbookWith(['now']), {}, async (page, demo) => {
    await explained(page)
    const [painted, posted] = await page.evaluate(async () => {
      const { gainloop } = globalThis as unknown as { gainloop(...call: unknown[]): void }
      const frame = () => new Promise(requestAnimationFrame)
      gainloop('track', 'now', { id: 'a', label: 'Spring sale' })
      while (!document.querySelector('gainloop-card')) await frame()
      const painted = performance.now()
      const posts = () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/api/gainloop'))
      while (!posts()[0]) await frame()
      return [painted, posts()[0]?.startTime ?? 0]
    })
    expect(posted).toBeGreaterThan(painted)
    await untilStored(demo, 'gainloop.action.completed')
  }))
