import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client/sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store, StoredEvent } from '../../src/receiver/store'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from './events'
import { freshDatabase } from './support/postgres'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-migrate-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What migration 0001 left behind. */
const FIRST = [
  `create table gainloop_migrations (name text primary key)`,
  `insert into gainloop_migrations values ('0001 events and links')`,
  `create table events (source text not null, id text not null, type text not null, subject text not null, action text,
    time bigint not null, received bigint not null, place integer not null, body text not null,
    constraint events_once primary key (source, id))`,
  `create index events_of on events (subject, time)`,
  `create index events_received on events (received, place, source, id)`,
  `create table links (anonymous text primary key, subject text not null)`,
  `create index links_of on links (subject)`,
  `insert into links values ('anon-1', 'u_1')`,
]

const text = (value: string) => `'${value.replaceAll("'", "''")}'`
const rowsOf = (events: readonly StoredEvent[]) =>
  `insert into events values ${events
    .map(
      ({ event, at, received }, place) =>
        `(${[event.source, event.id, event.type, event.subject, 'campaign.sent'].map(text).join()},
          ${at}, ${received}, ${place}, ${text(JSON.stringify(event))})`,
    )
    .join()}`

async function inSqlite(statements: readonly string[]): Promise<() => Store> {
  const file = join(folder, `${crypto.randomUUID()}.db`)
  const client = createClient({ url: pathToFileURL(file).href })
  for (const statement of statements) await client.execute(statement)
  client.close()
  return () => sqliteStore(file)
}

async function inPostgres(statements: readonly string[]): Promise<() => Store> {
  const url = (await freshDatabase()) ?? ''
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
  return () => postgresStore(url)
}

const stores = [
  ['SQLite', inSqlite],
  // Started by support/setup.ts, which says so where there is none.
  ...(process.env.DATABASE_URL ? [['PostgreSQL', inPostgres] as const] : []),
] as const

describe.each(stores)('a database of the first version on %s', (_, prepare) => {
  test('keeps every event, once, when three receivers start on it at once', async () => {
    const events = [
      storedEvent('rating.given', { id: 'before', subject: 'anon-1', at: 1_000 }),
      storedEvent('user.identified', { id: 'named', at: 2_000, data: { anonymous: 'anon-1' } }),
      ...Array.from({ length: 2_100 }, (_, index) => storedEvent('rating.given', { id: `e${index}`, subject: 'u_2' })),
    ]
    const open = await prepare([...FIRST, rowsOf(events)])
    const three = [open(), open(), open()]
    await Promise.all(three.map((store) => store.ready()))
    const results = await Promise.all(three.map((store) => store.append(events)))
    expect(results.map(({ accepted, duplicates }) => [accepted.length, duplicates.length])).toEqual(
      three.map(() => [0, events.length]),
    )
    const [store] = three as [Store]
    expect(await store.eventsOf('u_1')).toEqual(events.slice(0, 2))
    const found: string[] = []
    for await (const { event } of store.events()) found.push(event.id)
    expect(found.sort()).toEqual(events.map(({ event }) => event.id).sort())
    expect(await store.erase('u_1')).toBe(2)
    await Promise.all(three.map((each) => each.close()))
  })
})
