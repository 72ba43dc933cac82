/** What is kept of one user in this browser. */
import type { Waiting, Wake } from './host'

export interface Stored {
  book?: unknown
  wake?: Wake | undefined
  /** Oldest first. */
  outbox: Waiting[]
}

/** The event's id; undefined of what is no event at all: storages break, and people edit them. */
export const idOf = (record: Waiting | undefined): string | undefined => record?.event?.subject && record.event.id

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
