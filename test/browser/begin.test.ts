/** The plan comes back as the user begins the action again: `begin`, and `data-gainloop-begin` on an element of the page. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Playbook } from '../../src/playbook/schema'
import { addressOf, asked, bareCard, choose, mishaps, playbookWith, press } from './support/bare'
import { findings } from './support/axe'
import { bundle } from './support/bundle'
import { storedOf, until, untilStored } from './support/endpoint'
import { it } from './support/fixtures'
import { call, flushed, type Visit } from './support/visit'

const PLAN = 'Next time I’ll write the subject line last.'

const playbook = (more: Partial<Playbook> = {}): Playbook => {
  const base = playbookWith(['now', 'felt'])
  return { ...base, lessons: base.lessons.map((lesson) => ({ ...lesson, commit: PLAN })), ...more }
}

const reminder = (page: Page): Locator => page.locator('gainloop-reminder')
const line = (page: Page): Locator => reminder(page).getByText('You planned:')

/** Begins the action as the vendor's page does. Resolves to what `begin` resolves to. */
const begin = (page: Page, action = 'now'): Promise<boolean> =>
  page.evaluate(
    (of) =>
      (globalThis as unknown as { gainloop(...args: unknown[]): Promise<boolean> }).gainloop('begin', of, {
        id: 'd_1',
        label: 'Summer sale',
      }),
    action,
  )

/** A user who has taken the plan of a lesson, and closed the card. */
async function planned({ page }: Visit, address: string): Promise<void> {
  await page.goto(address)
  await call(page, 'track', 'now', { id: 'c_1', label: 'Spring sale' })
  await asked(page, 'Spring sale').waitFor()
  await choose(page, 'Not yet')
  await press(page, 'Skip')
  await press(page, "That's my plan")
  await press(page, 'Done')
  await bareCard(page).waitFor({ state: 'detached' })
}

describe.each(['module', 'all'])('in the %s build', (build) => {
  it('comes in the corner once, counts as no ask, and goes when the action is tracked', async ({ startBare, tab }) => {
    const demo = await startBare(playbook())
    const { page } = tab
    await planned(tab, addressOf(demo, { build }))
    expect(await begin(page, 'felt')).toBe(false)
    expect(await reminder(page).count()).toBe(0)

    expect(await begin(page)).toBe(true)
    await line(page).waitFor()
    expect(await reminder(page).locator('q').textContent()).toBe(PLAN)
    expect(await begin(page)).toBe(true)
    expect(await reminder(page).count()).toBe(1)
    const { x, y, width, height } = (await reminder(page).locator('.reminder').boundingBox())!
    const { width: wide, height: high } = page.viewportSize()!
    expect(x + width / 2).toBeGreaterThan(wide / 2)
    expect(y + height / 2).toBeGreaterThan(high / 2)
    expect(height).toBeLessThan(130)

    await call(page, 'track', 'now', { id: 'c_2', label: 'Summer sale' })
    await reminder(page).waitFor({ state: 'detached' })
    // Looked back on at the next ask, which the reminder does not keep from coming.
    await bareCard(page).getByRole('heading', { name: 'Last time you planned:' }).waitFor()
    const [reminded, ...more] = await untilStored(demo, 'gainloop.commitment.reminded')
    expect(more).toEqual([])
    expect(reminded?.data).toMatchObject({ action: 'now', moment: 'd_1', lesson: 'better', text: PLAN })
    expect(mishaps(tab)).toEqual([])
  })

  it('is begun by an element that comes into view or takes the focus, and leaves the page unchanged', async ({
    startBare,
    tab,
  }) => {
    const demo = await startBare(playbook())
    const { page } = tab
    await planned(tab, addressOf(demo, { build }))
    await page.reload()
    // Without a line of code: the element comes when the app draws its composer.
    await page.evaluate(() => {
      const form = document.createElement('form')
      form.dataset.gainloopBegin = 'now'
      form.innerHTML = '<input name="subject">'
      form.style.marginBlockStart = '3000px'
      document.body.append(form)
    })
    await flushed(page)
    expect(await reminder(page).count()).toBe(0)
    await page.evaluate(() => document.forms[0]!.scrollIntoView())
    await line(page).waitFor()

    await call(page, 'track', 'now', { id: 'c_2' })
    await reminder(page).waitFor({ state: 'detached' })
    await bareCard(page).getByRole('button', { name: 'Skip' }).click()
    await press(page, 'Close')
    await press(page, 'Close')
    await bareCard(page).waitFor({ state: 'detached' })
    const before = await page.evaluate(() => document.body.outerHTML)
    await page.locator('[name=subject]').focus()
    await line(page).waitFor()
    await call(page, 'destroy')
    await reminder(page).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.body.outerHTML)).toBe(before)
    expect(await page.evaluate(() => document.querySelectorAll('gainloop-card, gainloop-reminder').length)).toBe(0)
    expect(mishaps(tab)).toEqual([])
  })
})

it('comes inline where a mount fits the action, and goes with it', async ({ startBare, tab }) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await planned(tab, addressOf(demo))
  await page.evaluate(() => {
    const page = globalThis as unknown as { place: Element; unmount(): void; gainloop(...args: unknown[]): () => void }
    page.place = document.body.appendChild(document.createElement('div'))
    page.place.id = 'beside'
    page.unmount = page.gainloop('mount', page.place, 'now', { only: 'reminder' })
  })
  // Beside the field it covers nothing: it does not wait until the user stops typing.
  await page.locator('textarea').pressSequentially('Hello')
  expect(await begin(page)).toBe(true)
  await page.locator('#beside > gainloop-reminder').waitFor()
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('textarea')

  await reminder(page).getByRole('button', { name: 'Show the lesson' }).click()
  await bareCard(page).getByRole('heading', { name: 'Do it better' }).waitFor()
  expect(await line(page).isVisible()).toBe(true)
  await press(page, 'Done')
  await page.evaluate(() => (globalThis as unknown as { unmount(): void }).unmount())
  await reminder(page).waitFor({ state: 'detached' })
  expect(mishaps(tab)).toEqual([])
})

it('never comes over a field that is being typed in', async ({ startBare, tab }) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await planned(tab, addressOf(demo))
  await page.evaluate(() => {
    const field = document.querySelector('textarea')!
    Object.assign(field.style, { position: 'fixed', right: '20px', bottom: '20px', inlineSize: '300px' })
  })
  await page.locator('textarea').pressSequentially('Hello')
  const begun = begin(page)
  await page.locator('textarea').press('x')
  expect(await reminder(page).count()).toBe(0)
  // The user stops typing, with the focus still in the field: it stands at the other edge.
  expect(await begun).toBe(true)
  await line(page).waitFor()
  const [over, field] = [
    (await reminder(page).locator('.reminder').boundingBox())!,
    (await page.locator('textarea').boundingBox())!,
  ]
  expect(over.y + over.height < field.y || over.y > field.y + field.height).toBe(true)
  await page.locator('textarea').blur()
  await page.evaluate(() => document.documentElement.focus())
  expect(mishaps(tab)).toEqual([])
})

it('“Got it” ticks it and puts it away until the action was completed; the review still asks', async ({
  startBare,
  tab,
}) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await planned(tab, addressOf(demo))
  expect(await begin(page)).toBe(true)
  await reminder(page).getByRole('button', { name: 'Got it' }).click()
  await reminder(page).locator('[data-done]').waitFor()
  await reminder(page).waitFor({ state: 'detached' })
  expect(await begin(page)).toBe(false)
  await call(page, 'track', 'now', { id: 'c_2', label: 'Summer sale' })
  await bareCard(page).getByRole('group', { name: 'Last time you planned:' }).waitFor()
  expect(await storedOf(demo, 'gainloop.commitment.reviewed')).toEqual([])
  expect(mishaps(tab)).toEqual([])
})

it('brings back a plan in the user’s own words as it was written, and so does the review', async ({
  startBare,
  tab,
}) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await page.goto(addressOf(demo))
  await call(page, 'track', 'now', { id: 'c_1', label: 'Spring sale' })
  await asked(page, 'Spring sale').waitFor()
  await choose(page, 'Not yet')
  await press(page, 'Skip')
  await press(page, 'In my own words')
  await bareCard(page).getByLabel('When I next').fill('send **a** {{sale}}')
  await bareCard(page).getByLabel('I’ll').fill('test it <b>twice</b>')
  await press(page, 'Save my plan')
  await press(page, 'Done')
  await bareCard(page).waitFor({ state: 'detached' })
  const own = 'When I next send **a** {{sale}}, I’ll test it <b>twice</b>.'
  expect(await begin(page)).toBe(true)
  await line(page).waitFor()
  expect(await reminder(page).locator('q').textContent()).toBe(own)
  await call(page, 'track', 'now', { id: 'c_2', label: 'Summer sale' })
  await bareCard(page).locator('q', { hasText: own }).waitFor()
  const [reminded] = await untilStored(demo, 'gainloop.commitment.reminded')
  expect(reminded?.data).toMatchObject({ text: own, own: true })
})

it('is withheld from the share of experiments.reminders, and the event says so', async ({ startBare, tab }) => {
  const demo = await startBare(playbook({ experiments: { reminders: 1 } }))
  const { page } = tab
  await planned(tab, addressOf(demo))
  expect(await begin(page)).toBe(false)
  expect(await reminder(page).count()).toBe(0)
  const [withheld] = await untilStored(demo, 'gainloop.commitment.unreminded')
  expect(withheld?.data).toMatchObject({ action: 'now', lesson: 'better', text: PLAN })
  expect(await storedOf(demo, 'gainloop.commitment.reminded')).toEqual([])
})

it('goes with the user who signs out, and with consent', async ({ startBare, tab }) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await planned(tab, addressOf(demo))
  expect(await begin(page)).toBe(true)
  await line(page).waitFor()
  await call(page, 'reset')
  await reminder(page).waitFor({ state: 'detached' })
  expect(await begin(page)).toBe(false)
})

it('says what is wrong with an unknown action, and resolves to false', async ({ startBare, tab }) => {
  const demo = await startBare(playbook())
  await tab.page.goto(addressOf(demo))
  expect(await begin(tab.page, 'nwo')).toBe(false)
  await until('the line', () => tab.said.some((words) => words.includes('no action "nwo"')))
})

it('stands in <GainloopReminder> of a React app, under StrictMode, and goes with it', async ({ startBare, tab }) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await planned(tab, addressOf(demo))
  const code = await bundle('libraries/reminder.ts')
  const served = (path: string, contentType: string, body: string) =>
    page.route(`**${path}`, (route) => route.fulfill({ contentType, body }))
  await served('/react.js', 'text/javascript', code)
  await served(
    '/react.html',
    'text/html',
    '<!doctype html><main></main><script type="module" src="/react.js"></script>',
  )
  await page.goto(`${demo.url}/react.html`)
  await page.getByRole('button', { name: 'New campaign' }).click()
  await page.locator('main .beside > gainloop-reminder').waitFor()
  await line(page).waitFor()
  expect(await reminder(page).count()).toBe(1)
  await page.getByRole('button', { name: 'Leave' }).click()
  await reminder(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'New campaign' }).click()
  await line(page).waitFor()
  await page.getByRole('button', { name: 'Send' }).click()
  await reminder(page).waitFor({ state: 'detached' })
  expect(mishaps(tab)).toEqual([])
})

it('axe-core finds nothing, light and dark', async ({ startBare, tab }) => {
  const demo = await startBare(playbook())
  const { page } = tab
  await planned(tab, addressOf(demo))
  expect(await begin(page)).toBe(true)
  for (const theme of ['light', 'dark']) {
    await call(page, 'setTheme', theme)
    await reminder(page).locator(`[data-theme=${theme}]`).waitFor()
    expect(await findings(page, 'gainloop-reminder'), theme).toEqual([])
  }
})
