/** Converts events to rows and back. */
import { hash } from 'node:crypto'
import type { GainloopEvent } from '../../delivery/event'
import { linkOf, type StoredEvent, type Unreadable } from '../store'

/** How many rows a statement has at most: 1,000 rows of 10 columns stay below SQLite's limit of 32,766 parameters. */
export const ROWS_PER_STATEMENT = 1_000

export function* chunks<T>(items: readonly T[], size = ROWS_PER_STATEMENT): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

/** Up to this difference, in ms, the time of an event is taken for the time its moment counts at. */
export const COUNTED_TOLERANCE = 3_600_000

/** When the moment of an event counts, where that is not about when the event happened. As in `report/activity.ts`. */
export function countedAt({ event: { type, data }, at }: Pick<StoredEvent, 'event' | 'at'>): number | null {
  const { period, at: completed } = data as { period?: { to?: unknown }; at?: unknown }
  const periodEnd = Date.parse(String(period?.to)) - 1
  const counted =
    Number.isNaN(periodEnd) && type === 'gainloop.action.completed' ? Date.parse(String(completed)) : periodEnd
  return Math.abs(counted - at) > COUNTED_TOLERANCE ? counted : null
}

/** The first 128 bits of SHA-256, written as a UUID. The receiver refuses text with the NUL character that separates the parts. */
function keyOf(...parts: string[]): string {
  const hex = hash('sha256', parts.join('\0'))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

type Identified = Pick<GainloopEvent, 'source' | 'id'>

/** Identifies an event in the database. The probability that two of 10¹² events share a key is 10⁻¹⁵. */
export const eventKey = ({ source, id }: Identified): string => keyOf(source, id)

/** The same for an event that takes its id for one subject only. */
export const keyUnder = (subject: string, { source, id }: Identified): string => keyOf(source, id, subject)

export interface EventRow {
  time: number | string
  received: number | string
  body: string
}

/** The columns of an `EventRow`. */
export const EVENT_COLUMNS = ['time', 'received', 'body'] as const

/** The event of a row; undefined if it can't be read, which `unreadable` is told. */
export function readRow(
  row: EventRow & { subject: string; key: string },
  unreadable: (row: Unreadable) => void,
): StoredEvent | undefined {
  try {
    const stored = eventOf(row)
    if (typeof stored.event.data === 'object' && stored.event.data !== null) return stored
  } catch {
    // Told below.
  }
  unreadable({ subject: row.subject, key: row.key })
  return undefined
}

export const eventOf = ({ body, time, received }: EventRow): StoredEvent => ({
  event: JSON.parse(body),
  at: Number(time),
  received: Number(received),
})

/** Events that are not about an action may still have a member of that name, of any type. */
const actionOf = (data: object): string | null =>
  'action' in data && typeof data.action === 'string' ? data.action : null

/** The account of an ask that was shown. */
const accountOf = ({ type, data }: GainloopEvent): string | null =>
  type === 'gainloop.ask.shown' && typeof data.account === 'string' ? data.account : null

export const rowOf = ({ event, at, received, from }: StoredEvent, place: number) => ({
  subject: event.subject,
  time: at,
  key: from === 'browser' ? keyUnder(event.subject, event) : eventKey(event),
  type: event.type,
  action: actionOf(event.data),
  counted: countedAt({ event, at }),
  account: accountOf(event),
  received,
  place,
  body: JSON.stringify(event),
})

/**
 * The links from anonymous subjects to users in these events, only the first one of each subject. Sorted, so that two receivers that
 * store the same batch lock rows in the same order.
 */
export function linksIn(events: readonly StoredEvent[]): { anonymous: string; subject: string }[] {
  const links = new Map<string, { anonymous: string; subject: string }>()
  for (const event of events) {
    const link = linkOf(event)
    if (link && !links.has(link.anonymous)) links.set(link.anonymous, link)
  }
  return [...links.values()].sort((a, b) => (a.anonymous < b.anonymous ? -1 : 1))
}
