/** The one query layer of both SQL stores. */
import { type Kysely, sql } from 'kysely'
import { type EventFilter, linkOf, type Store, type StoredEvent } from '../store'
import { eventsUnder, usersIn } from './by-user'
import type { Tables } from './tables'

/** Rows a statement may carry: 9 columns of 1,000 rows stay below SQLite's 32,766 parameters. */
const ROWS = 1_000

type Row = { time: number | string; received: number | string; body: string }

const eventOf = (row: Row): StoredEvent => ({
  event: JSON.parse(row.body),
  at: Number(row.time),
  received: Number(row.received),
})

const keyOf = (source: string, id: string) => JSON.stringify([source, id])

function* parts<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += ROWS) yield items.slice(start, start + ROWS)
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Events about no action may carry a member of that name all the same, of any kind. */
const actionOf = (data: object): string | null =>
  'action' in data && typeof data.action === 'string' ? data.action : null

const rowsOf = (events: readonly StoredEvent[]) =>
  events
    .map(({ event, at, received }, place) => ({
      source: event.source,
      id: event.id,
      type: event.type,
      subject: event.subject,
      action: actionOf(event.data),
      time: at,
      received,
      place,
      body: JSON.stringify(event),
    }))
    // Always in the same order: two receivers given the same batch must not wait for each other's rows.
    .sort((a, b) => (a.source === b.source ? inOrder(a.id, b.id) : inOrder(a.source, b.source)))

/** A store over any migrated database kysely speaks to. `open` is called at first use, and again if it failed. */
export function sqlStore(open: () => Promise<Kysely<Tables>>): Store {
  let opening: Promise<Kysely<Tables>> | undefined
  const database = () => {
    opening ??= open().catch((error) => {
      opening = undefined
      throw error
    })
    return opening
  }

  async function* events(filter: EventFilter = {}): AsyncGenerator<StoredEvent> {
    const db = await database()
    let last: { received: number | string; place: number; source: string; id: string } | undefined
    do {
      const rows: (Row & NonNullable<typeof last>)[] = await db
        .selectFrom('events')
        .select(['source', 'id', 'time', 'received', 'place', 'body'])
        .$if(filter.from !== undefined, (query) => query.where('time', '>=', filter.from as number))
        .$if(filter.to !== undefined, (query) => query.where('time', '<', filter.to as number))
        .$if(filter.since !== undefined, (query) => query.where('received', '>=', filter.since as number))
        .$if(filter.types !== undefined, (query) => query.where('type', 'in', filter.types as string[]))
        .$if(filter.action !== undefined, (query) => query.where('action', '=', filter.action as string))
        .$if(last !== undefined, (query) =>
          query.where(
            sql<boolean>`(received, place, source, id) > (${last?.received}, ${last?.place}, ${last?.source}, ${last?.id})`,
          ),
        )
        .orderBy('received')
        .orderBy('place')
        .orderBy('source')
        .orderBy('id')
        .limit(ROWS)
        .execute()
      yield* rows.map(eventOf)
      last = rows.length === ROWS ? rows.at(-1) : undefined
    } while (last)
  }

  return {
    ready: async () => void (await database()),

    async append(given) {
      const db = await database()
      const fresh = new Set<string>()
      await db.transaction().execute(async (transaction) => {
        for (const values of parts(rowsOf(given))) {
          const inserted = await transaction
            .insertInto('events')
            .values(values)
            .onConflict((conflict) => conflict.columns(['source', 'id']).doNothing())
            .returning(['source', 'id'])
            .execute()
          for (const { source, id } of inserted) fresh.add(keyOf(source, id))
        }
        const links = given.flatMap((event) => linkOf(event) ?? [])
        for (const values of parts(links.sort((a, b) => inOrder(a.anonymous, b.anonymous)))) {
          await transaction
            .insertInto('links')
            .values(values)
            .onConflict((conflict) => conflict.column('anonymous').doNothing())
            .execute()
        }
      })
      const accepted: StoredEvent[] = []
      const duplicates: StoredEvent[] = []
      for (const stored of given) {
        const first = fresh.delete(keyOf(stored.event.source, stored.event.id))
        ;(first ? accepted : duplicates).push(stored)
      }
      return { accepted, duplicates }
    },

    async eventsOf(subject) {
      const db = await database()
      const rows = await db
        .selectFrom('events')
        .select(['time', 'received', 'body'])
        .where((where) =>
          where.or([
            where('subject', '=', subject),
            where('subject', 'in', where.selectFrom('links').select('anonymous').where('subject', '=', subject)),
          ]),
        )
        .orderBy('time')
        .orderBy('received')
        .orderBy('place')
        .execute()
      return rows.map(eventOf)
    },

    events,

    async *users() {
      yield* usersIn(await database())
    },

    async *eventsUnder(subjects, types) {
      for await (const row of eventsUnder(await database(), subjects, types)) yield eventOf(row)
    },

    async erase(subject) {
      const db = await database()
      return db.transaction().execute(async (transaction) => {
        const links = await transaction
          .deleteFrom('links')
          .where('subject', '=', subject)
          .returning('anonymous')
          .execute()
        let deleted = 0
        for (const subjects of parts([subject, ...links.map((link) => link.anonymous)])) {
          const { numDeletedRows } = await transaction
            .deleteFrom('events')
            .where('subject', 'in', subjects)
            .executeTakeFirst()
          deleted += Number(numDeletedRows)
        }
        return deleted
      })
    },

    async close() {
      const db = await opening?.catch(() => undefined)
      await db?.destroy()
    },
  }
}
