/** Inserts many rows in one statement, in the way that suits the database. */
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely'
import { chunks } from './rows'
import type { Tables } from './tables'

type EventInsert = Insertable<Tables['events']>

export interface Bulk {
  /** Which of these keys are stored. */
  known(db: Kysely<Tables>, keys: readonly string[]): Promise<string[]>
  /** Stores these keys, which are sorted; resolves to the new ones. */
  keys(db: Transaction<Tables>, keys: readonly string[]): Promise<string[]>
  /** Stores rows whose keys are new. */
  events(db: Transaction<Tables>, rows: readonly EventInsert[]): Promise<void>
  /** Both in one statement, which is its own transaction; resolves to the keys that were stored before, usually none. */
  keysAndEvents?(db: Kysely<Tables>, rows: readonly EventInsert[]): Promise<string[]>
}

/** Works with every database. */
export const byValues: Bulk = {
  async known(db, keys) {
    const known: string[] = []
    for (const some of chunks(keys)) {
      const rows = await db.selectFrom('event_ids').select('key').where('key', 'in', some).execute()
      known.push(...rows.map(({ key }) => key))
    }
    return known
  },
  async keys(db, keys) {
    const fresh: string[] = []
    for (const values of chunks(keys.map((key) => ({ key })))) {
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
    for (const values of chunks(rows)) await db.insertInto('events').values(values).execute()
  },
}

const keysOf = ({ rows }: { rows: { key: string }[] }): string[] => rows.map(({ key }) => key)

/** Written out by hand: `JSON.stringify` with an object per row takes twice as long. */
const jsonOf = (rows: readonly EventInsert[]): string => `[${rows.map(objectOf).join()}]`
const objectOf = ({ subject, time, key, type, action, received, counted, account, place }: EventInsert): string =>
  `{"subject":${JSON.stringify(subject)},"time":${time},"key":"${key}","type":${JSON.stringify(type)},"action":${JSON.stringify(action)},"received":${received},"counted":${counted ?? null},"account":${JSON.stringify(account ?? null)},"place":${place}}`

/** Bodies are JSON, which never contains a raw line break, so they can be sent one a line, without parsing or escaping them again. */
const bodiesOf = (rows: readonly EventInsert[]): string => rows.map(({ body }) => body).join('\n')

const given = (rows: readonly EventInsert[]) => sql`rows from (
  json_to_recordset(${jsonOf(rows)}::json)
    as (subject text, time bigint, key uuid, type text, action text, received bigint, counted bigint, account text, place int),
  unnest(string_to_array(${bodiesOf(rows)}, E'\\n'))
) as given (subject, time, key, type, action, received, counted, account, place, body)`
const columns = sql.raw('subject, time, key, type, action, received, counted, account, place, body')

/** One parameter for all rows. With a parameter per value, PostgreSQL's driver takes longer than the rest of the insert (`npm run bench`, ingest). */
export const byJson: Bulk = {
  async known(db, keys) {
    const known = sql<{ key: string }>`select key from event_ids
      where key in (select value::uuid from json_array_elements_text(${JSON.stringify(keys)}::json))`
    return keysOf(await known.execute(db))
  },
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

/** Saves the round trips to begin and commit a transaction. Not for Citus, where one statement can write only one table. */
export const byOneStatement: Bulk = {
  ...byJson,
  async keysAndEvents(db, rows) {
    const stored = sql<{ key: string }>`
      with given as materialized (select * from ${given(rows)}),
      fresh as (insert into event_ids (key) select key from given order by key on conflict (key) do nothing returning key),
      stored as (insert into events (${columns}) select ${columns} from given join fresh using (key))
      select key from given where not exists (select from fresh where fresh.key = given.key)`
    return keysOf(await stored.execute(db))
  },
}
