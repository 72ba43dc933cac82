/** Reads what one user did, in the order it happened, in pages of bounded size. */
import { type Kysely, sql } from 'kysely'
import type { EventType } from '../../delivery/event'
import type { StoredEvent } from '../store'
import { yieldToOthers } from '../yield-to-others'
import { subjectsOf } from './delete-events'
import { EVENT_COLUMNS, eventOf, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

/** How many events are read of one user: the newest ones. */
const MAX_EVENTS = 100_000
/** Under how many subjects a user's events are looked for: their id, and those from before `identify`. */
const MAX_SUBJECTS = 1_000
/** A page has at most so many events, and their JSON so many characters, or it has a single event. */
const PAGE_EVENTS = 500
const PAGE_SIZE = 1024 * 1024

/** Where an event is, without its body, so that all of them can be sorted in little memory. */
interface Position {
  subject: string
  time: number
  key: string
  received: number
  place: number
  size: number
}

async function positionsOf(db: Kysely<Tables>, subject: string, types: readonly EventType[], limit: number) {
  const found: Position[] = []
  let last: Position | undefined
  do {
    const rows = await db
      .selectFrom('events')
      .select(['subject', 'time', 'key', 'received', 'place', sql<number>`length(body)`.as('size')])
      .where('subject', '=', subject)
      .where('type', 'in', types)
      .$if(last !== undefined, (query) => query.where(sql<boolean>`(time, key) < (${last?.time}, ${last?.key})`))
      .orderBy('time', 'desc')
      .orderBy('key', 'desc')
      .limit(Math.min(ROWS_PER_STATEMENT, limit - found.length))
      .execute()
    for (const row of rows) {
      found.push({ ...row, subject, time: Number(row.time), received: Number(row.received), size: Number(row.size) })
    }
    last = rows.length === ROWS_PER_STATEMENT ? found.at(-1) : undefined
    await yieldToOthers()
  } while (last && found.length < limit)
  return found
}

function* pagesOf(positions: readonly Position[]): Generator<Position[]> {
  let page: Position[] = []
  let size = 0
  for (const position of positions) {
    if (page.length === PAGE_EVENTS || (page.length && size + position.size > PAGE_SIZE)) {
      yield page
      page = []
      size = 0
    }
    page.push(position)
    size += position.size
  }
  if (page.length) yield page
}

/** The events at these positions, which are sorted by time, in the same order. One that was deleted meanwhile is left out. */
async function eventsAt(db: Kysely<Tables>, positions: readonly Position[]): Promise<StoredEvent[]> {
  const [first, last] = [positions[0] as Position, positions.at(-1) as Position]
  const rows = await db
    .selectFrom('events')
    .select(['key', ...EVENT_COLUMNS])
    .where('subject', 'in', [...new Set(positions.map(({ subject }) => subject))])
    // Keeps the statement to one range of the primary key.
    .where('time', '>=', first.time)
    .where('time', '<=', last.time)
    .where(
      'key',
      'in',
      positions.map(({ key }) => key),
    )
    .execute()
  const byKey = new Map(rows.map((row) => [row.key, eventOf(row)]))
  return positions.flatMap(({ key }) => byKey.get(key) ?? [])
}

/**
 * The newest events of a user, those from before `identify` included. Events of the same millisecond come in the order they were
 * received. Memory is bounded however many there are: their order is found first, without their bodies.
 */
export async function* history(
  db: Kysely<Tables>,
  subject: string,
  types: readonly EventType[],
): AsyncGenerator<StoredEvent[]> {
  const positions: Position[] = []
  for (const each of (await subjectsOf(db, subject)).slice(0, MAX_SUBJECTS)) {
    if (positions.length === MAX_EVENTS) break
    positions.push(...(await positionsOf(db, each, types, MAX_EVENTS - positions.length)))
  }
  positions.sort((a, b) => a.time - b.time || a.received - b.received || a.place - b.place)
  for (const page of pagesOf(positions)) yield await eventsAt(db, page)
}
