/** What is kept of one user in this browser. */
import type { Waiting, Wake } from './host'

/** What every change reads and writes. The outbox is kept apart, since it may be large and most changes only add to it. */
export interface Kept {
  book?: unknown
  wake?: Wake | undefined
}

export interface Stored extends Kept {
  /** Oldest first. */
  outbox: Waiting[]
}

/** The event's id, or undefined if this is no event: storages break, and people edit them. */
export const idOf = (record: Waiting | undefined): string | undefined => record?.event?.subject && record.event.id

/** Each event once. Of two records of one event the later is kept, at the place of the first. */
export const unique = (records: Waiting[]): Waiting[] => [
  ...new Map(records.map((record) => [record.event.id, record])).values(),
]

/** All of it from one string. What can't be read is taken as empty. */
export function parse(kept: unknown): Stored {
  try {
    const stored: Stored = JSON.parse(kept as string)
    stored.outbox = stored.outbox.filter(idOf)
    return stored
  } catch {
    return { outbox: [] }
  }
}
