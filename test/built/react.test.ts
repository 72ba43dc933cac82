import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { version } from 'react'
import { expect, it } from 'vitest'
import { until } from '../browser/support/endpoint'
import { launch } from '../browser/support/launch'
import { bundle, checkTypes, createApp, serveApp } from './react-app'

const root = join(import.meta.dirname, '../..')

/** Every read of these globals is written down, from before the import until all is rendered. */
const SERVER = `
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'

const read = []
for (const name of ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch'])
  Object.defineProperty(globalThis, name, { configurable: true, get() { read.push(name) } })
const before = Reflect.ownKeys(globalThis).length

const { GainloopProvider, useGainloop } = await import('gainloop/react')
function Campaign() {
  useGainloop().track('campaign.sent')
  return createElement('h1', null, 'Spring sale')
}
const html = renderToString(createElement(GainloopProvider, { playbook: '/playbook.json' }, createElement(Campaign)))
console.log(JSON.stringify({ html, read, added: Reflect.ownKeys(globalThis).length - before }))
`

it('is imported and rendered by a server without touching a global, and keeps no process alive', async () => {
  const run = promisify(execFile)
  const { stdout } = await run('node', ['--input-type=module', '-e', SERVER], { cwd: root, timeout: 30_000 })
  expect(JSON.parse(stdout)).toEqual({ html: '<h1>Spring sale</h1>', read: [], added: 0 })
})

it('is a client module to frameworks with server components, around the one client that the package has', () => {
  const code = readFileSync(join(root, 'dist/client/react.js'), 'utf8')
  expect(code).toMatch(/^['"]use client['"]/)
  const from = [...code.matchAll(/\bfrom\s*["']([^"']+)["']/g)].map(([, path]) => path)
  expect(from.toSorted()).toEqual(['./index.js', 'react', 'react/jsx-runtime'])
})

it.each(['18.3.1', version])(
  'asks once and leaves no trace, as docs/recipes.md embeds it, under the StrictMode of React %s',
  async (react) => {
    const folder = mkdtempSync(join(tmpdir(), 'gainloop-react-'))
    const app = await createApp(folder, react)
    await checkTypes(app)
    await bundle(app)
    const { url, posted, close } = await serveApp(app)
    const browser = await launch()
    try {
      const page = await browser.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      await page.goto(url)
      await page.getByRole('button', { name: 'Send the campaign' }).click()
      const card = page.getByRole('region', { name: 'postcard' })
      await card.getByRole('radio', { name: 'Not yet' }).click()
      await card.getByRole('button', { name: 'Skip' }).click()
      await card.getByRole('heading', { name: 'Get more out of the next one' }).waitFor()
      const rating = await until('the rating', () => posted.find(({ event }) => event.type === 'gainloop.rating.given'))
      expect(rating).toMatchObject({
        authorization: 'Bearer signed.by.the.vendor',
        event: { subject: 'u_81', data: { moment: 'c_42', band: 'missed' } },
      })
      expect(posted.filter(({ event }) => event.type === 'gainloop.action.completed').length).toBe(1)
      expect(await card.count()).toBe(1)

      await page.evaluate(() => (window as unknown as { leave(): void }).leave())
      await card.waitFor({ state: 'detached' })
      expect(await page.locator('body > :not(main, script)').count()).toBe(0)
      expect(errors).toEqual([])
    } finally {
      await browser.close()
      close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
  180_000,
)
