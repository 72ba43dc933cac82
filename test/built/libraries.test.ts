/** Preact, zod and ky do their work in a visitor's browser: with any of them stubbed out the journey fails. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { build, type Plugin } from 'vite'
import { expect, test } from 'vitest'
import { launch } from '../browser/support/launch'

const root = join(import.meta.dirname, '../..')

/** What each library's module holds instead. Whatever is not named here stays as it is. */
const STUBS: Record<string, string> = {
  preact: `export * from 'preact'; export const render = () => {}`,
  'zod/mini': `export * from 'zod/mini'; export const strictObject = () => { throw new Error('stubbed out') }`,
  ky: `export * from 'ky'; export default () => Promise.reject(new Error('stubbed out'))`,
}

const PLAYBOOK = JSON.stringify({
  version: 1,
  id: 'postcard',
  actions: { 'campaign.sent': { ask: { question: 'Did it work?', when: { after: '0s' }, comment: false } } },
  lessons: [{ id: 'next-time', kind: 'tips', title: 'Get more out of the next one', points: ['Less'], for: {} }],
})

const PAGE = `<!doctype html><html lang="en"><title>Postcard</title>
<script>window.gainloop=function(){(gainloop.q=gainloop.q||[]).push(arguments)}</script>
<script type="module" src="/gainloop.js" data-playbook="/playbook.json" data-endpoint="/api/gainloop"></script>
<script>gainloop('track', 'campaign.sent', { id: 'c_42' })</script>`

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json', '': 'text/html' }

const stubOf = (library: string): Plugin => ({
  name: 'stub',
  enforce: 'pre',
  resolveId: (id, importer) => (id === library && importer !== `\0stub` ? '\0stub' : null),
  load: (id) => (id === '\0stub' ? STUBS[library] : null),
})

/** The module build, with one library stubbed out or none. Returns the URL of a page that tracks an action at once. */
async function serve(library?: string): Promise<{ url: string; posted: string[]; close(): void }> {
  const outDir = mkdtempSync(join(tmpdir(), 'gainloop-libraries-'))
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    mode: 'embed',
    logLevel: 'silent',
    plugins: library ? [stubOf(library)] : [],
    build: { outDir },
  })
  const posted: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain')
    if (request.method === 'POST') {
      request.on('data', (piece) => posted.push(String(piece)))
      request.on('end', () => response.writeHead(202).end())
    } else if (path === '/') response.end(PAGE)
    else if (path === '/playbook.json') response.end(PLAYBOOK)
    else
      try {
        response.end(readFileSync(join(outDir, path)))
      } catch {
        response.writeHead(404).end()
      }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posted,
    close() {
      server.close()
      server.closeAllConnections()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

/** From the action to the lesson. @throws when a step does not come */
async function journey(page: Page, url: string, posted: string[]): Promise<void> {
  page.setDefaultTimeout(6_000)
  await page.goto(url)
  const card = page.getByRole('region', { name: 'postcard' })
  await card.getByRole('radio', { name: 'Not yet' }).click()
  await card.getByRole('heading', { name: 'Get more out of the next one' }).waitFor()
  await expect.poll(() => posted.join(), { timeout: 6_000 }).toContain('gainloop.rating.given')
}

test.each(['no library', ...Object.keys(STUBS)])('the journey with %s stubbed out', async (name) => {
  const library = name in STUBS ? name : undefined
  const served = await serve(library)
  const browser = await launch()
  try {
    const done = journey(await browser.newPage(), served.url, served.posted)
    if (library) await expect(done).rejects.toThrow()
    else await done
  } finally {
    await browser.close()
    served.close()
  }
})
