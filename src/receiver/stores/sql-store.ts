/** The one query layer of both SQL stores. */
import { type Kysely, sql } from 'kysely'
import type { EventFilter, Store, StoredEvent } from '../store'
import { append } from './append'
import { type Bulk, byValues } from './bulk'
import { eventsUnder, usersIn } from './by-user'
import { erase, expire, subjectsOf } from './forget'
import { sqlOutbox } from './outbox'
import { EVENT, eventOf, parts, ROWS } from './rows'
import type { Tables } from './tables'

/** How a database takes many rows, told once it is open. */
export interface Opened {
  db: Kysely<Tables>
  /** The same for what somebody waits for: what it does not answer soon has failed. @default db */
  prompt?: Kysely<Tables>
  bulk?: Bulk
}

/** A store over any migrated database kysely speaks to. `open` is called at first use, and again if it failed. */
export function sqlStore(open: () => Promise<Opened>): Required<Store> {
  let opening: Promise<Opened> | undefined
  const opened = () => {
    opening ??= open().catch((error) => {
      opening = undefined
      throw error
    })
    return opening
  }
  const database = async () => (await opened()).db
  const promptly = async () => {
    const { db, prompt = db } = await opened()
    return prompt
  }

  async function* events(filter: EventFilter = {}): AsyncGenerator<StoredEvent> {
    const db = await database()
    let last: { received: number | string; place: number; key: string } | undefined
    do {
      const rows = await db
        .selectFrom('events')
        .select(['key', 'place', ...EVENT])
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
        .limit(ROWS)
        .execute()
      yield* rows.map(eventOf)
      last = rows.length === ROWS ? rows.at(-1) : undefined
    } while (last)
  }

  return {
    async ready() {
      await (await promptly()).selectFrom('gainloop_migrations').select('name').limit(1).execute()
    },

    async append(given, addressees) {
      const { bulk = byValues } = await opened()
      return append(await promptly(), bulk, given, addressees)
    },

    async eventsOf(subject) {
      const db = await promptly()
      const found: (StoredEvent & { place: number })[] = []
      for (const subjects of parts(await subjectsOf(db, subject))) {
        const rows = await db
          .selectFrom('events')
          .select(['place', ...EVENT])
          .where('subject', 'in', subjects)
          .execute()
        found.push(...rows.map((row) => ({ ...eventOf(row), place: row.place })))
      }
      return found
        .sort((a, b) => a.at - b.at || a.received - b.received || a.place - b.place)
        .map(({ place: _, ...stored }) => stored)
    },

    events,

    async *users() {
      yield* usersIn(await database())
    },

    async *eventsUnder(subjects, types) {
      for await (const row of eventsUnder(await database(), subjects, types)) yield eventOf(row)
    },

    erase: async (subject) => erase(await database(), subject),
    expire: async (before, limit) => expire(await database(), before, limit),
    outbox: sqlOutbox(promptly, database),

    async close() {
      const done = await opening?.catch(() => undefined)
      await done?.db.destroy()
    },
  }
}
