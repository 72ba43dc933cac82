/** Many rows in one statement, as a database takes them. */
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import { parts } from './rows'
import type { Tables } from './tables'

type EventRow = Insertable<Tables['events']>

export interface Bulk {
  /** Stores these keys, given in order; returns those that were not there. */
  keys(db: Transaction<Tables>, keys: readonly string[]): Promise<string[]>
  /** Stores rows whose keys are new. */
  events(db: Transaction<Tables>, rows: readonly EventRow[]): Promise<void>
  /** Both in one statement, which is its own transaction; returns the keys that were there already, as a rule none. */
  both?(db: Kysely<Tables>, rows: readonly EventRow[]): Promise<string[]>
}

/** What every database takes. */
export const byValues: Bulk = {
  async keys(db, keys) {
    const fresh: string[] = []
    for (const values of parts(keys.map((key) => ({ key })))) {
      const inserted = await db
        .insertInto('event_ids')
        .values(values)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('key')
        .execute()
      fresh.push(...inserted.map(({ key }) => key))
    }
    return fresh
  },
  async events(db, rows) {
    for (const values of parts(rows)) await db.insertInto('events').values(values).execute()
  },
}

const keysOf = ({ rows }: { rows: { key: string }[] }): string[] => rows.map(({ key }) => key)

/** By hand: the bodies are JSON already and stay to the letter what they are, and half the time of this is not taken. */
const jsonOf = (rows: readonly EventRow[]): string => `[${rows.map(objectOf).join()}]`
const objectOf = ({ subject, time, key, type, action, received, place, body }: EventRow): string =>
  `{"subject":${JSON.stringify(subject)},"time":${time},"key":"${key}","type":${JSON.stringify(type)},"action":${JSON.stringify(action)},"received":${received},"place":${place},"body":${body}}`

const given = (rows: readonly EventRow[]) => sql`json_to_recordset(${jsonOf(rows)}::json) as given
  (subject text, time bigint, key uuid, type text, action text, received bigint, place int, body json)`
const columns = sql.raw('subject, time, key, type, action, received, place')

/** One parameter for all rows: one for each value costs PostgreSQL's driver more than the rest of an insert. (`npm run bench`, ingest) */
export const byJson: Bulk = {
  async keys(db, keys) {
    const inserted = sql<{ key: string }>`insert into event_ids (key)
      select value::uuid from json_array_elements_text(${JSON.stringify(keys)}::json)
      on conflict (key) do nothing returning key`
    return keysOf(await inserted.execute(db))
  },
  async events(db, rows) {
    await sql`insert into events (${columns}, body) select ${columns}, body::text from ${given(rows)}`.execute(db)
  },
}

/** And no round trips to begin and to commit, where nothing else is to be stored: not on Citus, where a statement writes one table. */
export const byOneStatement: Bulk = {
  ...byJson,
  async both(db, rows) {
    const stored = sql<{ key: string }>`
      with given as materialized (select * from ${given(rows)}),
      fresh as (insert into event_ids (key) select key from given order by key on conflict (key) do nothing returning key),
      stored as (insert into events (${columns}, body) select ${columns}, body::text from given join fresh using (key))
      select key from given where not exists (select from fresh where fresh.key = given.key)`
    return keysOf(await stored.execute(db))
  },
}
