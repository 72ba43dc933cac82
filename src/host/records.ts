/** Reads and compares the records of the object store. */
import { answer } from './connection'
import type { Waiting } from './host'
import { eventsAfter } from './layout'
import { idOf, parse, type Stored } from './stored'

/** How many events are read at once, so that a full outbox blocks the page in no long task. */
const BATCH = 100

export interface Entry {
  key: number
  /** Whatever is there: an event's record, or something broken. */
  record: Waiting
}

/** The events' records from the oldest on, a batch at a time. */
export async function* entriesOf(store: IDBObjectStore): AsyncGenerator<Entry[]> {
  for (let last = -Infinity; ;) {
    const range = eventsAfter(last)
    const [records, found] = await Promise.all([
      answer<Waiting[]>(store.getAll(range, BATCH)),
      answer(store.getAllKeys(range, BATCH)),
    ])
    const keys = found as number[]
    yield keys.map((key, index) => ({ key, record: records[index] as Waiting }))
    if (keys.length < BATCH) return
    last = keys.at(-1) as number
  }
}

/** Asks for the key of the newest event; resolves to 0 when none waits. */
export async function lastKey(store: IDBObjectStore): Promise<number> {
  const cursor = await answer(store.openKeyCursor(eventsAfter(), 'prev'))
  return (cursor?.key as number | undefined) ?? 0
}

export interface KeptReader {
  parse(text: unknown): Stored
  /** This page has written that text: it need not be parsed to know what it says. */
  remember(text: string, stored: Stored): void
}

/**
 * Parses the record of the book. Earlier versions kept the outbox in it as well: the next write takes over what they left, and
 * what a tab that still runs one goes on adding. The text it saw last is not parsed again.
 */
export function keptReader(): KeptReader {
  let last: { text: unknown; stored: Stored } | undefined
  return {
    parse(text) {
      if (!last || last.text !== text) last = { text, stored: parse(text) }
      return last.stored
    },
    remember(text, stored) {
      last = { text, stored }
    },
  }
}

/** What has to be put and deleted so that the outbox holds `next` instead of `entries`. What was rewritten keeps its place. */
export function difference(entries: Entry[], next: Waiting[]): { put: Entry[]; gone: number[]; added: Waiting[] } {
  const wanted = new Map(next.map((record) => [record.event.id, record]))
  const put: Entry[] = []
  const gone: number[] = []
  for (const { key, record } of entries) {
    const id = idOf(record)
    const target = id && wanted.get(id)
    if (!target) gone.push(key)
    else if (target !== record) put.push({ key, record: target })
    // A second record of the same event is not needed.
    if (id) wanted.delete(id)
  }
  return { put, gone, added: [...wanted.values()] }
}
