/** Events to rows and back. */
import { linkOf, type StoredEvent } from '../store'
import { keyOf } from './key'

/** Rows a statement may carry: 8 columns of 1,000 rows stay below SQLite's 32,766 parameters. */
export const ROWS = 1_000

export function* parts<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += ROWS) yield items.slice(start, start + ROWS)
}

export interface EventRow {
  time: number | string
  received: number | string
  body: string
}

/** The columns of an `EventRow`. */
export const EVENT = ['time', 'received', 'body'] as const

export const eventOf = ({ body, time, received }: EventRow): StoredEvent => ({
  event: JSON.parse(body),
  at: Number(time),
  received: Number(received),
})

/** Events about no action may carry a member of that name all the same, of any kind. */
const actionOf = (data: object): string | null =>
  'action' in data && typeof data.action === 'string' ? data.action : null

export const rowOf = ({ event, at, received }: StoredEvent, place: number) => ({
  subject: event.subject,
  time: at,
  key: keyOf(event),
  type: event.type,
  action: actionOf(event.data),
  received,
  place,
  body: JSON.stringify(event),
})

/** Who turned out to be whom in these events, the first to say so alone: in an order that two receivers given the same batch share. */
export function linksIn(events: readonly StoredEvent[]): { anonymous: string; subject: string }[] {
  const links = new Map<string, { anonymous: string; subject: string }>()
  for (const event of events) {
    const link = linkOf(event)
    if (link && !links.has(link.anonymous)) links.set(link.anonymous, link)
  }
  return [...links.values()].sort((a, b) => (a.anonymous < b.anonymous ? -1 : 1))
}
