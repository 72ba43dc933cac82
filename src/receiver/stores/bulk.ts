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

/** By hand, in half the time of an object each. */
const jsonOf = (rows: readonly EventRow[]): string => `[${rows.map(objectOf).join()}]`
const objectOf = ({ subject, time, key, type, action, received, place }: EventRow): string =>
  `{"subject":${JSON.stringify(subject)},"time":${time},"key":"${key}","type":${JSON.stringify(type)},"action":${JSON.stringify(action)},"received":${received},"place":${place}}`

/** The bodies go beside the rest, one a line, as JSON never holds a raw line break: so nothing reads them, nor escapes them. */
const bodiesOf = (rows: readonly EventRow[]): string => rows.map(({ body }) => body).join('\n')

const given = (rows: readonly EventRow[]) => sql`rows from (
  json_to_recordset(${jsonOf(rows)}::json)
    as (subject text, time bigint, key uuid, type text, action text, received bigint, place int),
  unnest(string_to_array(${bodiesOf(rows)}, E'\\n'))
) as given (subject, time, key, type, action, received, place, body)`
const columns = sql.raw('subject, time, key, type, action, received, place, body')

/** One parameter for all rows: one for each value costs PostgreSQL's driver more than the rest of an insert. (`npm run bench`, ingest) */
export const byJson: Bulk = {
  async keys(db, keys) {
    const inserted = sql<{ key: string }>`insert into event_ids (key)
      select value::uuid from json_array_elements_text(${JSON.stringify(keys)}::json)
      on conflict (key) do nothing returning key`
    return keysOf(await inserted.execute(db))
  },
  async events(db, rows) {
    await sql`insert into events (${columns}) select ${columns} from ${given(rows)}`.execute(db)
  },
}

/** And no round trips to begin and to commit, where nothing else is to be stored: not on Citus, where a statement writes one table. */
export const byOneStatement: Bulk = {
  ...byJson,
  async both(db, rows) {
    const stored = sql<{ key: string }>`
      with given as materialized (select * from ${given(rows)}),
      fresh as (insert into event_ids (key) select key from given order by key on conflict (key) do nothing returning key),
      stored as (insert into events (${columns}) select ${columns} from given join fresh using (key))
      select key from given where not exists (select from fresh where fresh.key = given.key)`
    return keysOf(await stored.execute(db))
  },
}
