/** The card on pages made with the libraries that people use. They are installed for these tests alone. */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Demo } from '../../demo/server'
import { bareCard, choose, explained, mishaps, playbookWith } from './support/bare'
import { bundle } from './support/bundle'
import { createDemo } from './support/demo'
import { storedOf, until, untilStored } from './support/endpoint'
import { it as fixtures } from './support/fixtures'
import { call, flushed, type Visit } from './support/visit'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
}

const GAINLOOP = `<script src="/embed-stub.js"></script><script type="module" src="/gainloop/gainloop.js" data-playbook="/bare.json" data-endpoint="/api/gainloop"></script>`
const pageOf = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>${GAINLOOP}${head}</head><body>${body}</body></html>`

/** What a path answers: the text, or where it lies. */
type Files = Record<string, string | URL | (() => Promise<string>)>

const packageFile = (path: string): URL => new URL(`../../node_modules/${path}`, import.meta.url)

const it = fixtures.extend<{ open: (files: Files, path?: string) => Promise<Visit & { demo: Demo }> }>({
  open: async ({ keepDemo, newTab }, use) => {
    const tabs: Visit[] = []
    await use(async (files, path = '/page.html') => {
      const demo = await keepDemo(
        createDemo({
          async extra({ url }) {
            const { pathname } = new URL(url)
            if (pathname === '/bare.json') return Response.json(playbookWith(['now']))
            const folder = Object.keys(files).find((name) => name.endsWith('/') && pathname.startsWith(name))
            const file = files[pathname] ?? (folder && new URL(pathname.slice(folder.length), files[folder] as URL))
            if (!file) return undefined
            const text =
              typeof file === 'function' ? await file() : file instanceof URL ? await readFile(file, 'utf8') : file
            return new Response(text, { headers: { 'content-type': TYPES[extname(pathname)] ?? 'text/plain' } })
          },
        }),
      )
      const tab = await newTab()
      tabs.push(tab)
      await tab.page.goto(demo.url + path)
      return { ...tab, demo }
    })
    expect(mishaps(...tabs)).toEqual([])
  },
})

const ask = (page: Page, id = 'a') => call(page, 'track', 'now', { id, label: 'Spring sale' })

const BOOTSTRAP = pageOf(
  `<main><button data-bs-toggle="modal" data-bs-target="#settings">Settings</button></main>
<div class="modal" id="settings" tabindex="-1" aria-labelledby="title"><div class="modal-dialog"><div class="modal-content">
<h2 id="title">Settings</h2><input aria-label="Name"><button data-bs-dismiss="modal">Done</button></div></div></div>`,
  '<link rel="stylesheet" href="/bootstrap/css/bootstrap.css"><script defer src="/bootstrap/js/bootstrap.bundle.js"></script>',
)
const REACT = pageOf('<div id="root"></div><script type="module" src="/lib.js"></script>')

const DIALOGS: readonly [library: string, files: Files][] = [
  ['Radix', { '/page.html': REACT, '/lib.js': () => bundle('libraries/radix.ts') }],
  ['Headless UI', { '/page.html': REACT, '/lib.js': () => bundle('libraries/headless.ts') }],
  ['MUI', { '/page.html': REACT, '/lib.js': () => bundle('libraries/mui.ts') }],
  ['Bootstrap 5', { '/page.html': BOOTSTRAP, '/bootstrap/': packageFile('bootstrap/dist/') }],
]

describe.each(DIALOGS)('A dialog of %s', (_, files) => {
  it('keeps its form and its focus: an open card makes way for it and comes back, and the next ask waits for its end', async ({
    open,
  }) => {
    const { page, demo } = await open(files)
    const settings = page.getByRole('dialog')
    const name = settings.getByRole('textbox', { name: 'Name' })
    await page.getByRole('button', { name: 'Settings' }).waitFor()
    await ask(page)
    await bareCard(page).waitFor()

    await page.getByRole('button', { name: 'Settings' }).click()
    await name.fill('Ada')
    await page.locator('gainloop-card').waitFor({ state: 'hidden' })
    for (let key = 0; key < 4; key += 1) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('gainloop-card')
    expect(await name.inputValue()).toBe('Ada')
    await settings.getByRole('button', { name: 'Done' }).click()
    await choose(page, 'Partly')
    await untilStored(demo, 'gainloop.rating.given')
    await bareCard(page).getByRole('button', { name: 'Close' }).click()

    await page.getByRole('button', { name: 'Settings' }).click()
    await name.waitFor()
    await ask(page, 'b')
    const codes = async () =>
      (await explained(page)).find(({ moment }) => moment === 'b')?.reasons.map(({ code }) => code)
    await until('the modal in the way', async () => `${await codes()}` === 'busy')
    expect(await bareCard(page).count()).toBe(0)
    await settings.getByRole('button', { name: 'Done' }).click()
    await choose(page, 'Yes')
    await flushed(page)
    expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(2)
  })
})

it('An editor of TinyMCE, in its frame, is not interrupted in the middle of a word', async ({ open }) => {
  const { page } = await open({
    '/page.html': pageOf(
      '<textarea id="mail"></textarea><script src="/start.js"></script>',
      '<script src="/tinymce/tinymce.min.js"></script>',
    ),
    '/start.js': `tinymce.init({ selector: '#mail', license_key: 'gpl', promotion: false, branding: false })`,
    '/tinymce/': packageFile('tinymce/'),
  })
  const words = page.frameLocator('iframe.tox-edit-area__iframe').locator('body')
  await words.click()
  await page.keyboard.type('Dear all, the sp')
  await ask(page)
  expect((await explained(page))[0]?.reasons.map(({ code }) => code)).toEqual(['busy'])
  await page.keyboard.type('ring sale')
  expect(await words.textContent()).toBe('Dear all, the spring sale')
  expect(await bareCard(page).count()).toBe(0)
  await bareCard(page).waitFor()
})

describe.each([
  ['18', { react: 'react-18', 'react-dom': 'react-dom-18' }],
  ['19', {}],
])('A document that React %s hydrates', (_, alias) => {
  it('is taken over as it was, with what the user had typed, and asks after that', async ({ open }) => {
    const script = await bundle('libraries/hydrate.ts', alias)
    let release = (): void => {}
    const held = new Promise<string>((resolve) => {
      release = () => resolve(script)
    })
    const { page } = await open(
      {
        '/page.html': `<!DOCTYPE html><html lang="en"><head><title>Bare</title>${GAINLOOP}<script type="module" src="/lib.js"></script></head><body><label><span>Notes</span><textarea></textarea></label></body></html>`,
        '/lib.js': () => held,
        '/start.html': '<title>Start</title>',
      },
      '/start.html',
    )
    await page.goto(new URL('/page.html', page.url()).href, { waitUntil: 'commit' })
    const notes = page.getByRole('textbox', { name: 'Notes' })
    await notes.fill('Half a sen')
    await page.evaluate(() => Object.assign(document.querySelector('textarea') as object, { same: true }))
    await ask(page)
    release()
    await until('React to take over', () => page.evaluate(() => 'hydrated' in window))
    await bareCard(page).waitFor()
    expect(await page.evaluate(() => (window as unknown as { mismatches: string[] }).mismatches)).toEqual([])
    expect(await notes.evaluate((field) => 'same' in field)).toBe(true)
    expect(await notes.inputValue()).toBe('Half a sen')
    await choose(page, 'Partly')
  })
})

it('Turbo replaces the body: the card stays, and its answer arrives', async ({ open }) => {
  const head = '<script type="module">import "/turbo.js"</script>'
  const { page, demo } = await open({
    '/page.html': pageOf('<h1>One</h1><a href="/two.html">Two</a>', head),
    '/two.html': pageOf('<h1>Two</h1><a href="/page.html">One</a>', head),
    '/turbo.js': packageFile('@hotwired/turbo/dist/turbo.es2017-esm.js'),
  })
  await page.evaluate(() => Object.assign(window, { same: true }))
  await ask(page)
  await bareCard(page).waitFor()
  await page.getByRole('link', { name: 'Two' }).click()
  await page.getByRole('heading', { name: 'Two' }).waitFor()
  await choose(page, 'Partly')
  await page.getByRole('link', { name: 'One' }).click()
  await page.getByRole('heading', { name: 'One' }).waitFor()
  await untilStored(demo, 'gainloop.rating.given')
  await bareCard(page).getByRole('button', { name: 'Close' }).waitFor()
  await flushed(page)
  expect(await page.evaluate(() => 'same' in window)).toBe(true)
  expect(await storedOf(demo, 'gainloop.ask.shown')).toHaveLength(1)
  expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
})

it('A service worker that answers with its offline page loses no rating', async ({ open }) => {
  const { page, demo, said } = await open({
    '/page.html': pageOf('<h1>One</h1>'),
    '/sw.js': `
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))
const offline = () => new Response('<!doctype html><title>Offline</title>', { headers: { 'content-type': 'text/html' } })
addEventListener('fetch', (event) => event.respondWith(fetch(event.request).catch(offline)))`,
  })
  await page.evaluate(async () => {
    const controlled = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
    await navigator.serviceWorker.register('/sw.js')
    await controlled
  })
  await ask(page)
  await bareCard(page).waitFor()
  demo.faults.drop = 'before'
  await choose(page, 'Partly')
  await until('the offline page to be told', () => said.length > 0)
  expect(said.join()).toContain('HTML')
  said.length = 0
  delete demo.faults.drop
  await page.reload()
  await untilStored(demo, 'gainloop.rating.given')
  await flushed(page)
  expect(await storedOf(demo, 'gainloop.rating.given')).toHaveLength(1)
})
