import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, codesOf, explained, mishaps, playbookWith } from './support/bare'
import { storedOf, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { call } from './support/visit'

const YEARS = 10 * 365

interface Stage {
  demo: Demo
  page: Page
  /** The page is opened with the browser's clock so many days from its first visit. */
  day(days: number): Promise<void>
  /** Time zone of the device from the next page on. */
  zone(name: string): Promise<void>
}

type Staged = (playbook: Playbook, test: (stage: Stage) => Promise<void>) => Promise<void>

const it = fixtures.extend<{ staged: Staged }>({
  staged: ({ startBare, context, tab }, use) =>
    use(async (playbook, test) => {
      const demo = await startBare(playbook)
      const { page } = tab
      const devtools = await context.newCDPSession(page)
      const day = async (days: number) => {
        demo.setClock(days * DAY)
        await page.goto(addressOf(demo))
      }
      await day(0)
      const zone = (timezoneId: string) => devtools.send('Emulation.setTimezoneOverride', { timezoneId }).then(() => {})
      await test({ demo, page, day, zone })
      expect(mishaps(tab)).toEqual([])
    }),
})

const track = async ({ page }: Stage, id: string) => {
  await call(page, 'track', 'sent', { id, label: 'Spring sale' })
  await explained(page)
}

it('a clock that leaps ten years ahead and is set right loses no ask that was due in between', ({ staged }) =>
  staged(playbookWith(['sent']), async (stage) => {
    const { page, day } = stage
    await track(stage, 'a')
    await day(YEARS)
    expect(await codesOf(page, 'a')).toBe('expired')
    await day(2)
    expect(await codesOf(page, 'a')).toBe('not-due')
    await day(3.1)
    await asked(page, 'Spring sale').waitFor()
  }))

it('a clock that falls ten years back and is set right asks at its time, and nothing meanwhile', ({ staged }) =>
  staged(playbookWith(['sent', 'now']), async (stage) => {
    const { page, demo, day } = stage
    await track(stage, 'a')
    await day(-YEARS)
    expect(await codesOf(page, 'a')).toBe('not-due')
    await day(3.1)
    await asked(page, 'Spring sale').waitFor()
    expect(await untilStored(demo, 'gainloop.ask.shown')).toHaveLength(1)
  }))

it('a clock that leaps back and forth brings no storm of asks: the cooldown holds around each', ({ staged }) =>
  staged(playbookWith(['now'], { cooldown: '14d' }), async ({ page, demo, day }) => {
    await call(page, 'track', 'now', { id: 'first', label: 'Spring sale' })
    await choose(page, 'Yes')
    await untilStored(demo, 'gainloop.rating.given')
    for (const days of [1, -1, 5, 2, 13, 0.5]) {
      await day(days)
      await call(page, 'track', 'now', { id: `at ${days}` })
      expect(await codesOf(page, `at ${days}`)).toContain('cooldown')
      expect(await bareCard(page).count()).toBe(0)
    }
    expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
  }))

it('a journey around the world, and over the change to summer time, moves no ask by an hour', ({ staged }) =>
  staged(playbookWith(['sent']), async (stage) => {
    const { page, demo, day, zone } = stage
    await zone('Pacific/Auckland')
    await track(stage, 'a')
    const [done] = await untilStored(demo, 'gainloop.action.completed')
    const due = (Date.parse(done?.data.at ?? '') + 3 * DAY - Date.now()) / DAY
    for (const place of ['Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Honolulu']) {
      await zone(place)
      await day(due - 1 / 48)
      expect(await codesOf(page, 'a')).toBe('not-due')
    }
    await day(due)
    await asked(page, 'Spring sale').waitFor()
  }))
