/** A page with nothing in it but Gainloop, on a playbook with every trigger: for tests that a whole product would only be in the way of. */
import type { Locator, Page } from 'playwright-core'
import type { Demo } from '../../../demo/server'
import { createDemo } from './demo'
import type { Ask, Limits, Playbook } from '../../../src/playbook/schema'
import type { Visit } from './visit'

/** No limit but those a test sets. */
const FREE: Limits = {
  cooldown: '0s',
  sameAction: { answered: '0s', dismissed: '0s' },
  perSession: 100,
  per30Days: 100,
  perYear: 100,
  displays: 100,
  giveUp: { dismissals: 100, for: '180d' },
  goal: { every: '0s', skips: 100 },
  snooze: '2d',
}

const asks: Record<string, Omit<Ask, 'question'>> = {
  sent: { when: { after: '3d' } },
  now: { when: { after: '0s' } },
  large: { when: { after: '0s' }, if: { 'properties.size': { $gte: 10 } } },
  measured: { when: { on: 'result' } },
  felt: { when: { after: '1d' } },
  judged: { when: { after: '1d' }, judge: 'metrics', expires: '4d' },
  watched: { when: { every: '5w' }, expires: '10d' },
  captured: { when: { digest: { every: '1w', sum: 'contacts', atLeast: 5 } }, expires: '6d' },
}

/** @param only the actions to keep; all of them would be asked about beside one another */
export function playbookWith(only: readonly (keyof typeof asks & string)[], limits: Limits = {}): Playbook {
  const actions: Playbook['actions'] = {}
  for (const name of only) {
    const question =
      name === 'captured' ? 'You won {{digest.sum|number}} contacts. Any use?' : 'How did “{{moment.label|or:it}}” go?'
    const obstacles = [{ id: 'late', label: 'It came too late' }]
    const strengths = [{ id: 'price', label: 'The price' }]
    actions[name] = { ask: { question, obstacles, strengths, ...asks[name] } }
    if (/measured|felt|judged/.test(name))
      actions[name].metrics = {
        rate: { label: 'Open rate', unit: 'percent', better: 'higher', reached: { $gte: 0.5 }, missed: { $lt: 0.1 } },
      }
  }
  return {
    version: 1,
    id: 'bare',
    name: 'Bare',
    limits: { ...FREE, ...limits },
    actions,
    lessons: [
      { id: 'better', kind: 'tips', title: 'Do it better', points: ['One'], for: { bands: ['missed', 'partly'] } },
      { id: 'again', kind: 'tips', title: 'Do it again', points: ['One'], for: { bands: ['reached'] } },
    ],
  }
}

/** A demo that also serves `/bare`, a page with Gainloop on that playbook; `addressOf` says where. */
export const serveBare = (playbook: Playbook): Promise<Demo> =>
  createDemo({
    extra(request) {
      const { pathname, searchParams } = new URL(request.url)
      if (pathname === '/bare.json') return Response.json(playbook)
      if (pathname !== '/bare') return undefined
      const { build, ...given } = Object.fromEntries(searchParams)
      const data = { playbook: '/bare.json', endpoint: '/api/gainloop', ...given }
      const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${value}"`)
      const script = build === 'all' ? 'src="/gainloop/gainloop.all.js"' : 'type="module" src="/gainloop/gainloop.js"'
      return new Response(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<script src="/clock.js"></script><script src="/embed-stub.js"></script><script async ${script}${attributes.join('')}></script>
<h1>Bare</h1><label>Notes <textarea></textarea></label></html>`,
        { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } },
      )
    },
  })

/** @param attributes of the script tag without `data-`, and `build: 'all'` for the one-file build */
export const addressOf = (demo: Demo, attributes: Record<string, string> = {}): string =>
  `${demo.url}/bare?${new URLSearchParams(attributes).toString()}`

export const bareCard = (page: Page): Locator => page.getByRole('region', { name: 'Bare' })

/** The question on the card, about that label. */
export const asked = (page: Page, label: string): Locator =>
  bareCard(page).getByRole('radiogroup', { name: `How did “${label}” go?` })

export const choose = (page: Page, answer: string): Promise<void> =>
  bareCard(page).getByRole('radio', { name: answer, exact: true }).click()

export const press = (page: Page, button: string): Promise<void> =>
  bareCard(page).getByRole('button', { name: button, exact: true }).click()

/** Leaves by this button, and goes on: the line that answers is closed before it goes by itself. */
export async function leave(page: Page, button: string): Promise<void> {
  await press(page, button)
  await bareCard(page).getByRole('button', { name: 'Undo' }).waitFor()
  await press(page, 'Close')
}

interface Verdict {
  action: string
  moment?: string
  ask: boolean
  reasons: { code: string; until?: number }[]
}

/** What `explain()` says in this page. It answers once every call before it is done. */
export const explained = (page: Page): Promise<Verdict[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { gainloop(method: 'explain'): Promise<Verdict[]> }).gainloop('explain'),
  )

/** The codes against the ask of one moment; `asks` when there is none, `no-moment` when there is no such moment. */
export async function codesOf(page: Page, moment: string): Promise<string> {
  const verdict = (await explained(page)).find((one) => one.moment === moment)
  return verdict ? verdict.reasons.map(({ code }) => code).join(' ') || 'asks' : 'no-moment'
}

/** Nothing a vendor would not want to see has happened in these tabs. */
export const mishaps = (...visits: Visit[]): string[] =>
  visits.flatMap(({ violations, errors, said }) => [...violations, ...errors, ...said])
