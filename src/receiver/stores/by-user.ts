/** Reads events user by user, in the order of the primary key `events_of`, so that no page needs a sort. */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { EventType } from '../../delivery/event'
import type { StoredUser, UserFilter } from '../store'
import { chunks, COUNTED_TOLERANCE, EVENT_COLUMNS, type EventRow, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

/** How many users a page has. A report holds their events in memory at the same time. */
const USERS_PER_PAGE = 200

type Subjects = SelectQueryBuilder<Tables, 'events', { subject: string }>

/**
 * The first subjects that have events which the filter may count, of those that `limit` leaves. A moment counts at a time of
 * its own where an event says so, else when its first event happened. The indexes `events_of`, `events_counted` and
 * `events_action` hold all that is read here.
 */
function subjectsIn(
  db: Kysely<Tables>,
  { from, to, action }: UserFilter,
  limit: (query: Subjects) => Subjects,
): Promise<{ subject: string }[]> {
  const found = () =>
    limit(db.selectFrom('events').select('subject').distinct())
      .$if(action !== undefined, (query) => query.where('action', '=', action as string))
      .orderBy('subject')
      .limit(USERS_PER_PAGE)
  if (from === undefined && to === undefined) return found().execute()
  const within = (column: 'time' | 'counted', tolerance: number) =>
    found()
      .$if(from !== undefined, (query) => query.where(column, '>=', (from as number) - tolerance))
      .$if(to !== undefined, (query) => query.where(column, '<', (to as number) + tolerance))
  return db
    .selectFrom(within('time', COUNTED_TOLERANCE).as('by_time'))
    .select('subject')
    .union(db.selectFrom(within('counted', 0).where('counted', 'is not', null).as('by_counted')).select('subject'))
    .orderBy('subject')
    .limit(USERS_PER_PAGE)
    .execute()
}

/** The users these subjects belong to, each once, with all subjects of each. */
async function usersOf(db: Kysely<Tables>, found: readonly string[]): Promise<Map<string, string[]>> {
  const links = await db.selectFrom('links').selectAll().where('anonymous', 'in', found).execute()
  const owners = new Map(links.map(({ anonymous, subject }) => [anonymous, subject]))
  const users = new Map(found.map((subject) => owners.get(subject) ?? subject).map((user) => [user, [user]]))
  const aliases = await db
    .selectFrom('aliases')
    .selectAll()
    .where('subject', 'in', [...users.keys()])
    .execute()
  for (const { anonymous, subject } of aliases) users.get(subject)?.push(anonymous)
  return users
}

/** Which of these subjects were on a page before the one that begins after `last`. */
async function onEarlierPages(db: Kysely<Tables>, subjects: readonly string[], filter: UserFilter, last: string) {
  const earlier = new Set<string>()
  // As many at a time as a page holds, so that the limit leaves none out.
  for (const some of chunks(subjects, USERS_PER_PAGE)) {
    const rows = await subjectsIn(db, filter, (query) =>
      query.where('subject', 'in', some).where('subject', '<=', last),
    )
    for (const { subject } of rows) earlier.add(subject)
  }
  return earlier
}

/**
 * Reads subjects page after page in the order of the index, and then whose they are. A user with several subjects is on the
 * page of the first.
 */
export async function* usersIn(db: Kysely<Tables>, filter: UserFilter = {}): AsyncGenerator<StoredUser[]> {
  let last = ''
  for (;;) {
    const page = await subjectsIn(db, filter, (query) => query.where('subject', '>', last))
    const found = page.map(({ subject }) => subject)
    if (!found.length) return
    const users = await usersOf(db, found)
    const onPage = new Set(found)
    const others = [...users.values()].flat().filter((subject) => !onPage.has(subject))
    const earlier = last === '' ? new Set<string>() : await onEarlierPages(db, others, filter, last)
    const fresh = [...users].filter(([, subjects]) => !subjects.some((subject) => earlier.has(subject)))
    if (fresh.length) yield fresh.map(([user, subjects]) => ({ user, subjects }))
    last = found.at(-1) as string
  }
}

interface KeyedEventRow extends EventRow {
  subject: string
  key: string
}

/** Which events of the subjects are read. */
export interface ReadEvents {
  types: readonly EventType[]
  action?: string | undefined
}

/** One page of the events of these subjects. `last` continues after that row, for a single subject only. */
const rowsOf = (
  db: Kysely<Tables>,
  subjects: readonly string[],
  { types, action }: ReadEvents,
  last?: KeyedEventRow,
): Promise<KeyedEventRow[]> =>
  db
    .selectFrom('events')
    .select(['subject', 'key', ...EVENT_COLUMNS])
    .where('subject', 'in', subjects)
    .where('type', 'in', types)
    .$if(action !== undefined, (query) => query.where('action', '=', action as string))
    .$if(last !== undefined, (query) => query.where(sql<boolean>`(time, key) > (${last?.time}, ${last?.key})`))
    .orderBy('subject')
    .orderBy('time')
    .orderBy('key')
    .limit(ROWS_PER_STATEMENT)
    .execute()

/** The rows of up to 1,000 subjects. After a full page it reads the last subject to its end, then continues with the other ones. */
async function* rowsUnder(db: Kysely<Tables>, subjects: readonly string[], read: ReadEvents) {
  const left = new Set(subjects)
  while (left.size) {
    let rows = await rowsOf(db, [...left], read)
    yield* rows
    if (rows.length < ROWS_PER_STATEMENT) return
    for (const { subject } of rows) left.delete(subject)
    while (rows.length === ROWS_PER_STATEMENT) {
      const last = rows.at(-1) as KeyedEventRow
      rows = await rowsOf(db, [last.subject], read, last)
      yield* rows
    }
  }
}

export async function* eventsUnder(db: Kysely<Tables>, subjects: readonly string[], read: ReadEvents) {
  for (const some of chunks(subjects)) yield* rowsUnder(db, some, read)
}
