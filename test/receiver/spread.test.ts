/**
 * The tables spread over parts by hash, as Citus spreads them over machines. PostgreSQL's own partitions ask the same of a
 * schema (a unique key must hold the column it is spread by) and tell which parts a query touched.
 */
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import type { Delivery, Store } from '../../src/receiver/store'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { DISTRIBUTED_BY } from '../../src/receiver/stores/tables'
import { storedEvent } from './events'
import { storeSuite } from './store-suite'
import { eventually } from './eventually'
import { freshDatabase } from './support/postgres'

const PARTS = 4
const HOOK = 'https://example.com/hook'

async function ask<Row extends object>(url: string, statements: readonly string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) ({ rows } = await client.query<Row>(statement))
    return rows
  } finally {
    await client.end()
  }
}

/** An empty database, migrated, its tables in parts. */
async function spreadDatabase(): Promise<string> {
  const url = (await freshDatabase()) ?? ''
  const store = postgresStore(url)
  await store.ready()
  await store.close()
  const statements = Object.entries(DISTRIBUTED_BY).flatMap(([table, column]) => [
    `alter table ${table} rename to ${table}_whole`,
    `create table ${table} (like ${table}_whole including all) partition by hash (${column})`,
    ...Array.from(
      { length: PARTS },
      (_, part) =>
        `create table ${table}_part${part} partition of ${table} for values with (modulus ${PARTS}, remainder ${part})`,
    ),
    `drop table ${table}_whole`,
  ])
  await ask(url, statements)
  return url
}

/** Sessions tell what they read when they end, and a closed connection's session ends a little later. */
const sessionsEnded = (url: string) =>
  eventually(async () => {
    const others = `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    expect(await ask(url, [others])).toEqual([])
  })

/** How many parts of each table were read while `work` had the store. */
async function partsRead(url: string, work: (store: Required<Store>) => Promise<void>) {
  await sessionsEnded(url)
  await ask(url, [`select pg_stat_reset()`])
  const store = postgresStore(url)
  await work(store)
  await store.close()
  await sessionsEnded(url)
  const rows = await ask<{ whole: string; read: number }>(url, [
    `select regexp_replace(relname, '_part.$', '') as whole, count(*) filter (where seq_scan + coalesce(idx_scan, 0) > 0)::int as read
     from pg_stat_user_tables where relname like '%\\_part_' group by 1`,
  ])
  return Object.fromEntries(rows.map(({ whole, read }) => [whole, read]))
}

// Started by support/setup.ts, which says so where there is none.
describe.runIf(process.env.DATABASE_URL)('spread over parts', () => {
  storeSuite('the PostgreSQL store', async () => postgresStore(await spreadDatabase()))

  test('each table begins its keys with the column it is spread by', async () => {
    const rows = await ask<{ table: string; first: string }>(await spreadDatabase(), [
      `select relname as table, attname as first from pg_index
       join pg_class on pg_class.oid = indrelid join pg_attribute on attrelid = indrelid and attnum = indkey[0]
       where indisunique and relkind = 'p'`,
    ])
    expect(Object.fromEntries(rows.map(({ table, first }) => [table, first]))).toEqual(DISTRIBUTED_BY)
  })

  test('what is asked about one user touches one part of each table', async () => {
    const url = await spreadDatabase()
    const filling = postgresStore(url)
    const many = Array.from({ length: 200 }, (_, n) => storedEvent('rating.given', { subject: `u_${n}` }))
    await filling.append(many, () => [HOOK])
    await filling.close()

    const read = await partsRead(url, async (store) => {
      expect(await store.eventsOf('u_1')).toHaveLength(1)
      for await (const { event } of store.eventsUnder(['u_1'], ['gainloop.rating.given'])) {
        expect(event.subject).toBe('u_1')
      }
      expect(await store.erase('u_1')).toBe(1)
    })
    expect(read).toEqual({ events: 1, aliases: 1, links: 1, webhook_outbox: 1, event_ids: 0 })
  })

  test('a delivery touches one part once it is found', async () => {
    const url = await spreadDatabase()
    const filling = postgresStore(url)
    await filling.append([storedEvent('rating.given', { received: 0 })], () => [HOOK])
    const [delivery] = (await filling.outbox.due(HOOK, 0, 1)) as [Delivery]
    await filling.close()

    const read = await partsRead(url, async ({ outbox }) => {
      expect(await outbox.claim(delivery, 60_000)).toBe(true)
      await outbox.retry(delivery, 5_000)
      await outbox.remove(delivery)
    })
    expect(read).toEqual({ events: 0, aliases: 0, links: 0, webhook_outbox: 1, event_ids: 0 })
  })

  test('but a report of everything reads every part', async () => {
    const read = await partsRead(await spreadDatabase(), async (store) => {
      for await (const _ of store.events()) expect.unreachable()
    })
    expect(read).toMatchObject({ events: PARTS })
  })
})
