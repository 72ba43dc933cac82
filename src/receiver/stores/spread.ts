/** Migration 0002: events keyed by their user instead of by their id, which moves to a narrow table of its own. */
import { type Transaction, sql } from 'kysely'
import { keyOf } from './key'
import { ROWS } from './rows'
import type { Tables } from './tables'

/** An event as 0001 stored it. */
interface Old {
  source: string
  id: string
  subject: string
  type: string
  action: string | null
  time: number
  received: number
  place: number
  body: string
}

export async function spread(db: Transaction<Tables>): Promise<void> {
  await db.schema.alterTable('events').renameTo('events_by_id').execute()
  await db.schema.dropIndex('events_of').execute()
  await db.schema.dropIndex('events_received').execute()
  // SQLite knows no UUIDs and would take the column for one of numbers, but for text that is no number, as with these dashes, text stays.
  await db.schema
    .createTable('event_ids')
    .addColumn('key', 'uuid', (column) => column.primaryKey().notNull())
    .execute()
  await db.schema
    .createTable('events')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('time', 'bigint', (column) => column.notNull())
    .addColumn('key', 'uuid', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('action', 'text')
    .addColumn('received', 'bigint', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_of', ['subject', 'time', 'key'])
    .execute()
  await move(db)
  await db.schema.dropTable('events_by_id').execute()
  // After the rows: filling an index at once is cheaper than row by row.
  await db.schema.createIndex('events_received').on('events').columns(['received', 'place']).execute()

  await db.schema.dropIndex('links_of').execute()
  await db.schema
    .createTable('aliases')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('anonymous', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('aliases_once', ['subject', 'anonymous'])
    .execute()
  await db
    .insertInto('aliases')
    .columns(['subject', 'anonymous'])
    .expression(db.selectFrom('links').select(['subject', 'anonymous']))
    .execute()
}

async function move(db: Transaction<Tables>): Promise<void> {
  const old = db.withTables<{ events_by_id: Old }>()
  let last: Old | undefined
  do {
    const rows = await old
      .selectFrom('events_by_id')
      .selectAll()
      .$if(last !== undefined, (query) => query.where(sql<boolean>`(source, id) > (${last?.source}, ${last?.id})`))
      .orderBy('source')
      .orderBy('id')
      .limit(ROWS)
      .execute()
    const moved = rows.map(({ source, id, ...row }) => ({ ...row, key: keyOf({ source, id }) }))
    if (moved.length) {
      await db
        .insertInto('event_ids')
        .values(moved.map(({ key }) => ({ key })))
        .execute()
      await db.insertInto('events').values(moved).execute()
    }
    last = rows.length === ROWS ? rows.at(-1) : undefined
  } while (last)
}
