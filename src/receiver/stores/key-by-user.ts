/** Migration 0002: the primary key of events begins with the user; event ids move to a narrow table of their own. */
import { type Transaction, sql } from 'kysely'
import { eventKey, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

/** An event as migration 0001 stored it. */
interface OldEvent {
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

export async function keyByUser(db: Transaction<Tables>): Promise<void> {
  await db.schema.alterTable('events').renameTo('events_by_id').execute()
  await db.schema.dropIndex('events_of').execute()
  await db.schema.dropIndex('events_received').execute()
  // SQLite has no type `uuid` and gives the column numeric affinity: https://sqlite.org/datatype3.html. Text with dashes is not a
  // number, so it is stored as text.
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
  await moveEvents(db)
  await db.schema.dropTable('events_by_id').execute()
  // After the rows, because building an index at once is cheaper than row by row.
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

async function moveEvents(db: Transaction<Tables>): Promise<void> {
  const old = db.withTables<{ events_by_id: OldEvent }>()
  let last: OldEvent | undefined
  do {
    const rows = await old
      .selectFrom('events_by_id')
      .selectAll()
      .$if(last !== undefined, (query) => query.where(sql<boolean>`(source, id) > (${last?.source}, ${last?.id})`))
      .orderBy('source')
      .orderBy('id')
      .limit(ROWS_PER_STATEMENT)
      .execute()
    const moved = rows.map(({ source, id, ...row }) => ({ ...row, key: eventKey({ source, id }) }))
    if (moved.length) {
      await db
        .insertInto('event_ids')
        .values(moved.map(({ key }) => ({ key })))
        .execute()
      await db.insertInto('events').values(moved).execute()
    }
    last = rows.length === ROWS_PER_STATEMENT ? rows.at(-1) : undefined
  } while (last)
}
