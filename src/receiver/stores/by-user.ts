/** Reading everything a user at a time, in the order of the key `events_of`: no page sorts more than itself. */
import { type Kysely, sql } from 'kysely'
import type { EventType } from '../../delivery/event'
import type { StoredUser } from '../store'
import { EVENT, type EventRow, ROWS } from './rows'
import type { Tables } from './tables'

/** Users of a page: their events are what a report holds at a time. */
const USERS = 200

/** The next users after `last`. Each half is limited by itself, so that neither is read to its end for every page. */
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
    .limit(USERS)
  const named = db
    .selectFrom('aliases')
    .select('subject')
    .distinct()
    .where('subject', '>', last)
    .orderBy('subject')
    .limit(USERS)
  return db
    .selectFrom(unnamed.as('unnamed'))
    .select('subject')
    .union(db.selectFrom(named.as('named')).select('subject'))
    .orderBy('subject')
    .limit(USERS)
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
    yield Array.from(subjects, ([user, theirs]) => ({ user, subjects: theirs }))
    last = users.at(-1) as string
  }
}

interface Row extends EventRow {
  subject: string
  key: string
}

/** Events of these subjects; of one alone, those after a row of its own. */
const rowsOf = (db: Kysely<Tables>, subjects: readonly string[], types: readonly EventType[], last?: Row) =>
  db
    .selectFrom('events')
    .select(['subject', 'key', ...EVENT])
    .where('subject', 'in', subjects)
    .where('type', 'in', types)
    .$if(last !== undefined, (query) => query.where(sql<boolean>`(time, key) > (${last?.time}, ${last?.key})`))
    .orderBy('subject')
    .orderBy('time')
    .orderBy('key')
    .limit(ROWS)
    .execute()

/** The rows of up to a thousand subjects. A page that is full goes on with its last subject, then with those not begun. */
async function* rowsUnder(db: Kysely<Tables>, subjects: readonly string[], types: readonly EventType[]) {
  const left = new Set(subjects)
  while (left.size) {
    let rows: Row[] = await rowsOf(db, [...left], types)
    yield* rows
    if (rows.length < ROWS) return
    for (const { subject } of rows) left.delete(subject)
    while (rows.length === ROWS) {
      const last = rows.at(-1) as Row
      rows = await rowsOf(db, [last.subject], types, last)
      yield* rows
    }
  }
}

export async function* eventsUnder(db: Kysely<Tables>, subjects: readonly string[], types: readonly EventType[]) {
  for (let start = 0; start < subjects.length; start += ROWS) {
    yield* rowsUnder(db, subjects.slice(start, start + ROWS), types)
  }
}
