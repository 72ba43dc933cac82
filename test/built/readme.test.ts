import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { launch } from '../browser/support/launch'
import { sizes } from '../size/limits'
import { tarball } from './install'
import { blocks, readme } from './readme'

const run = promisify(execFile)

it('promises no fewer bytes than the build has', () => {
  const built = { entry: 'entry on every page', journey: 'whole journey' }
  const promised = [...readme.matchAll(/<!-- limit:(\w+) -->([\d.]+)<!-- \/limit -->/g)]
  expect(promised).toHaveLength(2)
  for (const [, name, kib] of promised) {
    const size = sizes().find(({ what }) => what === built[name as keyof typeof built])
    expect(size?.bytes).toBeLessThanOrEqual(Number(kib) * 1024)
  }
})

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' }

it('leads in five minutes from an empty folder to a stored rating', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-readme-'))
  const [install, playbook, page, serve, events] = blocks('Embed it in five minutes')
  // The package comes from this build, not from the registry.
  const script = install?.text.replace('npm install gainloop', `npm install --no-audit --no-fund ${await tarball()}`)
  await run('sh', ['-ec', script ?? ''], { cwd: folder })
  const site = join(folder, 'public')
  writeFileSync(join(site, 'playbook.json'), playbook?.text ?? '')
  await run('npx', ['gainloop', 'check', 'public/playbook.json'], { cwd: folder })

  const [receiverLine = '', staticLine = ''] = (serve?.text ?? '').trim().split('\n')
  // The database lies beside the served folder, not in it.
  expect(staticLine).toBe('npx http-server public -p 8080')
  const command = receiverLine.replace(/ &$/, '').replace('npx ', 'node_modules/.bin/')
  // Its default port, 8787, may be taken on this machine.
  const receiver = spawn('sh', ['-c', `exec ${command} --port 0`], { cwd: folder })
  onTestFinished(async () => {
    if (receiver.kill()) await once(receiver, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
  }
  receiver.stdout.on('data', hear)
  receiver.stderr.on('data', hear)
  const address = await new Promise<string>((resolve, reject) => {
    receiver.stdout.on('data', () => {
      const url = /listening at (http:\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    receiver.once('exit', () => reject(new Error(`\`${command}\` ended: ${said}`)))
  })
  const named = 'http://127.0.0.1:8787/'
  expect(page?.text).toContain(named)
  writeFileSync(join(site, 'index.html'), page?.text.replace(named, address) ?? '')
  const web = createServer((request, response) => {
    const file = request.url === '/' ? '/index.html' : (request.url ?? '')
    try {
      response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain')
      response.end(readFileSync(join(site, file)))
    } catch {
      response.writeHead(404).end()
    }
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void web.close())
  await once(web, 'listening')
  const { port } = web.address() as { port: number }
  const browser = await launch()
  onTestFinished(() => browser.close())
  const tab = await browser.newPage({ viewport: { width: 390, height: 800 }, isMobile: true })
  const posted = tab.waitForResponse((response) => response.request().postData()?.includes('rating.given') ?? false)
  await tab.goto(`http://127.0.0.1:${port}/`)
  expect(await tab.evaluate(() => [document.characterSet, innerWidth])).toEqual(['UTF-8', 390])
  await tab.getByRole('button', { name: 'Send the campaign' }).click()
  await tab.getByRole('radio', { name: 'Not yet' }).click()
  expect((await posted).status()).toBe(202)
  const printed = await run('sh', ['-ec', events?.text ?? ''], { cwd: folder })
  expect(JSON.parse(printed.stdout.trim())).toMatchObject({
    type: 'gainloop.rating.given',
    data: { value: 'not-yet', band: 'missed', moment: 'c_42' },
  })
}, 240_000)
