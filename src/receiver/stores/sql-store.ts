/** The queries of both SQL stores. */
import { type Kysely, sql } from 'kysely'
import type { GainloopEvent } from '../../delivery/event'
import type { EventFilter, Store, StoredEvent } from '../store'
import { append } from './append'
import { type Bulk, byValues } from './bulk'
import { eventsUnder, usersIn } from './by-user'
import { erase, expire, subjectsOf } from './delete-events'
import { type AppendAll, groupCommits } from './group-commit'
import { history } from './history'
import { FIRST_MIGRATION } from './migrations'
import { sqlOutbox } from './outbox'
import { chunks, EVENT_COLUMNS, eventOf, readRow, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

export interface OpenDatabase {
  db: Kysely<Tables>
  /** The same database with a time limit for queries, for requests that somebody waits for. @default db */
  timed?: Kysely<Tables>
  /** How it inserts many rows. @default byValues */
  bulk?: Bulk
  /** Whether what is stored at the same time shares a transaction: for a database that runs one after the other. @default false */
  grouped?: boolean
  /** Removes what deleted rows have left in the database's files. */
  scrub?(): Promise<void>
}

/** A store over any migrated database that Kysely supports. `open` is called when the store is first used, and again if it failed. */
export function sqlStore(open: () => Promise<OpenDatabase>): Required<Store> {
  let opening: Promise<OpenDatabase> | undefined
  const opened = () => {
    opening ??= open().catch((error) => {
      opening = undefined
      throw error
    })
    return opening
  }
  const database = async () => (await opened()).db
  const timedDatabase = async () => {
    const { db, timed = db } = await opened()
    return timed
  }

  const appendAll: AppendAll = async (given, addressees) => {
    const { bulk = byValues } = await opened()
    return append(await timedDatabase(), bulk, given, addressees)
  }
  const appendInGroups = groupCommits(appendAll)

  async function* events(filter: EventFilter = {}): AsyncGenerator<StoredEvent> {
    const db = await database()
    let last: { received: number | string; place: number; key: string } | undefined
    do {
      const rows = await db
        .selectFrom('events')
        .select(['key', 'place', ...EVENT_COLUMNS])
        .$if(filter.from !== undefined, (query) => query.where('time', '>=', filter.from as number))
        .$if(filter.to !== undefined, (query) => query.where('time', '<', filter.to as number))
        .$if(filter.since !== undefined, (query) => query.where('received', '>=', filter.since as number))
        .$if(filter.types !== undefined, (query) => query.where('type', 'in', filter.types as string[]))
        .$if(filter.action !== undefined, (query) => query.where('action', '=', filter.action as string))
        .$if(last !== undefined, (query) =>
          query.where(sql<boolean>`(received, place, key) > (${last?.received}, ${last?.place}, ${last?.key})`),
        )
        .orderBy('received')
        .orderBy('place')
        .orderBy('key')
        .limit(ROWS_PER_STATEMENT)
        .execute()
      yield* rows.map(eventOf)
      last = rows.length === ROWS_PER_STATEMENT ? rows.at(-1) : undefined
    } while (last)
  }

  return {
    async ready() {
      await (await timedDatabase()).selectFrom('gainloop_migrations').select('name').limit(1).execute()
    },

    async writable() {
      // Writes a row as it is, which takes the same lock, the same disk and the same commit as any other write.
      const db = await timedDatabase()
      await db
        .updateTable('gainloop_migrations')
        .set({ name: sql`name` })
        .where('name', '=', FIRST_MIGRATION)
        .execute()
    },

    async append(given, addressees) {
      const { grouped } = await opened()
      const areNew = await (grouped ? appendInGroups : appendAll)(given, addressees)
      return {
        accepted: given.filter((_, place) => areNew[place]),
        duplicates: given.filter((_, place) => !areNew[place]),
      }
    },

    async eventsOf(subject) {
      const db = await timedDatabase()
      const found: (StoredEvent & { place: number })[] = []
      for (const subjects of chunks(await subjectsOf(db, subject))) {
        const rows = await db
          .selectFrom('events')
          .select(['place', ...EVENT_COLUMNS])
          .where('subject', 'in', subjects)
          .execute()
        found.push(...rows.map((row) => ({ ...eventOf(row), place: row.place })))
      }
      return found
        .sort((a, b) => a.at - b.at || a.received - b.received || a.place - b.place)
        .map(({ place: _, ...stored }) => stored)
    },

    async *history(subject, types) {
      yield* history(await timedDatabase(), subject, types)
    },

    events,

    async *users(filter) {
      yield* usersIn(await database(), filter)
    },

    async *eventsUnder(subjects, types, { action, unreadable } = {}) {
      for await (const row of eventsUnder(await database(), subjects, { types, action })) {
        const stored = unreadable ? readRow(row, unreadable) : eventOf(row)
        if (stored) yield stored
      }
    },

    async asksIn(account, since, limit) {
      const db = await timedDatabase()
      const rows = await db
        .selectFrom('events')
        .select(['subject', ...EVENT_COLUMNS])
        .where('account', '=', account)
        .where('time', '>=', since)
        .orderBy('time', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => {
        const { event, at } = eventOf(row)
        return { subject: row.subject, ask: (event as GainloopEvent<'gainloop.ask.shown'>).data.ask, at }
      })
    },

    async erase(subject) {
      const { db, scrub } = await opened()
      const count = await erase(db, subject)
      await scrub?.()
      return count
    },
    expire: async (before, limit) => expire(await database(), before, limit),
    outbox: sqlOutbox(timedDatabase, database),

    async close() {
      const done = await opening?.catch(() => undefined)
      await done?.db.destroy()
    },
  }
}
