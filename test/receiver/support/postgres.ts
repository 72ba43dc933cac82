/**
 * A real PostgreSQL for the tests: `$DATABASE_URL`, else a private one started from the binaries found here, on a Unix
 * socket in a temporary folder and gone afterwards.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

export interface Postgres {
  /** The URL of a new, empty database. */
  fresh(): Promise<string>
  stop(): Promise<void>
}

export const howToGetOne =
  'no PostgreSQL found: set DATABASE_URL, or apt-get install -y --no-install-recommends postgresql'

/** The folder of `initdb` and `postgres`; undefined when there is none. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []
  const places = [...versions, ...(process.env.PATH ?? '').split(':'), '/opt/homebrew/bin', '/usr/local/pgsql/bin']
  return places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
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

function databasesOf(base: URL): Pick<Postgres, 'fresh'> {
  let count = 0
  return {
    async fresh() {
      const name = `gainloop_test_${process.pid}_${++count}`
      await query(base.href, `drop database if exists ${name}`)
      await query(base.href, `create database ${name}`)
      const url = new URL(base)
      url.pathname = `/${name}`
      return url.href
    },
  }
}

/** Resolves to undefined when there is none to be had. */
export async function startPostgres(): Promise<Postgres | undefined> {
  if (process.env.DATABASE_URL) return { ...databasesOf(new URL(process.env.DATABASE_URL)), stop: async () => {} }
  const bin = binaries()
  if (!bin) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'gainloop-postgres-'))
  const user = owner()
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder, stdio: 'ignore' } as const
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options)
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-h', '', '-c', 'max_connections=60'], options)
  const base = new URL(`postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`)
  await accepting(base.href, server)
  return {
    ...databasesOf(base),
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
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
