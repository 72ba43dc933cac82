/** Reads events user by user, in the order of the primary key `events_of`, so that no page needs a sort. */
import { type Kysely, sql } from 'kysely'
import type { EventType } from '../../delivery/event'
import type { StoredUser } from '../store'
import { EVENT_COLUMNS, type EventRow, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

/** How many users a page has. A report holds their events in memory at the same time. */
const USERS_PER_PAGE = 200

/** The next users after `last`. Both subqueries have their own limit, so that no page reads one of them to its end. */
function usersAfter(db: Kysely<Tables>, last: string) {
  const unnamed = db
    .selectFrom('events')
    .select('subject')
    .distinct()
    .where('subject', '>', last)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('links')
            .select(sql`1`.as('one'))
            .whereRef('links.anonymous', '=', 'events.subject'),
        ),
      ),
    )
    .orderBy('subject')
    .limit(USERS_PER_PAGE)
  const named = db
    .selectFrom('aliases')
    .select('subject')
    .distinct()
    .where('subject', '>', last)
    .orderBy('subject')
    .limit(USERS_PER_PAGE)
  return db
    .selectFrom(unnamed.as('unnamed'))
    .select('subject')
    .union(db.selectFrom(named.as('named')).select('subject'))
    .orderBy('subject')
    .limit(USERS_PER_PAGE)
    .execute()
}

export async function* usersIn(db: Kysely<Tables>): AsyncGenerator<StoredUser[]> {
  let last = ''
  for (;;) {
    const users = (await usersAfter(db, last)).map(({ subject }) => subject)
    if (!users.length) return
    const links = await db.selectFrom('aliases').selectAll().where('subject', 'in', users).execute()
    const subjects = new Map(users.map((user) => [user, [user]]))
    for (const { anonymous, subject } of links) subjects.get(subject)?.push(anonymous)
    yield Array.from(subjects, ([user, all]) => ({ user, subjects: all }))
    last = users.at(-1) as string
  }
}

interface KeyedEventRow extends EventRow {
  subject: string
  key: string
}

/** One page of the events of these subjects. `last` continues after that row, for a single subject only. */
const rowsOf = (db: Kysely<Tables>, subjects: readonly string[], types: readonly EventType[], last?: KeyedEventRow) =>
  db
    .selectFrom('events')
    .select(['subject', 'key', ...EVENT_COLUMNS])
    .where('subject', 'in', subjects)
    .where('type', 'in', types)
    .$if(last !== undefined, (query) => query.where(sql<boolean>`(time, key) > (${last?.time}, ${last?.key})`))
    .orderBy('subject')
    .orderBy('time')
    .orderBy('key')
    .limit(ROWS_PER_STATEMENT)
    .execute()

/** The rows of up to 1,000 subjects. After a full page it reads the last subject to its end, then continues with the other ones. */
async function* rowsUnder(db: Kysely<Tables>, subjects: readonly string[], types: readonly EventType[]) {
  const left = new Set(subjects)
  while (left.size) {
    let rows: KeyedEventRow[] = await rowsOf(db, [...left], types)
    yield* rows
    if (rows.length < ROWS_PER_STATEMENT) return
    for (const { subject } of rows) left.delete(subject)
    while (rows.length === ROWS_PER_STATEMENT) {
      const last = rows.at(-1) as KeyedEventRow
      rows = await rowsOf(db, [last.subject], types, last)
      yield* rows
    }
  }
}

export async function* eventsUnder(db: Kysely<Tables>, subjects: readonly string[], types: readonly EventType[]) {
  for (let start = 0; start < subjects.length; start += ROWS_PER_STATEMENT) {
    yield* rowsUnder(db, subjects.slice(start, start + ROWS_PER_STATEMENT), types)
  }
}
