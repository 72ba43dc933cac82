/** The package as a user installs it: what npm, Node and TypeScript make of it, and how much it brings. */
import { execFile } from 'node:child_process'
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
const tool = (name: string): string => join(root, 'node_modules/.bin', name)

/** CONTRACT 6. */
const MOST_PACKAGES = 7

let folder: string
let tarball: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-package-'))
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root })
  tarball = join(folder, stdout.trim())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('is what publint and attw expect of a package', async () => {
  await run(tool('publint'), ['run', tarball, '--strict'])
  await run(tool('attw'), [tarball, '--profile', 'esm-only'])
})

describe('installed into an empty folder', () => {
  const installed: string[] = []
  let files: string[] = []

  beforeAll(async () => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], { cwd: folder })
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder })
    installed.push(...stdout.trim().split('\n').slice(1))
    files = readdirSync(join(folder, 'node_modules'), { recursive: true }).map(String)
  })

  it(`brings at most ${MOST_PACKAGES} packages, and no native binary`, () => {
    const bytes = files.reduce((sum, file) => {
      const found = statSync(join(folder, 'node_modules', file))
      return sum + (found.isFile() ? found.size : 0)
    }, 0)
    console.log(`${installed.length} packages, ${(bytes / 1e6).toFixed(1)} MB`)
    expect(installed.length).toBeLessThanOrEqual(MOST_PACKAGES)
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([])
  })

  it('holds the documents that the npm page links to, and no sources of ours', () => {
    const own = files.filter((file) => file.startsWith('gainloop/'))
    for (const file of ['README.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE', 'docs'])
      expect(own).toContain(`gainloop/${file}`)
    expect(own.filter((file) => /^gainloop\/(src|test|demo)\//.test(file))).toEqual([])
  })

  it('touches no global when it is imported on a server', async () => {
    const script = `
      const before = Object.getOwnPropertyNames(globalThis).join()
      const { createGainloop } = await import('gainloop')
      createGainloop({ playbook: '/playbook.json' }).track('campaign.sent')
      if (Object.getOwnPropertyNames(globalThis).join() !== before) throw new Error('a global was added')`
    await expect(run('node', ['--input-type=module', '-e', script], { cwd: folder })).resolves.toBeDefined()
  })
})
