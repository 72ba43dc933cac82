/** Migration 0004: finds the users who have events of a period or an action without reading the events. */
import { type Transaction, sql } from 'kysely'
import { countedAt, type EventRow, readRow, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

interface Completion extends EventRow {
  subject: string
  key: string
}

export async function indexForReports(db: Transaction<Tables>): Promise<void> {
  await db.schema.alterTable('events').addColumn('counted', 'bigint').execute()
  await noteCompletions(db)
  await db.schema.createIndex('events_action').on('events').columns(['action', 'subject']).execute()
  // Few events have such a time, and the index is as small.
  await db.schema
    .createIndex('events_counted')
    .on('events')
    .columns(['subject', 'counted'])
    .where(sql.ref('counted'), 'is not', null)
    .execute()
}

/** Of the events that were stored before, only completions may count at another time than they happened. */
async function noteCompletions(db: Transaction<Tables>): Promise<void> {
  let last: Completion | undefined
  do {
    const rows: Completion[] = await db
      .selectFrom('events')
      .select(['subject', 'key', 'time', 'received', 'body'])
      .where('type', '=', 'gainloop.action.completed')
      .$if(last !== undefined, (query) =>
        query.where(sql<boolean>`(subject, time, key) > (${last?.subject}, ${last?.time}, ${last?.key})`),
      )
      .orderBy('subject')
      .orderBy('time')
      .orderBy('key')
      .limit(ROWS_PER_STATEMENT)
      .execute()
    for (const row of rows) {
      const stored = readRow(row, () => {})
      const counted = stored && countedAt(stored)
      if (counted == null) continue
      await db
        .updateTable('events')
        .set({ counted })
        .where('subject', '=', row.subject)
        .where('time', '=', row.time as number)
        .where('key', '=', row.key)
        .execute()
    }
    last = rows.length === ROWS_PER_STATEMENT ? rows.at(-1) : undefined
  } while (last)
}
