/** The debug panel under the strict policy: shown with `data-debug` only, and nothing that is tried in it is stored or posted. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { type Demo, type DemoOptions, STRICT_POLICY } from '../../demo/server'
import { fetchedModules } from './support/built-files'
import { stored, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { card, question, reachQuestion, sendCampaign, stateGoal } from './support/journey'
import type { Visit } from './support/visit'

/** Beside the one file, or a chunk of the module build. */
const isPart = (path: string): boolean => fetchedModules([path]).has('debug/debug.ts')

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Gainloop debug panel' })
const press = (page: Page, name: string): Promise<void> =>
  panel(page).getByRole('button', { name, exact: true }).first().click()
const openPanel = (page: Page): Promise<void> => panel(page).getByRole('button', { name: 'Gainloop debug' }).click()

/** The records of IndexedDB: one for each event that waits, the wake and the book. */
const kept = (page: Page): Promise<unknown[]> =>
  page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open('gainloop')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('state').objectStore('state').getAll()
          reading.onsuccess = () => {
            opening.result.close()
            resolve(reading.result)
          }
        }
      }),
  )

/** Everything the page and the endpoint hold, once nothing is under way. */
async function all(page: Page, demo: Demo): Promise<object> {
  await until('the outbox to be empty', async () => (await kept(page)).length === 2)
  const keyed = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  return { kept: await kept(page), keyed, requests: demo.requests.length, stored: (await stored(demo)).length }
}

/** A tab on a demo of its own, in which nothing goes wrong. */
type Opened = (options?: DemoOptions) => Promise<{ demo: Demo; seen: Visit }>

const it = fixtures.extend<{ opened: Opened }>({
  opened: async ({ startDemo, newTab }, use) => {
    const tabs: Visit[] = []
    await use(async (options) => {
      const demo = await startDemo(options)
      const seen = await newTab()
      tabs.push(seen)
      return { demo, seen }
    })
    for (const { violations, errors } of tabs) expect([violations, errors]).toEqual([[], []])
  },
})

describe.each(['module', 'all'])('with data-debug in the %s build', (build) => {
  it('days are jumped, bands forced and lessons opened, and nothing of it is stored or posted', async ({ opened }) => {
    const { demo, seen } = await opened()
    const { page } = seen
    await sendCampaign(page, demo, `build=${build}&panel=off&data-debug=`)
    await stateGoal(page)
    await untilStored(demo, 'gainloop.goal.stated')
    const before = await all(page, demo)
    await openPanel(page)
    await panel(page).getByText('Nothing here is stored or posted').waitFor()
    await panel(page)
      .getByText(/^it is not due yet \(until/)
      .waitFor()
    await panel(page).getByText('IndexedDB “gainloop”').waitFor()

    await press(page, '+3 days')
    await question(page).waitFor()
    await card(page).getByRole('button', { name: 'Close' }).click()
    // The line that answers goes as well.
    await card(page).getByRole('button', { name: 'Close' }).click()
    await panel(page).getByText('ask.dismissed campaign.sent (c_42)').waitFor()

    for (const band of ['missed', 'partly', 'reached']) {
      await press(page, band)
      await panel(page)
        .getByText(new RegExp(`rating.given campaign.sent \\(c_42\\) ${band}`))
        .waitFor()
      const lesson = panel(page).getByText(/^Lesson “[\w-]+”, which is for/)
      await until(`the lesson for ${band}`, async () => {
        const id = /“([\w-]+)”/.exec((await lesson.textContent()) ?? '')?.[1] ?? ''
        const title = await panel(page).locator(`option[value="${id}"]`).textContent()
        return (await card(page).getByRole('heading').allTextContents()).includes(title ?? '')
      })
    }

    await panel(page).getByRole('combobox', { name: 'Lesson' }).selectOption('find-the-weak-step')
    await press(page, 'Open lesson')
    await card(page).getByRole('heading', { name: 'Find the step where you lost people' }).waitFor()
    await card(page).getByRole('checkbox').first().check()
    await panel(page)
      .getByText(/lesson.progressed find-the-weak-step/)
      .first()
      .waitFor()

    await press(page, 'Back to now')
    await card(page).waitFor({ state: 'detached' })
    expect(await all(page, demo)).toEqual(before)
    expect(seen.heard.map(({ type }) => type).filter((type) => /ask|rating|lesson/.test(type))).toEqual([])
    expect(seen.fetched.filter(isPart).length).toBe(1)
  })

  it('each decision is in the console, with its reason', async ({ opened }) => {
    const { demo, seen } = await opened()
    await reachQuestion(seen.page, demo, `build=${build}&panel=off&data-debug=`)
    await until('the line', () => seen.said.some((line) => line.endsWith('(c_42). Asked now.')))
    const about = seen.said.filter((line) => line.includes('c_42'))
    expect(about[0]).toMatch(
      /^\[gainloop\] campaign\.sent “Spring sale” \(c_42\)\. Not asked: it is not due yet \(until \d+ \w+ \d{4} at \d\d:\d\d\)/,
    )
    expect(new Set(about).size).toBe(about.length)
  })

  it('destroy takes the panel away, and the card of a dry run', async ({ opened }) => {
    const { demo, seen } = await opened()
    const { page } = seen
    await sendCampaign(page, demo, `build=${build}&panel=off&data-debug=`)
    await stateGoal(page)
    await openPanel(page)
    await press(page, '+3 days')
    await question(page).waitFor()
    await page.evaluate(() => (globalThis as unknown as { gainloop: { destroy(): void } }).gainloop.destroy())
    await until('nothing to be left', async () => !(await page.locator('gainloop-card, gainloop-debug').count()))
  })

  it('without data-debug nothing of it is fetched or shown', async ({ opened }) => {
    const { demo, seen } = await opened()
    await reachQuestion(seen.page, demo, `build=${build}&panel=off`)
    expect(seen.fetched.filter(isPart)).toEqual([])
    expect(await seen.page.locator('gainloop-debug').count()).toBe(0)
    expect(seen.said).toEqual([])
  })
})

it('where the panel can’t be loaded the console says so, and all else goes on', async ({ opened }) => {
  const { demo, seen } = await opened()
  await seen.page.route('**/gainloop.debug.js', (route) => route.abort())
  await reachQuestion(seen.page, demo, 'build=all&panel=off&data-debug=')
  expect(seen.said.some((line) => line.includes('gainloop.debug.js'))).toBe(true)
})

it('is worked by keyboard alone, and the page’s hotkeys hear none of it', async ({ opened }) => {
  const { demo, seen } = await opened()
  const { page } = seen
  await sendCampaign(page, demo, 'panel=off&data-debug=')
  await stateGoal(page)
  const toggle = panel(page).getByRole('button', { name: 'Gainloop debug' })
  await toggle.waitFor()
  await page.evaluate(() =>
    document.addEventListener('keydown', ({ key }) => {
      document.title += ` heard ${key}`
    }),
  )
  await toggle.focus()
  await page.keyboard.press('Enter')
  const jump = panel(page).getByRole('button', { name: '+3 days' })
  await jump.waitFor()
  const focused = () => jump.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button)
  for (let presses = 0; presses < 10 && !(await focused()); presses++) await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await question(page).waitFor()
  expect(await focused()).toBe(true)
  await page.keyboard.press('Escape')
  await panel(page).getByRole('button', { name: '+3 days' }).waitFor({ state: 'detached' })
  expect(await toggle.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(true)
  expect(await page.title()).not.toContain('heard')
})

it('stands in the corner where the card is not, in a language that runs from right to left too', async ({ opened }) => {
  for (const language of ['en', 'ar']) {
    const { demo, seen } = await opened()
    const { page } = seen
    await sendCampaign(page, demo, `panel=off&language=${language}&data-debug=`)
    const [one, other] = [page.locator('gainloop-card'), page.locator('gainloop-debug')]
    await one.getByRole('radio').first().waitFor()
    await other.getByRole('button').click()
    const [a, b] = [await one.boundingBox(), await other.boundingBox()]
    const apart = a && b && (a.x + a.width <= b.x || b.x + b.width <= a.x)
    expect(apart, language).toBe(true)
  }
})

it('comes with the package from npm as well', async ({ opened }) => {
  const files: Record<string, string> = {
    '/npm': '<!doctype html><html lang="en"><title>npm</title><script type="module" src="/npm.js"></script></html>',
    '/npm.js':
      "import { createGainloop } from '/client/index.js'\n" +
      "createGainloop({ playbook: '/playbooks/email-marketing.json', endpoint: '/api/gainloop', debug: true })",
  }
  const { demo, seen } = await opened({
    async extra(request) {
      const { pathname } = new URL(request.url)
      const client = /^\/client\/([\w-]+\.js)$/.exec(pathname)?.[1]
      const built =
        client && (await readFile(join(import.meta.dirname, '../../dist/client', client), 'utf8').catch(() => ''))
      const body = built || files[pathname]
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html'
      return body
        ? new Response(body, { headers: { 'content-type': type, 'content-security-policy': STRICT_POLICY } })
        : undefined
    },
  })
  await seen.page.goto(`${demo.url}/npm`)
  await openPanel(seen.page)
  await panel(seen.page).getByText('Actions without a moment').click()
  await press(seen.page, 'missed')
  await card(seen.page).getByRole('heading').first().waitFor()
  expect(await stored(demo)).toEqual([])
})
