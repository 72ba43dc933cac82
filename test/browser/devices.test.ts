import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { storedOf, until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { answer, card, DAY, question, reachQuestion, sendCampaign, stateGoal } from './support/journey'
import { inTab } from './support/kinds'
import { call } from './support/visit'

const SYNC = 'data-sync='
const MINUTE = 60_000

/** What the book of this page's browser holds, by the public explanation of it. */
const reasons = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { gainloop } = globalThis as unknown as {
      gainloop: { explain(): Promise<{ moment?: string; reasons: { code: string }[] }[]> }
    }
    const verdict = (await gainloop.explain()).find(({ moment }) => moment === 'c_42')
    return verdict?.reasons.map(({ code }) => code) ?? ['no-moment']
  })

describe('with data-sync', () => {
  it('what was begun on the laptop is asked on the phone, and once answered there, no more on the laptop', async ({
    demo,
    newTab,
  }) => {
    const laptop = await newTab()
    const phone = await newTab({ viewport: { width: 390, height: 844 } })
    await reachQuestion(laptop.page, demo, SYNC)

    await phone.page.goto(`${demo.url}/?${SYNC}`)
    // One ask for both: shown on the laptop just now, it is answered where the user picks it up.
    await until('the moment to be on the phone', async () => !(await reasons(phone.page)).includes('no-moment'))
    await phone.page.evaluate(() =>
      (globalThis as unknown as { gainloop: { ask(id: string): void } }).gainloop.ask('c_42'),
    )
    await question(phone.page).waitFor()
    await answer(phone.page, 'Not yet')
    await untilStored(demo, 'gainloop.rating.given')

    demo.setClock(4 * DAY)
    await laptop.page.reload()
    await until('the laptop to know', async () => (await reasons(laptop.page)).includes('answered'))
    expect(await question(laptop.page).count()).toBe(0)
    expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
    expect([...laptop.errors, ...phone.errors, ...laptop.said, ...phone.said]).toEqual([])
  })

  it('an ask that is open on the laptop closes once the phone has answered it', async ({ demo, newTab }) => {
    const laptop = await newTab()
    const phone = await newTab()
    await reachQuestion(laptop.page, demo, SYNC)
    await untilStored(demo, 'gainloop.ask.shown')
    await phone.page.goto(`${demo.url}/?${SYNC}`)
    await until('the moment to be on the phone', async () => !(await reasons(phone.page)).includes('no-moment'))
    await phone.page.evaluate(() =>
      (globalThis as unknown as { gainloop: { ask(id: string): void } }).gainloop.ask('c_42'),
    )
    await answer(phone.page, 'Yes')
    await untilStored(demo, 'gainloop.rating.given')
    // The user comes back to the laptop: its page is shown again, a while later.
    await laptop.page.clock.install()
    await laptop.page.clock.fastForward(2 * 60_000)
    await laptop.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await card(laptop.page).waitFor({ state: 'detached' })
    expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
  })

  it.for([
    ['slow', -20 * MINUTE],
    ['fast', 20 * MINUTE],
  ] as const)(
    'a device whose clock is twenty minutes %s knows what it showed, and takes no card away for it',
    async ([, off], { demo, newTab }) => {
      const { page, errors, said } = await newTab()
      await page.clock.install({ time: Date.now() + off })
      await reachQuestion(page, demo, SYNC)
      const [shown] = await untilStored(demo, 'gainloop.ask.shown')
      // Set right by the endpoint, as it is for reports.
      expect(Math.abs(Date.parse(shown?.time ?? '') - Date.now() - 3 * DAY)).toBeLessThan(MINUTE)
      // The user was elsewhere for two minutes: what is known of them is read again.
      const answered = page.waitForResponse((response) => response.url().includes('subject='))
      demo.setClock(3 * DAY + 2 * MINUTE)
      await page.clock.fastForward(2 * MINUTE)
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      const { asks } = (await (await answered).json()) as { asks: { displays: number[] }[] }
      expect(asks[0]?.displays).toEqual([Date.parse(shown?.stamped ?? '')])
      await answer(page, 'Not yet')
      await untilStored(demo, 'gainloop.rating.given')
      expect([...errors, ...said]).toEqual([])
    },
  )

  it('loses nothing when the browser wipes its storage before the result is known', async ({ demo, newTab }) => {
    const { page } = await newTab()
    await sendCampaign(page, demo, SYNC)
    await stateGoal(page)
    await untilStored(demo, 'gainloop.goal.stated')
    await page.goto('about:blank')
    const wiped = await newTab()
    demo.setClock(3 * DAY + 60_000)
    await wiped.page.goto(`${demo.url}/?${SYNC}`)
    await question(wiped.page).waitFor()
    // The goal came back too, and is quoted.
    expect(await card(wiped.page).textContent()).toContain('More sales')
  })

  it.for(['checklist', 'course'])(
    'a %s half done on the laptop goes on on the phone',
    async (lesson, { browser, newTab }) => {
      await inTab(browser, {}, async (laptop) => {
        const { demo } = laptop
        const [first, second, third] =
          lesson === 'course' ? ['Hello', 'Help', 'Offer'] : ['Write it', 'Test it', 'Send it']
        const box = (page: Page, name?: string) => card(page).getByRole('checkbox', { name: name as string })
        await laptop.open(lesson, SYNC)
        await box(laptop.page, first).click()
        await until('it to be stored', async () => (await storedOf(demo, 'gainloop.lesson.progressed')).length === 1)

        const phone = await newTab({ viewport: { width: 390, height: 844 } })
        await phone.page.goto(`${demo.url}/?panel=off&data-playbook=/kinds.json&${SYNC}`)
        // Opened at once: what the laptop did is waited for.
        await call(phone.page, 'lessons')
        await card(phone.page).getByText('1 of 3 done').waitFor()
        await card(phone.page).getByRole('listitem').getByRole('button').click()
        expect(await box(phone.page, first).isChecked()).toBe(true)
        expect(await box(phone.page, second).isChecked()).toBe(false)
        await box(phone.page, second).click()
        await until('it to be stored', async () => (await storedOf(demo, 'gainloop.lesson.progressed')).length === 2)

        await laptop.open(lesson, SYNC)
        await card(laptop.page).getByText('2 of 3 done').waitFor()
        await box(laptop.page, third).click()
        const [finished] = await untilStored(demo, 'gainloop.lesson.completed')
        expect(finished?.data).toMatchObject({ lesson })
        expect([...laptop.errors, ...phone.errors, ...laptop.said, ...phone.said]).toEqual([])
      })
    },
  )

  it('asks the endpoint nothing about who is not signed in, and nothing without the attribute', async ({
    demo,
    newTab,
  }) => {
    const { page } = await newTab()
    await page.goto(`${demo.url}/?${SYNC}&user=`)
    await sendCampaign(page, demo, `${SYNC}&user=`)
    await untilStored(demo, 'gainloop.action.completed')
    const other = await newTab()
    await sendCampaign(other.page, demo)
    await until('both to be stored', async () => (await storedOf(demo, 'gainloop.action.completed')).length === 2)
    expect(demo.requests.filter(({ method }) => method === 'GET')).toEqual([])
  })
})
