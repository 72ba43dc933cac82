/**
 * `npm run test:frameworks [name …]`: installs the packed Gainloop into a fresh app of each framework, builds it, and goes
 * through one journey in a real browser: an action, an answer, a lesson, and the rating at the endpoint.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { until } from '../browser/support/endpoint'
import { launch } from '../browser/support/launch'
import { type App, apps } from './apps'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: '1' }

const PLAYBOOK = {
  version: 1,
  id: 'postcard',
  name: 'Postcard',
  actions: {
    'campaign.sent': {
      ask: { question: 'Did it bring the results you wanted?', when: { after: '0s' }, comment: false },
    },
  },
  lessons: [
    { id: 'next-time', kind: 'tips', title: 'Get more out of the next one', points: ['Leave one link in.'], for: {} },
  ],
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )

/** Ends the process with what it started. */
function end({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}

async function journey(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('button', { name: 'Send the campaign' }).click()
    const card = page.getByRole('region', { name: 'Postcard' })
    await card.getByRole('radio', { name: 'Not yet' }).click()
    await card.getByRole('heading', { name: 'Get more out of the next one' }).waitFor()
  } finally {
    await context.close()
  }
}

async function check(name: string, app: App, tarball: string, browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `gainloop-${name}-`))
  const started: ChildProcess[] = []
  const start = (command: string[], more: NodeJS.ProcessEnv = {}): void => {
    const [file = '', ...args] = command
    const bin = join(folder, 'node_modules/.bin', file)
    started.push(spawn(bin, args, { cwd: folder, env: { ...env, ...more }, detached: true, stdio: 'ignore' }))
  }
  try {
    cpSync(join(import.meta.dirname, name), folder, { recursive: true })
    const files = { 'package.json': '{ "private": true, "type": "module" }', ...app.files }
    mkdirSync(join(folder, 'public'), { recursive: true })
    writeFileSync(join(folder, 'public/playbook.json'), JSON.stringify(PLAYBOOK))
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const quiet = ['--no-audit', '--no-fund', '--prefer-offline']
    const database = app.packages.some((one) => one.startsWith('@libsql')) ? [] : ['@libsql/client@0.15']
    await run('npm', ['install', ...quiet, tarball, ...app.packages, ...database], { cwd: folder, env })
    const [builder = '', ...args] = app.build
    await run(join(folder, 'node_modules/.bin', builder), args, { cwd: folder, env, maxBuffer: 1e8 })

    const [port, receiver] = [await freePort(), await freePort()]
    if (!app.hasEndpoint) start(['gainloop', 'serve', '--db', 'gainloop.db', '--port', String(receiver)])
    start(app.serve(port), {
      RECEIVER: `http://127.0.0.1:${receiver}`,
      GAINLOOP_SECRET: 'a secret of at least thirty-two bytes',
    })
    const url = `http://127.0.0.1:${port}/`
    await until(`${name} at ${url}`, () => answers(url), 60_000)
    if (!app.hasEndpoint) await until('the receiver', () => answers(`http://127.0.0.1:${receiver}/health`), 60_000)

    await journey(browser, url)
    await until('the rating at the endpoint', async () => {
      const list = ['events', '--db', 'gainloop.db', '--type', 'gainloop.rating.given']
      const { stdout } = await run(join(folder, 'node_modules/.bin/gainloop'), list, { cwd: folder, env })
      return stdout.includes('"band":"missed"')
    })
    console.log(`ok    ${name}`)
  } finally {
    for (const child of started) end(child)
    rmSync(folder, { recursive: true, force: true })
  }
}

const wanted = process.argv.slice(2)
const packed = mkdtempSync(join(tmpdir(), 'gainloop-packed-'))
const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', packed], { cwd: root })
const browser = await launch()
try {
  for (const [name, app] of Object.entries(apps)) {
    if (wanted.length && !wanted.includes(name)) continue
    await check(name, app, join(packed, stdout.trim()), browser).catch((cause: Error & { stdout?: string }) => {
      console.error(`FAILED ${name}: ${cause.message}\n${cause.stdout ?? ''}`)
      process.exitCode = 1
    })
  }
} finally {
  await browser.close()
  rmSync(packed, { recursive: true, force: true })
}
