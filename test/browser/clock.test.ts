import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Demo } from '../../demo/server'
import type { Playbook } from '../../src/playbook/schema'
import {
  addressOf,
  asked,
  bareCard,
  choose,
  codesOf,
  explained,
  mishaps,
  playbookWith,
  serveBare,
} from './support/bare'
import { storedOf, untilStored } from './support/endpoint'
import { DAY } from './support/journey'
import { launch } from './support/launch'
import { call, visit } from './support/visit'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const YEARS = 10 * 365

interface Stage {
  demo: Demo
  page: Page
  /** The page is opened with the browser's clock so many days from its first visit. */
  day(days: number): Promise<void>
  /** Time zone of the device from the next page on. */
  zone(name: string): Promise<void>
}

async function staged(playbook: Playbook, test: (stage: Stage) => Promise<void>): Promise<void> {
  const demo = await serveBare(playbook)
  const context = await browser.newContext()
  try {
    const seen = await visit(context)
    const { page } = seen
    const devtools = await context.newCDPSession(page)
    const day = async (days: number) => {
      demo.setClock(days * DAY)
      await page.goto(addressOf(demo))
    }
    await day(0)
    const zone = (timezoneId: string) => devtools.send('Emulation.setTimezoneOverride', { timezoneId }).then(() => {})
    await test({ demo, page, day, zone })
    expect(mishaps(seen)).toEqual([])
  } finally {
    await context.close()
    await demo.close()
  }
}

const track = async ({ page }: Stage, id: string) => {
  await call(page, 'track', 'sent', { id, label: 'Spring sale' })
  await explained(page)
}

it('a clock that leaps ten years ahead and is set right loses no ask that was due in between', () =>
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

it('a clock that falls ten years back and is set right asks at its time, and nothing meanwhile', () =>
  staged(playbookWith(['sent', 'now']), async (stage) => {
    const { page, demo, day } = stage
    await track(stage, 'a')
    await day(-YEARS)
    expect(await codesOf(page, 'a')).toBe('not-due')
    await day(3.1)
    await asked(page, 'Spring sale').waitFor()
    expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
  }))

it('a clock that leaps back and forth brings no storm of asks: the cooldown holds around each', () =>
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

it('a journey around the world, and over the change to summer time, moves no ask by an hour', () =>
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
