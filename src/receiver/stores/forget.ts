/** Deleting: a user who wants to be forgotten, and what is older than the vendor keeps. */
import type { Kysely, Transaction } from 'kysely'
import { isAnonymous, linkOf } from '../store'
import { EVENT, eventOf, parts } from './rows'
import type { Tables } from './tables'

/** The subjects a user's events are stored under: their name, and those from before they had one. */
export async function subjectsOf(db: Kysely<Tables>, subject: string): Promise<string[]> {
  const aliases = await db.selectFrom('aliases').select('anonymous').where('subject', '=', subject).execute()
  return [subject, ...aliases.map(({ anonymous }) => anonymous)]
}

/** Forgets who they turned out to be. */
async function unlink(db: Transaction<Tables>, anonymous: readonly string[]): Promise<void> {
  if (!anonymous.length) return
  const links = await db.deleteFrom('links').where('anonymous', 'in', anonymous).returning('subject').execute()
  const named = [...new Set(links.map(({ subject }) => subject))]
  if (!named.length) return
  await db.deleteFrom('aliases').where('subject', 'in', named).where('anonymous', 'in', anonymous).execute()
}

/**
 * The keys stay: they tell nothing of the user, and keep a browser that has not heard of the erasure from posting the same
 * events anew.
 */
export async function erase(db: Kysely<Tables>, subject: string): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    let deleted = 0
    for (const subjects of parts(await subjectsOf(transaction, subject))) {
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
 * Deletes the oldest events received before then, at most so many, with all that was stored because of them. An anonymous
 * user of whom nothing is left is joined to nobody any more.
 */
export async function expire(db: Kysely<Tables>, before: number, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom('events')
      .select(['subject', 'key', ...EVENT])
      .where('received', '<', before)
      .orderBy('received')
      .limit(limit)
      .execute()
    let deleted = 0
    for (const some of parts(rows)) deleted += await remove(transaction, some)
    const anonymous = rows.flatMap((row) => linkOf(eventOf(row))?.anonymous ?? row.subject).filter(isAnonymous)
    for (const some of parts([...new Set(anonymous)])) {
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

/** By subject and key, the subject being what the tables are spread by. */
async function remove(db: Transaction<Tables>, rows: readonly { subject: string; key: string }[]): Promise<number> {
  const subjects = [...new Set(rows.map(({ subject }) => subject))]
  const keys = rows.map(({ key }) => key)
  await db.deleteFrom('webhook_outbox').where('subject', 'in', subjects).where('key', 'in', keys).execute()
  await db.deleteFrom('event_ids').where('key', 'in', keys).execute()
  const { numDeletedRows } = await db
    .deleteFrom('events')
    .where('subject', 'in', subjects)
    .where('key', 'in', keys)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
