/** The schema's history, forward only: a released entry is never edited, a change is a new entry below it. */
import { type Kysely, type Migration, Migrator } from 'kysely'

const migrations: Record<string, Migration> = {
  '0001 events and links': {
    async up(db) {
      await db.schema
        .createTable('events')
        .ifNotExists()
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
      await db.schema.createIndex('events_of').ifNotExists().on('events').columns(['subject', 'time']).execute()
      await db.schema
        .createIndex('events_received')
        .ifNotExists()
        .on('events')
        .columns(['received', 'place', 'source', 'id'])
        .execute()
      await db.schema
        .createTable('links')
        .ifNotExists()
        .addColumn('anonymous', 'text', (column) => column.primaryKey())
        .addColumn('subject', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('links_of').ifNotExists().on('links').column('subject').execute()
    },
  },
}

/** Brings the database to the newest schema. Safe when several receivers start at once: kysely holds a lock meanwhile. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'gainloop_migrations',
    migrationLockTableName: 'gainloop_migrations_lock',
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
