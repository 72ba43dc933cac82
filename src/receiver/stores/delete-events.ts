/** Deletes the events of one user, and events that are older than the vendor keeps them. */
import type { Kysely, Transaction } from 'kysely'
import { isAnonymous, linkOf } from '../store'
import { chunks, EVENT_COLUMNS, readRow } from './rows'
import type { Tables } from './tables'

/** All subjects a user's events are stored under: their id, and those from before `identify`. */
export async function subjectsOf(db: Kysely<Tables>, subject: string): Promise<string[]> {
  const aliases = await db.selectFrom('aliases').select('anonymous').where('subject', '=', subject).execute()
  return [subject, ...aliases.map(({ anonymous }) => anonymous)]
}

/** Removes the links from anonymous subjects to the users they turned out to be. */
async function unlink(db: Transaction<Tables>, anonymous: readonly string[]): Promise<void> {
  if (!anonymous.length) return
  const links = await db.deleteFrom('links').where('anonymous', 'in', anonymous).returning('subject').execute()
  const named = [...new Set(links.map(({ subject }) => subject))]
  if (!named.length) return
  await db.deleteFrom('aliases').where('subject', 'in', named).where('anonymous', 'in', anonymous).execute()
}

/**
 * Keeps the keys in `event_ids`. They reveal nothing about the user, and a browser that still has the same events can't store them
 * again.
 */
export async function erase(db: Kysely<Tables>, subject: string): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    let deleted = 0
    for (const subjects of chunks(await subjectsOf(transaction, subject))) {
      const { numDeletedRows } = await transaction
        .deleteFrom('events')
        .where('subject', 'in', subjects)
        .executeTakeFirst()
      deleted += Number(numDeletedRows)
      await transaction.deleteFrom('webhook_outbox').where('subject', 'in', subjects).execute()
      await unlink(transaction, subjects)
    }
    return deleted
  })
}

/**
 * Deletes the oldest events received before this time, at most `limit`, with their deliveries. Their keys stay, as those of an
 * erased user do: a browser may send an event again much later, if it never heard that it was stored. An anonymous subject that has no
 * events left loses its link to a user.
 */
export async function expire(db: Kysely<Tables>, before: number, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('events')
      .select(['subject', 'key', ...EVENT_COLUMNS])
      .where('received', '<', before)
      .orderBy('received')
      .limit(limit)
      .execute()
    let deleted = 0
    for (const some of chunks(rows)) deleted += await remove(transaction, some)
    // A row that can't be read is deleted like any other.
    const read = (row: (typeof rows)[number]) => readRow(row, () => {})
    const links = rows.map((row) => ({ row, stored: read(row) }))
    const anonymous = links
      .map(({ row, stored }) => (stored && linkOf(stored))?.anonymous ?? row.subject)
      .filter(isAnonymous)
    for (const some of chunks([...new Set(anonymous)])) {
      const left = await transaction
        .selectFrom('events')
        .select('subject')
        .distinct()
        .where('subject', 'in', some)
        .execute()
      const kept = new Set(left.map(({ subject }) => subject))
      await unlink(
        transaction,
        some.filter((each) => !kept.has(each)),
      )
    }
    return deleted
  })
}

/** Selects rows by subject as well as by key, because the tables are distributed by subject. */
async function remove(db: Transaction<Tables>, rows: readonly { subject: string; key: string }[]): Promise<number> {
  const subjects = [...new Set(rows.map(({ subject }) => subject))]
  const keys = rows.map(({ key }) => key)
  await db.deleteFrom('webhook_outbox').where('subject', 'in', subjects).where('key', 'in', keys).execute()
  const { numDeletedRows } = await db
    .deleteFrom('events')
    .where('subject', 'in', subjects)
    .where('key', 'in', keys)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
