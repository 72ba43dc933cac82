/** Health is about storing: a database that is full, locked or read-only can be read all the same. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LogLine } from '../../src/receiver/log'
import { createReceiver } from '../../src/receiver/receiver'
import type { Store } from '../../src/receiver/store'
import { storeFailure } from '../../src/receiver/store-failure'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'
import { freshDatabase } from './support/postgres'

const ROOT = join(import.meta.dirname, '../..')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-health-'))
})
afterAll(() => rm(folder, { recursive: true }))

function checked(store: Store) {
  onTestFinished(() => store.close())
  const log: LogLine[] = []
  const { fetch } = createReceiver({ store, log: (line) => log.push(line) })
  const health = async () => (await fetch(new Request('https://app.example.com/health'))).status
  return { health, failures: () => log.filter((line) => line.event === 'store-failed') }
}

test('a SQLite file that another process has locked is not healthy, and healthy again afterwards', async () => {
  const file = join(folder, 'locked.db')
  const { health, failures } = checked(sqliteStore(file))
  expect(await health()).toBe(200)
  const other = createClient({ url: `file:${file}` })
  const transaction = await other.transaction('write')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const locked = health()
  await new Promise(setImmediate)
  vi.advanceTimersByTime(3_000)
  expect(await locked).toBe(503)
  expect(failures()).toMatchObject([{ level: 'error', error: 'TimeoutError' }])
  await transaction.commit()
  other.close()
  // The write of before goes through at its next attempt.
  vi.advanceTimersByTime(100)
  vi.useRealTimers()
  expect(await health()).toBe(200)
})

test.runIf(process.env.DATABASE_URL)(
  'a PostgreSQL that has become read-only is not healthy, and the log says so',
  async () => {
    const url = (await freshDatabase()) ?? ''
    const first = postgresStore(url)
    await first.ready()
    await first.close()
    const admin = new Client({ connectionString: url })
    await admin.connect()
    await admin.query(
      `do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$`,
    )
    await admin.end()
    // The schema is there, so nothing has to be migrated.
    const { health, failures } = checked(postgresStore(url))
    expect(await health()).toBe(503)
    expect(failures()).toMatchObject([{ error: 'error 25006', hint: expect.stringContaining('can only be read') }])
  },
)

test('a SQLite file that finds no room is not healthy, and the log names the disk', async () => {
  // A limit on the size of files stands for a full disk. SQLite pads nothing: the file grows with what is stored.
  const program = `
    import { createReceiver } from ${JSON.stringify(join(ROOT, 'src/receiver/receiver'))}
    import { sqliteStore } from ${JSON.stringify(join(ROOT, 'src/receiver/stores/sqlite'))}
    import { event } from ${JSON.stringify(join(ROOT, 'test/receiver/events'))}
    process.on('SIGXFSZ', () => {})
    const store = sqliteStore(${JSON.stringify(join(folder, 'full.db'))})
    const failures: unknown[] = []
    const { fetch } = createReceiver({ store, limits: { subject: false }, log: (line) => line.event === 'store-failed' && failures.push(line) })
    const health = async () => (await fetch(new Request('https://app.example.com/health'))).status
    const post = async () => (await fetch(new Request('https://app.example.com/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(Array.from({ length: 400 }, () => event('rating.given', { id: crypto.randomUUID() }))),
    }))).status
    const before = await health()
    let status = 202
    for (let n = 0; n < 20 && status === 202; n++) status = await post()
    console.log(JSON.stringify({ before, status, after: await health(), failures }))`
  const script = join(folder, 'full.mts')
  await writeFile(script, program)
  const command = 'ulimit -f 2048; exec "$0" --import "$1" "$2"'
  const child = spawn('bash', ['-c', command, process.execPath, import.meta.resolve('tsx'), script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text))
  await once(child, 'close')
  const { before, status, after, failures } = JSON.parse(printed)
  expect([before, status, after]).toEqual([200, 503, 503])
  expect(failures[0]).toMatchObject({ level: 'error', event: 'store-failed', hint: expect.stringContaining('disk') })
})

test('many who ask at once cost one write', async () => {
  const store = sqliteStore(':memory:')
  onTestFinished(() => store.close())
  const writable = vi.fn(store.writable)
  const { fetch } = createReceiver({ store: { ...store, writable }, log: () => {} })
  const answers = Array.from({ length: 50 }, () => fetch(new Request('https://app.example.com/health')))
  expect((await Promise.all(answers)).every(({ status }) => status === 200)).toBe(true)
  expect(writable).toHaveBeenCalledTimes(1)
})

describe('the log says what to do when', () => {
  const failed = (code: string) => Object.assign(new Error('of ada@example.com'), { code })
  test.each([
    ['SQLITE_FULL', /disk is full/],
    ['ENOSPC', /disk is full/],
    ['53100', /disk is full/],
    ['SQLITE_READONLY_DBMOVED', /can only be read/],
    ['25006', /can only be read/],
    ['SQLITE_BUSY_SNAPSHOT', /lock of the database/],
    ['SQLITE_IOERR_WRITE', /damaged/],
    ['SQLITE_CANTOPEN', /can't be opened/],
    ['53300', /max_connections/],
    ['28P01', /user or the password/],
    ['ECONNREFUSED', /can not be reached/],
  ])('%s', (code, hint) => {
    for (const error of [failed(code), new Error('', { cause: failed(code) })]) {
      const line = storeFailure(error)
      expect(line.hint).toMatch(hint)
      expect(JSON.stringify(line)).not.toContain('ada')
    }
  })

  test('nothing is known', () => {
    expect(storeFailure(event('rating.given'))).toEqual({ level: 'error', event: 'store-failed', error: 'object' })
  })
})
