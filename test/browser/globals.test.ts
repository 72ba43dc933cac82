/** The name `gainloop` on a page: elements that have it, two Gainloops, a tag that was redirected. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demo } from '../../demo/server'
import { createDemo } from './support/demo'
import { bareCard, choose, mishaps, playbookWith } from './support/bare'
import { storedOf, until } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import type { Visit } from './support/visit'

const STUB = "typeof gainloop=='function'||(window.gainloop=function(){(gainloop.q=gainloop.q||[]).push(arguments)})"
const SECOND = STUB.replaceAll('gainloop', 'second')

/** The script tag of a build, for that global. */
const tag = (build: string, name = 'gainloop', src = '') => {
  const script =
    build === 'all' ? 'src="/gainloop/gainloop.all.js"' : `type="module" src="${src || '/gainloop/gainloop.js'}"`
  return `<script async ${script} data-name="${name}" data-playbook="/${name}.json" data-endpoint="/api/gainloop"></script>`
}

type Open = (html: string) => Promise<{ demo: Demo; tab: Visit; page: Page }>

const it = fixtures.extend<{ open: Open }>({
  open: async ({ keepDemo, newTab }, use) => {
    const tabs: Visit[] = []
    await use(async (html) => {
      const demo = await keepDemo(
        createDemo({
          extra({ url }) {
            const { pathname } = new URL(url)
            if (pathname === '/gainloop.json') return Response.json(playbookWith(['now']))
            if (pathname === '/second.json')
              return Response.json({ ...playbookWith(['now']), id: 'second', name: 'Second' })
            if (pathname === '/latest.js')
              return new Response(null, { status: 302, headers: { location: '/gainloop/gainloop.js' } })
            if (pathname !== '/page') return undefined
            const document = `<!doctype html><html lang="en"><title>Page</title>${html}</html>`
            return new Response(document, { headers: { 'content-type': 'text/html; charset=utf-8' } })
          },
        }),
      )
      const tab = await newTab()
      tab.page.setDefaultTimeout(15_000)
      tabs.push(tab)
      await tab.page.goto(`${demo.url}/page`)
      return { demo, tab, page: tab.page }
    })
    expect(mishaps(...tabs)).toEqual([])
  },
})

const track = (name: string, id: string) => `<script>${name}('track', 'now', { id: '${id}', label: '${id}' })</script>`
const secondCard = (page: Page) => page.getByRole('region', { name: 'Second' })

it.for(['module', 'all'])(
  'two tags start two Gainloops, which take turns: one card on the page at a time (%s)',
  async (build, { open }) => {
    const { page, demo } = await open(
      `<script>${STUB};${SECOND}</script>${tag(build)}${tag(build, 'second')}${track('gainloop', 'a')}${track('second', 'b')}`,
    )
    const cards = page.locator('gainloop-card')
    await cards.first().waitFor()
    // Both have decided by the time that they have explained it.
    await page.evaluate(async () => {
      const { gainloop, second } = globalThis as unknown as Record<string, (method: string) => Promise<unknown>>
      await Promise.all([gainloop?.('explain'), second?.('explain')])
    })
    expect(await cards.count()).toBe(1)
    expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
    const [one, other] = (await bareCard(page).isVisible())
      ? [bareCard(page), secondCard(page)]
      : [secondCard(page), bareCard(page)]
    await one.getByRole('button', { name: 'Close' }).click()
    // The line that answers goes as well.
    await one.getByRole('button', { name: 'Close' }).click()
    await other.waitFor()
    expect(await cards.count()).toBe(1)
    await other.getByRole('radio', { name: 'Yes', exact: true }).click()
    await until('both asks to be told', async () => (await storedOf(demo, 'gainloop.ask.shown')).length === 2)
  },
)

it('what the page asks for by hand takes the place of another Gainloop’s card, which comes back', async ({ open }) => {
  const { page, demo } = await open(
    `<script>${STUB};${SECOND}</script>${tag('module')}${tag('module', 'second')}${track('gainloop', 'a')}`,
  )
  await bareCard(page).waitFor()
  await page.evaluate(() => (globalThis as unknown as { second(...call: unknown[]): void }).second('lesson', 'better'))
  await secondCard(page).getByRole('heading', { name: 'Do it better' }).waitFor()
  expect(await page.locator('gainloop-card').count()).toBe(1)
  await secondCard(page).getByRole('button', { name: 'Close' }).click()
  await choose(page, 'Yes')
  expect(await storedOf(demo, 'gainloop.ask.dismissed')).toEqual([])
})

it('a tag that is added later starts as well, and nothing is left when all are destroyed', async ({ open }) => {
  const { page } = await open(`<script>${STUB}</script>${tag('module')}`)
  await page.waitForFunction(() => 'flush' in (globalThis as unknown as { gainloop: object }).gainloop)
  await page.evaluate(
    (html) => {
      const [attributes = ''] = html.match(/data-.*?(?=>)/) ?? []
      const script = document.createElement('script')
      for (const [, name = '', value = ''] of attributes.matchAll(/([\w-]+)="(.*?)"/g)) script.setAttribute(name, value)
      Object.assign(script, { type: 'module', src: '/gainloop/gainloop.js' })
      document.head.append(script)
    },
    tag('module', 'second'),
  )
  await page.waitForFunction(() => 'second' in globalThis)
  const left = await page.evaluate(() => {
    const { gainloop, second } = globalThis as unknown as Record<string, { destroy(): void }>
    gainloop?.destroy()
    second?.destroy()
    return ['gainloop', 'second'].filter((name) => name in globalThis)
  })
  expect(left).toEqual([])
})

it('a tag whose URL is redirected is found by its playbook', async ({ open }) => {
  const { page } = await open(
    `<script>${STUB}</script>${tag('module', 'gainloop', '/latest.js')}${track('gainloop', 'a')}`,
  )
  await bareCard(page).waitFor()
})

it.for(['module', 'all'])('elements with the id “gainloop” are no stub (%s)', async (build, { open }) => {
  const { page } = await open(
    `<div id="gainloop"></div><form id="gainloop"><input name="q"><input name="on"></form>
     <script>${STUB}</script>${tag(build)}${track('gainloop', 'a')}`,
  )
  await choose(page, 'Yes')
})

it('an element with the name of a global without a stub is no Gainloop either', async ({ open }) => {
  const { page, tab } = await open(
    `<form id="second"><input name="q"><input name="on"></form>${tag('module', 'second')}`,
  )
  await page.waitForFunction(() => typeof (globalThis as unknown as { second: unknown }).second === 'function')
  expect(tab.said.splice(0)).toEqual([expect.stringContaining('renames the global')])
})
