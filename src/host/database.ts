/** The cell in IndexedDB, whose writes outlive a killed browser once their transaction has completed. */
import type { Cell } from './cell'
import { answer, openDatabase, transact } from './connection'
import type { Waiting, Wake } from './host'
import { KEPT, WAKE } from './layout'
import { difference, type Entry, entriesOf, keptReader, lastKey } from './records'
import { NoAnswer } from './timer'
import { idOf, type Kept, type Stored, unique } from './stored'

/**
 * The connection is kept, for opening costs up to 80 ms; one that has died is opened again once.
 * @param create false: a database that is not there yet is not created, and the methods reject
 */
export function databaseCell(name: string, create = true): Cell {
  let connection: Promise<IDBDatabase> | undefined
  let lost = false
  const read = keptReader()
  /** The keys of the events that this page has seen, by their ids. */
  let places = new Map<string, number>()

  const run = async <T>(
    mode: 'readonly' | 'readwrite',
    work: (store: IDBObjectStore, lost: boolean) => Promise<T>,
  ): Promise<T> => {
    const used = connection
    try {
      connection ??= openDatabase(name, create)
      const result = await transact(await connection, mode, (store) => work(store, lost))
      lost = false
      return result
    } catch (error) {
      connection = undefined
      lost = true
      // A connection opened just now won't do better a second time, nor will a disk that does not answer.
      if (!used || error instanceof NoAnswer) throw error
      return run(mode, work)
    }
  }

  const readKept = async (store: IDBObjectStore): Promise<Stored> => {
    const [text, wake] = await Promise.all([
      answer<unknown>(store.get(KEPT)),
      answer<Wake | undefined>(store.get(WAKE)),
    ])
    const { book, outbox } = read.parse(text)
    return { book, wake, outbox }
  }

  /** `left`: what an earlier version kept in the record of the book. */
  const readOutbox = async (store: IDBObjectStore): Promise<{ entries: Entry[]; left: Waiting[] }> => {
    const { outbox: left } = await readKept(store)
    const entries: Entry[] = []
    for await (const batch of entriesOf(store)) entries.push(...batch)
    places = new Map()
    for (const { key, record } of entries) {
      const id = idOf(record)
      if (id) places.set(id, key)
    }
    return { entries, left }
  }

  /** Only these events; undefined where this page does not know all their places, or they have changed. */
  const readSome = async (store: IDBObjectStore, ids: readonly string[]): Promise<Entry[] | undefined> => {
    const keys = ids.map((id) => places.get(id))
    if (!keys.every((key) => key !== undefined)) return undefined
    const records = await Promise.all(keys.map((key) => answer<Waiting>(store.get(key))))
    const entries = keys.map((key, index) => ({ key, record: records[index] as Waiting }))
    return entries.every(({ record }, index) => idOf(record) === ids[index]) ? entries : undefined
  }

  const putKept = (store: IDBObjectStore, { book, wake }: Kept, text = JSON.stringify(book)): void => {
    const record = `{${text === undefined ? '' : `"book":${text},`}"outbox":[]}`
    store.put(record, KEPT)
    if (wake) store.put(wake, WAKE)
    read.remember(record, { book, outbox: [] })
  }

  const append = (store: IDBObjectStore, last: number, records: Waiting[]): void => {
    for (const [index, record] of records.entries()) {
      const key = last + index + 1
      store.put(record, key)
      places.set(record.event.id, key)
    }
  }

  const waitingIn = ({ entries, left }: { entries: Entry[]; left: Waiting[] }): Waiting[] =>
    unique([...left, ...entries.map(({ record }) => record).filter(idOf)])

  return {
    kept: () => run('readonly', async (store, lost) => ({ found: await readKept(store), lost })),

    waiting: () => run('readonly', async (store, lost) => ({ found: waitingIn(await readOutbox(store)), lost })),

    change: (step) =>
      run('readwrite', async (store, lost) => {
        const [found, last] = await Promise.all([readKept(store), lastKey(store)])
        const write = step({ found, lost })
        if (!write) return
        const { join } = write
        const there = join[0] ? new Set(waitingIn(await readOutbox(store)).map(idOf)) : undefined
        const missing = join.filter((record) => !there?.has(idOf(record)))
        putKept(store, write, write.text)
        append(store, last, unique([...found.outbox, ...missing, ...write.add]))
      }),

    revise: (step, only) =>
      run('readwrite', async (store, lost) => {
        const some = only && !lost ? await readSome(store, only) : undefined
        const seen = some ? { entries: some, left: [] } : await readOutbox(store)
        const next = step({ found: waitingIn(seen), lost })
        if (!next) return
        const { put, gone, added } = difference(seen.entries, next)
        const last = added[0] ? await lastKey(store) : 0
        for (const { key, record } of put) store.put(record, key)
        for (const key of gone) store.delete(key)
        append(store, last, added)
        if (seen.left[0]) putKept(store, await readKept(store))
      }),

    clear: (condition = () => true) =>
      run('readwrite', async (store) => {
        const { book, wake } = await readKept(store)
        if (condition({ book, wake, outbox: waitingIn(await readOutbox(store)) })) store.clear()
      }),
  }
}
