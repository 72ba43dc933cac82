/** What the documents tell a reader to install, installed from this build into a folder of its own. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

const MANIFEST = '{ "private": true, "type": "module" }'

/** A folder that is deleted when the test file is through. */
function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-docs-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let packed: Promise<string> | undefined

/** The tarball that `npm publish` would publish, packed once for each test file. */
export function tarball(): Promise<string> {
  packed ??= (async () => {
    const folder = temporary()
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT })
    return join(folder, stdout.trim())
  })()
  return packed
}

/** A new folder with those files; it is deleted after the test. */
export function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ 'package.json': MANIFEST, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const NPM = ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline']
const PNPM = [join(ROOT, 'node_modules/.bin/pnpm'), 'add', '--prefer-offline', '--ignore-workspace']

async function installAnew(packages: readonly string[], by: readonly string[]): Promise<string> {
  const folder = temporary()
  writeFileSync(join(folder, 'package.json'), MANIFEST)
  const file = await tarball()
  const names = packages.map((name) => (name === 'gainloop' ? `gainloop@file:${file}` : name))
  const [command = '', ...args] = by
  await run(command, [...args, ...names], { cwd: folder }).catch(({ stdout, stderr }) => {
    throw new Error(`${by.join(' ')} ${names.join(' ')}\n${stdout}\n${stderr}`)
  })
  return folder
}

const installations = new Map<string, Promise<string>>()

/**
 * Installs those packages into the folder, `gainloop` from this build. pnpm links only what is installed by name: a program
 * that imports anything else fails there. The same list is installed once for each test file, and copied.
 */
export async function install(folder: string, packages: readonly string[], by: 'npm' | 'pnpm' = 'pnpm'): Promise<void> {
  const key = [by, ...packages].join(' ')
  const made = installations.get(key) ?? installAnew(packages, by === 'npm' ? NPM : PNPM)
  installations.set(key, made)
  await cp(join(await made, 'node_modules'), join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true })
}
