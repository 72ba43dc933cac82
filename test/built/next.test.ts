/** The Next.js recipe in what create-next-app makes, `cacheComponents` included: a production build, and one journey in a browser. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { launch } from '../browser/support/launch'
import { installedFor } from '../docs/documents'
import { folderOf, tarball } from './install'
import { blocks } from './readme'
import { playbook, takeJourney } from './site'

const run = promisify(execFile)
const TEMPLATE = ['--ts', '--app', '--no-eslint', '--no-tailwind', '--no-src-dir', '--use-npm', '--skip-install']
const SECRET = 'a secret of at least thirty-two bytes'

const [layout, button, route] = blocks('Next.js', 'docs/recipes.md').filter(({ language }) => /^tsx?$/.test(language))
const FILES: Record<string, string> = {
  'app/layout.tsx': layout?.text ?? '',
  'app/send-button.tsx': button?.text ?? '',
  'app/api/gainloop/[[...path]]/route.ts': route?.text ?? '',
  'app/page.tsx':
    "import { SendButton } from './send-button'\nexport default function Page() { return <SendButton /> }",
  'public/playbook.json': playbook(),
}

/** Like `execFile`, but what it printed is in the error. */
const shown = (command: string, args: string[], cwd: string): Promise<unknown> =>
  run(command, args, { cwd, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } }).catch(({ stdout, stderr }) => {
    throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`)
  })

it('builds, asks in the page, and stores the rating by the route handler', async () => {
  const folder = folderOf({})
  await shown('npx', ['--yes', 'create-next-app@16', 'app', ...TEMPLATE, '--disable-git', '--yes'], folder)
  const app = join(folder, 'app')
  const packages = installedFor({ page: 'docs/recipes.md', section: 'Next.js' })
  const names = await Promise.all(packages.map((name) => (name === 'gainloop' ? tarball() : name)))
  await shown('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...names], app)
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(app, path)), { recursive: true })
    writeFileSync(join(app, path), text)
  }
  const next = join(app, 'node_modules/next/dist/bin/next')
  // Without the secret, as on a build machine.
  await shown(process.execPath, [next, 'build'], app)
  const server = spawn(process.execPath, [next, 'start', '-p', '0'], {
    cwd: app,
    env: { ...process.env, GAINLOOP_SECRET: SECRET, NEXT_TELEMETRY_DISABLED: '1' },
  })
  onTestFinished(async () => {
    if (server.kill()) await once(server, 'exit')
  })
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    server.stderr.on('data', (piece) => {
      printed += piece
    })
    createInterface(server.stdout).on('line', (line) => {
      const found = /http:\/\/localhost:\d+/.exec(line)?.[0]
      if (found) resolve(found)
    })
    server.once('exit', (code) => reject(new Error(`next start ended with ${code}:\n${printed}`)))
  })
  const browser = await launch()
  onTestFinished(() => browser.close())
  const tab = await browser.newPage()
  const errors: string[] = []
  tab.on('pageerror', (error) => errors.push(String(error)))
  const stored = tab.waitForResponse((response) => response.request().postData()?.includes('rating.given') ?? false)
  await tab.goto(url)
  await takeJourney(tab)
  expect((await stored).status()).toBe(202)
  expect((await fetch(`${url}/api/gainloop/health`)).status).toBe(200)
  expect(errors).toEqual([])
}, 600_000)
