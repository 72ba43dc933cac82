/** Deleting: a user who wants to be forgotten, and what is older than the vendor keeps. */
import type { Kysely } from 'kysely'
import { linkOf } from '../store'
import { EVENT, eventOf, parts } from './rows'
import type { Tables } from './tables'

/** The subjects a user's events are stored under: their name, and those from before they had one. */
export async function subjectsOf(db: Kysely<Tables>, subject: string): Promise<string[]> {
  const aliases = await db.selectFrom('aliases').select('anonymous').where('subject', '=', subject).execute()
  return [subject, ...aliases.map(({ anonymous }) => anonymous)]
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
      const links = await transaction
        .deleteFrom('links')
        .where('anonymous', 'in', subjects)
        .returning(['subject', 'anonymous'])
        .execute()
      const named = [...new Set(links.map((each) => each.subject))]
      if (!named.length) continue
      await transaction.deleteFrom('aliases').where('subject', 'in', named).where('anonymous', 'in', subjects).execute()
    }
    return deleted
  })
}

/**
 * Deletes the oldest events received before then, at most so many, with all that was stored because of them. A user whose
 * last anonymous event goes is no longer joined to it.
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
    for (const some of parts(rows)) {
      const subjects = [...new Set(some.map(({ subject }) => subject))]
      const keys = some.map(({ key }) => key)
      const { numDeletedRows } = await transaction
        .deleteFrom('events')
        .where('subject', 'in', subjects)
        .where('key', 'in', keys)
        .executeTakeFirst()
      deleted += Number(numDeletedRows)
      await transaction.deleteFrom('webhook_outbox').where('subject', 'in', subjects).where('key', 'in', keys).execute()
      await transaction.deleteFrom('event_ids').where('key', 'in', keys).execute()
    }
    for (const links of parts(rows.flatMap((row) => linkOf(eventOf(row)) ?? []))) {
      const anonymous = links.map((each) => each.anonymous)
      const left = await transaction
        .selectFrom('events')
        .select('subject')
        .distinct()
        .where('subject', 'in', anonymous)
        .execute()
      const gone = anonymous.filter((each) => !left.some(({ subject }) => subject === each))
      if (!gone.length) continue
      await transaction.deleteFrom('links').where('anonymous', 'in', gone).execute()
      const named = [...new Set(links.map(({ subject }) => subject))]
      await transaction.deleteFrom('aliases').where('subject', 'in', named).where('anonymous', 'in', gone).execute()
    }
    return deleted
  })
}
