/** The migrations of the schema, forward only. A released migration is never edited: a change is a new one below it. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { indexForReports } from './index-for-reports'
import { keyByUser } from './key-by-user'
import type { Tables } from './tables'

export const FIRST_MIGRATION = '0001 events and links'

const migrations: Record<string, (db: Transaction<Tables>) => Promise<void>> = {
  async [FIRST_MIGRATION](db) {
    await db.schema
      .createTable('events')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('action', 'text')
      .addColumn('time', 'bigint', (column) => column.notNull())
      .addColumn('received', 'bigint', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('events_once', ['source', 'id'])
      .execute()
    await db.schema.createIndex('events_of').on('events').columns(['subject', 'time']).execute()
    await db.schema.createIndex('events_received').on('events').columns(['received', 'place', 'source', 'id']).execute()
    await db.schema
      .createTable('links')
      .addColumn('anonymous', 'text', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('links_of').on('links').column('subject').execute()
  },

  '0002 every key begins with what its table is spread by': keyByUser,

  async '0003 webhooks'(db) {
    await db.schema
      .createTable('webhook_outbox')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('key', 'uuid', (column) => column.notNull())
      .addColumn('hook', 'text', (column) => column.notNull())
      .addColumn('due', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('received', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('webhook_outbox_once', ['subject', 'key', 'hook'])
      .execute()
    await db.schema.createIndex('webhook_outbox_due').on('webhook_outbox').columns(['hook', 'due']).execute()
  },

  '0004 which users a report reads': indexForReports,

  async '0005 asks of accounts'(db) {
    await db.schema.alterTable('events').addColumn('account', 'text').execute()
    // Asks alone have one, so the index is small.
    await db.schema
      .createIndex('events_account')
      .on('events')
      .columns(['account', 'time'])
      .where(sql.ref('account'), 'is not', null)
      .execute()
  },
}

/**
 * Migrates the database to the newest schema in one transaction.
 * @param lock keeps out other receivers that start at the same time, on databases where the transaction alone does not
 */
export async function migrate(db: Kysely<Tables>, lock?: (db: Transaction<Tables>) => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await lock?.(transaction)
    await transaction.schema
      .createTable('gainloop_migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .execute()
    const rows = await transaction.selectFrom('gainloop_migrations').select('name').execute()
    const done = new Set(rows.map(({ name }) => name))
    for (const [name, up] of Object.entries(migrations)) {
      if (done.has(name)) continue
      await up(transaction)
      await transaction.insertInto('gainloop_migrations').values({ name }).execute()
    }
  })
}
