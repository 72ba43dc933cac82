import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client/sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LogLine } from '../../src/receiver/log'
import { createReceiver } from '../../src/receiver/receiver'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { successGap } from '../../src/report'
import { terminal } from '../cli/io'
import { storedEvent } from '../receiver/events'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-damaged-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...statements: string[]): Promise<void> {
  const client = createClient({ url: pathToFileURL(file).href })
  for (const statement of statements) await client.execute(statement)
  client.close()
}

const DAY = 86_400_000
const MARCH = Date.parse('2025-03-01T00:00:00Z')

beforeEach(async () => {
  file = join(folder, `${crypto.randomUUID()}.db`)
  const store = sqliteStore(file)
  await store.append([
    storedEvent('rating.given', { subject: 'u_1', at: MARCH, data: { moment: 'c_1', band: 'reached' } }),
    storedEvent('rating.given', { subject: 'u_2', at: MARCH, data: { moment: 'c_2', band: 'missed' } }),
    storedEvent('rating.given', { subject: 'u_3', at: MARCH, data: { moment: 'c_3', band: 'reached' } }),
  ])
  await store.close()
})

const DAMAGES: [string, string][] = [
  ['half an event', `substr(body, 1, 60)`],
  ['nothing', `''`],
  ['other JSON', `'[]'`],
  ['an event without data', `replace(body, '"data":{', '"other":{')`],
  ['an event of a band that does not exist', `replace(body, '"missed"', '"lost"')`],
  ['an event without its segments', `replace(body, '"segments"', '"other"')`],
]

describe.each(DAMAGES)('A row that holds %s', (_, damaged) => {
  beforeEach(() => run(`update events set body = ${damaged} where subject = 'u_2'`))

  test('is left out of the report, which says so', async () => {
    const store = sqliteStore(file)
    const told: string[] = []
    const report = await successGap(store, {}, { unreadable: ({ subject }) => told.push(subject) })
    expect(report).toMatchObject({ unreadable: 1, actions: [{ answered: 2, reached: 2, missed: 0 }] })
    expect(told).toEqual(['u_2'])
    await store.close()
  })

  test('does not keep anybody from the receiver’s report, and is in its log, without the user', async () => {
    const store = sqliteStore(file)
    const lines: LogLine[] = []
    const receiver = createReceiver({ store, log: (line) => lines.push(line) })
    const page = await receiver.fetch(
      new Request('https://app.example.com/report', { headers: { accept: 'text/html' } }),
    )
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('1 of the stored events could not be read')
    const line = lines.find(({ event }) => event === 'unreadable')
    expect(line).toMatchObject({ level: 'warn', count: 1 })
    expect(JSON.stringify(line)).not.toContain('u_2')
    await receiver.close()
    await store.close()
  })

  test('is named by the command on stderr', async () => {
    const { code, err, out } = await terminal(['report', '--db', file, '--json'])
    expect([code, JSON.parse(out.join('\n')).unreadable]).toEqual([0, 1])
    expect(err).toEqual([expect.stringContaining('could not read 1 of the stored events')])
  })

  test('is deleted with the others once it is old', async () => {
    const store = sqliteStore(file)
    expect(await store.expire(MARCH + DAY, 100)).toBe(3)
    await store.close()
  })
})

test('A database of an earlier version is searched by when its moments were completed', async () => {
  const store = sqliteStore(file)
  const at = new Date(MARCH - 40 * DAY).toISOString()
  await store.append([storedEvent('action.completed', { subject: 'u_4', at: MARCH, data: { moment: 'c_4', at } })])
  await store.close()
  await run(
    'drop index events_counted',
    'drop index events_action',
    'alter table events drop column counted',
    `delete from gainloop_migrations where name like '0004%'`,
  )
  const migrated = sqliteStore(file)
  const { actions } = await successGap(migrated, { from: '2025-01-01', to: '2025-02-01' })
  expect(actions).toMatchObject([{ completed: 1, answered: 0 }])
  await migrated.close()
})
