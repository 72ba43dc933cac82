import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import type { EventType } from '../../src/delivery/event'
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
  leave,
  press,
} from './support/bare'
import { storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { DAY } from './support/journey'
import { call, type Visit } from './support/visit'

interface Stage extends Visit {
  demo: Demo
  /** The user comes back, so many days after the first visit. */
  day(days: number): Promise<void>
}

/** A visitor on the bare page, on day 0. What a vendor would not want to see in the console has not happened by the end. */
type Staged = (playbook: Playbook, test: (stage: Stage) => Promise<void>) => Promise<void>

const it = fixtures.extend<{ staged: Staged }>({
  staged: ({ startBare, tab }, use) =>
    use(async (playbook, test) => {
      const demo = await startBare(playbook)
      const day = async (days: number) => {
        demo.setClock(days * DAY)
        await tab.page.goto(addressOf(demo))
      }
      await day(0)
      await test({ ...tab, demo, day })
      expect(mishaps(tab)).toEqual([])
    }),
})

const soleOf = async <T extends EventType>(demo: Demo, type: T) => {
  const events = await untilStored(demo, type)
  expect(events).toHaveLength(1)
  return events[0]?.data
}

describe('after: "3d"', () => {
  it('asks three days later, whatever pages were opened in between', ({ staged }) =>
    staged(playbookWith(['sent']), async ({ page, demo, day }) => {
      await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
      await untilStored(demo, 'gainloop.action.completed')
      for (const days of [1, 2.9]) {
        await day(days)
        // Told again, as a page does that tells what it sees: it was completed on day 0 all the same.
        await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
        expect(await codesOf(page, 'a')).toBe('not-due')
        expect(await bareCard(page).count()).toBe(0)
      }
      await day(3.01)
      await asked(page, 'Spring sale').waitFor()
      await page.reload()
      await asked(page, 'Spring sale').waitFor()
      await choose(page, 'Partly')
      expect(await soleOf(demo, 'gainloop.rating.given')).toMatchObject({ moment: 'a', action: 'sent', band: 'partly' })
      await day(4)
      expect(await codesOf(page, 'a')).toBe('answered')
    }))

  it('asks in a page that stays open, within two seconds of its time', ({ staged }) =>
    staged(playbookWith(['sent']), async ({ page, demo }) => {
      await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
      const [done] = await untilStored(demo, 'gainloop.action.completed')
      demo.setClock(Date.parse(done?.data.at ?? '') + 3 * DAY - Date.now() - 6_000)
      await page.goto(addressOf(demo))
      expect(await codesOf(page, 'a')).toBe('not-due')
      await asked(page, 'Spring sale').waitFor()
      const [shown] = await untilStored(demo, 'gainloop.ask.shown')
      const late = Date.parse(shown?.time ?? '') - Date.parse(done?.data.at ?? '') - 3 * DAY
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(2_000)
    }))

  it('lets it expire when nobody comes, and says so once', ({ staged }) =>
    staged(playbookWith(['sent']), async ({ page, demo, day }) => {
      await call(page, 'track', 'sent', { id: 'a' })
      await untilStored(demo, 'gainloop.action.completed')
      await day(18)
      expect(await soleOf(demo, 'gainloop.ask.expired')).toMatchObject({ moment: 'a', action: 'sent' })
      await day(19)
      expect(await codesOf(page, 'a')).toBe('expired')
      expect(await bareCard(page).count()).toBe(0)
      expect(await storedOf(demo, 'gainloop.ask.expired')).toHaveLength(1)
    }))
})

describe('on: "result"', () => {
  it('asks as soon as the result is told, days later and on another page', ({ staged }) =>
    staged(playbookWith(['measured']), async ({ page, demo, day }) => {
      await call(page, 'track', 'measured', { id: 'a', label: 'Spring sale' })
      await untilStored(demo, 'gainloop.action.completed')
      await day(20)
      expect(await codesOf(page, 'a')).toBe('waiting-for-result')
      await call(page, 'result', 'a', { rate: 0.6 })
      await asked(page, 'Spring sale').waitFor()
      expect(await soleOf(demo, 'gainloop.result.measured')).toMatchObject({
        moment: 'a',
        metrics: { rate: 0.6 },
        band: 'reached',
      })
      await choose(page, 'Yes')
      expect(await soleOf(demo, 'gainloop.rating.given')).toMatchObject({ moment: 'a', band: 'reached' })
    }))
})

describe('every: "5w"', () => {
  it('asks once each period, without any action', ({ staged }) =>
    staged(playbookWith(['watched']), async ({ page, demo, day }) => {
      await until('the period to have begun', async () => (await explained(page))[0]?.moment)
      await day(34.9)
      expect((await explained(page))[0]?.reasons).toMatchObject([{ code: 'not-due' }])
      await day(35.1)
      await choose(page, 'Not yet')
      const [first] = await untilStored(demo, 'gainloop.rating.given')
      await day(36)
      expect(await codesOf(page, first?.data.moment ?? '')).toBe('answered')
      expect(await bareCard(page).count()).toBe(0)

      await day(70.1)
      await choose(page, 'Yes')
      const ratings = await until('the second', async () => {
        const all = await storedOf(demo, 'gainloop.rating.given')
        return all.length === 2 && all
      })
      const [one = 0, two = 0] = ratings.map(({ data }) => Date.parse(data.moment))
      expect(two - one).toBe(35 * DAY)
      expect(await storedOf(demo, 'gainloop.action.completed')).toEqual([])
    }))

  it('does not make up for periods that nobody saw', ({ staged }) =>
    staged(playbookWith(['watched']), async ({ page, demo, day }) => {
      await until('the period to have begun', async () => (await explained(page))[0]?.moment)
      await day(365)
      await until('the present period', async () => (await explained(page))[0]?.reasons[0]?.code === 'not-due')
      expect(await storedOf(demo, 'gainloop.ask.shown')).toEqual([])
      // 11 periods are 385 days.
      await day(385.1)
      await choose(page, 'Yes')
      expect(await untilStored(demo, 'gainloop.rating.given')).toHaveLength(1)
    }))
})

describe('digest', () => {
  /** Resolves once it is written down, so that the page may be left. */
  const captured = async ({ page }: Stage, id: string, contacts: number) => {
    await call(page, 'track', 'captured', { id, properties: { contacts } })
    await explained(page)
  }
  const sum = (stage: Stage, count: number) =>
    bareCard(stage.page).getByRole('radiogroup', { name: `You won ${count} contacts. Any use?` })

  it('asks once a week about the sum of many tracks', ({ staged }) =>
    staged(playbookWith(['captured']), async (stage) => {
      await captured(stage, 'p', 3)
      await stage.day(2)
      await captured(stage, 'q', 1_200)
      // The same track again counts once.
      await captured(stage, 'q', 1_200)
      await stage.day(6.9)
      await captured(stage, 'r', 1)
      const [verdict] = await explained(stage.page)
      expect(verdict?.reasons).toMatchObject([{ code: 'not-due' }])
      await stage.day(7.1)
      await bareCard(stage.page).getByRole('radiogroup', { name: 'You won 1,204 contacts. Any use?' }).waitFor()
      await choose(stage.page, 'Yes')
      expect(await soleOf(stage.demo, 'gainloop.rating.given')).toMatchObject({
        moment: verdict?.moment,
        action: 'captured',
      })
      const tracks = await storedOf(stage.demo, 'gainloop.action.completed')
      expect(new Set(tracks.map(({ data }) => data.moment))).toEqual(new Set(['p', 'q', 'r']))
      const { period = { from: '', to: '' } } = (await soleOf(stage.demo, 'gainloop.ask.shown')) ?? {}
      expect(Date.parse(period.to) - Date.parse(period.from)).toBe(7 * 86_400_000)
      // What was tracked says which ask it became a part of.
      expect(tracks.map(({ data }) => data.period)).toEqual(tracks.map(() => period))
    }))

  it('stays silent below its threshold, and begins anew the week after', ({ staged }) =>
    staged(playbookWith(['captured']), async (stage) => {
      await captured(stage, 'p', 4)
      await stage.day(8)
      expect((await explained(stage.page)).map(({ reasons }) => reasons[0]?.code)).toEqual(['below-threshold'])
      await captured(stage, 'q', 5)
      expect(await codesOf(stage.page, (await explained(stage.page))[0]?.moment ?? '')).toBe('not-due')
      await stage.day(14.1)
      await sum(stage, 5).waitFor()
      expect(await untilStored(stage.demo, 'gainloop.ask.shown')).toHaveLength(1)
    }))
})

describe('ask() by hand', () => {
  it.for(['sent', 'a'])('ask("%s") asks at once, past delays and limits', (target, { staged }) =>
    staged(playbookWith(['sent'], { perYear: 0, sample: 0 }), async ({ page, demo }) => {
      await call(page, 'track', 'sent', { id: 'a', label: 'Spring sale' })
      expect(await codesOf(page, 'a')).toContain('not-due')
      await call(page, 'ask', target)
      await choose(page, 'Yes')
      expect(await soleOf(demo, 'gainloop.rating.given')).toMatchObject({ moment: 'a', band: 'reached' })
    }),
  )

  it('makes a moment where the action has none', ({ staged }) =>
    staged(playbookWith(['sent']), async ({ page, demo }) => {
      await call(page, 'ask', 'sent')
      await choose(page, 'Yes')
      expect(await soleOf(demo, 'gainloop.rating.given')).toMatchObject({ action: 'sent' })
    }))

  it('does not ask where the ask’s `if` does not hold, nor twice, nor what was cancelled', ({ staged }) =>
    staged(playbookWith(['large', 'sent']), async ({ page, demo, said }) => {
      await call(page, 'track', 'large', { id: 'small', properties: { size: 3 } })
      await call(page, 'ask', 'small')
      expect(await codesOf(page, 'small')).toBe('condition')
      await call(page, 'track', 'sent', { id: 'gone' })
      await call(page, 'cancel', 'gone')
      await call(page, 'ask', 'gone')
      await call(page, 'track', 'sent', { id: 'rated', label: 'Spring sale' })
      await call(page, 'ask', 'rated')
      await choose(page, 'Yes')
      await untilStored(demo, 'gainloop.rating.given')
      await press(page, 'Close')
      await call(page, 'ask', 'rated')
      expect(await codesOf(page, 'rated')).toBe('answered')
      expect(await bareCard(page).count()).toBe(0)
      expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
      expect(said.splice(0)).toHaveLength(2)
    }))
})

describe('judge: "metrics"', () => {
  it.for([
    { rate: 0.04, band: 'missed', said: 'Not yet', reason: 'It came too late', title: 'Do it better' },
    { rate: 0.3, band: 'partly', said: 'Partly', reason: 'It came too late', title: 'Do it better' },
    { rate: 0.7, band: 'reached', said: 'Reached', reason: 'The price', title: 'Do it again' },
  ])(
    'a rate of $rate decides for $band: the figures, then why, then the lesson, without a question',
    ({ rate, band, said, reason, title }, { staged }) =>
      staged(playbookWith(['judged']), async ({ page, demo }) => {
        await call(page, 'track', 'judged', { id: 'a', label: 'Spring sale' })
        expect(await codesOf(page, 'a')).toBe('not-due')
        await call(page, 'result', 'a', { rate })
        await bareCard(page).getByRole('heading', { name: 'The results are in' }).waitFor()
        expect(await bareCard(page).locator('dl').textContent()).toBe(`Open rate${rate * 100}%Aim: at least 50%${said}`)
        expect(await bareCard(page).getByRole('radio').count()).toBe(0)
        await press(page, 'Continue')
        expect(await soleOf(demo, 'gainloop.rating.given')).toMatchObject({
          moment: 'a',
          scale: 'metrics',
          value: band,
          band,
          measuredBand: band,
        })
        await bareCard(page).getByRole('checkbox', { name: reason }).check()
        await press(page, 'Continue')
        await bareCard(page).getByRole('heading', { name: title }).waitFor()
        expect(await soleOf(demo, 'gainloop.lesson.shown')).toMatchObject({
          lesson: title === 'Do it again' ? 'again' : 'better',
        })
      }),
  )

  it('asks the user when no figure has come by the time the ask would have expired', ({ staged }) =>
    staged(playbookWith(['judged']), async ({ page, demo, day }) => {
      await call(page, 'track', 'judged', { id: 'a', label: 'Spring sale' })
      await untilStored(demo, 'gainloop.action.completed')
      // Due after a day, and four to answer.
      await day(4.9)
      expect(await codesOf(page, 'a')).toBe('not-due')
      await day(5.1)
      await asked(page, 'Spring sale').waitFor()
      await choose(page, 'Not yet')
      const given = await soleOf(demo, 'gainloop.rating.given')
      expect(given).toMatchObject({ scale: 'outcome', value: 'not-yet', band: 'missed' })
      expect(given).not.toHaveProperty('measuredBand')
    }))
})

it('judge: "user": what was measured travels beside what was felt', ({ staged }) =>
  staged(playbookWith(['felt']), async ({ page, demo, day }) => {
    await call(page, 'track', 'felt', { id: 'a', label: 'Spring sale' })
    await call(page, 'result', 'a', { rate: 0.02 })
    await untilStored(demo, 'gainloop.result.measured')
    await day(1.1)
    await asked(page, 'Spring sale').waitFor()
    await choose(page, 'Yes')
    expect(await soleOf(demo, 'gainloop.rating.given')).toMatchObject({ band: 'reached', measuredBand: 'missed' })
  }))

describe('cancel', () => {
  it('withdraws an ask that is pending, for good', ({ staged }) =>
    staged(playbookWith(['sent']), async ({ page, demo, day }) => {
      await call(page, 'track', 'sent', { id: 'a' })
      await untilStored(demo, 'gainloop.action.completed')
      await day(1)
      await call(page, 'cancel', 'a')
      expect(await codesOf(page, 'a')).toBe('cancelled')
      await day(3.1)
      expect(await codesOf(page, 'a')).toBe('cancelled')
      expect(await bareCard(page).count()).toBe(0)
    }))

  it('closes an ask that is open', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, day }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await call(page, 'cancel', 'a')
      await bareCard(page).waitFor({ state: 'detached' })
      await day(1)
      expect(await codesOf(page, 'a')).toBe('cancelled')
      expect(await bareCard(page).count()).toBe(0)
    }))
})

describe('"Ask me later"', () => {
  it('asks again after the snooze, twice, and no third time', ({ staged }) =>
    staged(playbookWith(['now']), async (stage) => {
      const { page, demo, day } = stage
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      for (const again of [2, 4]) {
        await asked(page, 'Spring sale').waitFor()
        await leave(page, 'Ask me later')
        await bareCard(page).waitFor({ state: 'detached' })
        const snoozed = await until('the snooze', async () => {
          const all = await storedOf(demo, 'gainloop.ask.snoozed')
          return all.length === again / 2 && all.at(-1)
        })
        const wait = Date.parse(snoozed?.data.until ?? '') - Date.parse(snoozed?.time ?? '')
        expect(Math.round(wait / 60_000)).toBe((2 * DAY) / 60_000)
        await day(again - 0.1)
        expect(await codesOf(page, 'a')).toBe('snoozed')
        expect(await bareCard(page).count()).toBe(0)
        await day(again + 0.1)
      }
      await asked(page, 'Spring sale').waitFor()
      await leave(page, 'Ask me later')
      await bareCard(page).waitFor({ state: 'detached' })
      await day(30)
      expect(await codesOf(page, 'a')).toBe('expired')
      expect(await bareCard(page).count()).toBe(0)
    }))
})

describe('"Too early to tell"', () => {
  it('asks again at the time that was chosen, however often, and past the first time to expire', ({ staged }) =>
    staged(playbookWith(['now']), async (stage) => {
      const { page, demo, day } = stage
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      for (const turn of [1, 2, 3]) {
        await asked(page, 'Spring sale').waitFor()
        await choose(page, 'Too early to tell')
        await leave(page, 'in 4 weeks')
        await bareCard(page).waitFor({ state: 'detached' })
        const all = await until('it to be told', async () => {
          const all = await storedOf(demo, 'gainloop.ask.snoozed')
          return all.length === turn && all
        })
        expect(all.every(({ data }) => data.early)).toBe(true)
        await day(28.5 * turn)
      }
      await asked(page, 'Spring sale').waitFor()
      await choose(page, 'Yes')
      await untilStored(demo, 'gainloop.rating.given')
    }))
})

describe('a way out', () => {
  it('that is undone was never told, and the answer counts', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await press(page, "Don't ask about this again")
      await press(page, 'Undo')
      await choose(page, 'Yes')
      await untilStored(demo, 'gainloop.rating.given')
      expect(await storedOf(demo, 'gainloop.ask.dismissed')).toEqual([])
    }))

  it('counts when the page is left before it could be undone', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await press(page, 'Close')
      await bareCard(page).getByRole('button', { name: 'Undo' }).waitFor()
      await page.reload()
      await untilStored(demo, 'gainloop.ask.dismissed')
      expect(await codesOf(page, 'a')).toBe('dismissed')
    }))
})

describe('an ask that is left unanswered', () => {
  it('counts as dismissed after two displays', ({ staged }) =>
    staged(playbookWith(['now'], { displays: 2 }), async ({ page, day }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await day(1)
      await asked(page, 'Spring sale').waitFor()
      await day(2)
      expect(await codesOf(page, 'a')).toContain('dismissed')
      expect(await bareCard(page).count()).toBe(0)
    }))

  it('is over when it is closed, and with "Don’t ask about this again" for its whole action', ({ staged }) =>
    staged(playbookWith(['now']), async ({ page, demo, day }) => {
      await call(page, 'track', 'now', { id: 'a', label: 'Spring sale' })
      await asked(page, 'Spring sale').waitFor()
      await leave(page, 'Close')
      await untilStored(demo, 'gainloop.ask.dismissed')
      expect(await codesOf(page, 'a')).toBe('dismissed')
      await call(page, 'track', 'now', { id: 'b', label: 'Autumn sale' })
      await asked(page, 'Autumn sale').waitFor()
      await leave(page, "Don't ask about this again")
      await bareCard(page).waitFor({ state: 'detached' })
      await day(300)
      await call(page, 'track', 'now', { id: 'c', label: 'Winter sale' })
      expect(await codesOf(page, 'c')).toBe('muted')
      expect(await bareCard(page).count()).toBe(0)
    }))
})
