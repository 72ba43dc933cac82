/** The vault over any key-value storage: everything under one key, so that one write is all or nothing. */
import type { Vault, Waiting, Wake } from './host'

/**
 * Where the vendor wants the book and the outbox kept instead of the browser's own storage.
 * Values are strings and belong to Gainloop; keys begin with `gainloop`. A method that throws or rejects makes
 * Gainloop go on from memory.
 */
export interface StorageAdapter {
  /** The value last set, or null. */
  get(key: string): string | null | Promise<string | null>
  /** Durable once it returns, or its promise resolves. */
  set(key: string, value: string): void | Promise<void>
  remove(key: string): void | Promise<void>
}

interface Stored {
  book?: unknown
  wake?: Wake
  order?: number
  outbox?: Waiting[]
}

/** Runs one piece of work after the other; `exclusively` across tabs, where the storage is slower than a turn of the event loop. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** What can't be read is taken as empty. Rejects when the storage does. */
export function keyedVault(storage: StorageAdapter, key: string, across: InTurn = (work) => work()): Vault {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn: InTurn = (work) => {
    const next = last.then(() => across(work))
    last = next.catch(() => {})
    return next
  }
  const read = async () => tidy(await storage.get(key))
  const write = <T>(work: (stored: ReturnType<typeof tidy>) => T): Promise<T> =>
    inTurn(async () => {
      const stored = await read()
      const value = work(stored)
      await storage.set(key, JSON.stringify(stored))
      return value
    })

  return {
    book: () => inTurn(async () => (await read()).book),
    change: (step) =>
      write((stored) => {
        const { book, add = [], wake, value } = step(stored.book)
        if (book !== undefined) stored.book = book
        if (wake !== undefined) stored.wake = wake
        for (const event of add) {
          stored.outbox = stored.outbox.filter((record) => record.event.id !== event.id)
          stored.outbox.push({ event, order: ++stored.order })
        }
        return value
      }),
    waiting: () => inTurn(async () => (await read()).outbox),
    drop: (ids) =>
      write((stored) => {
        stored.outbox = stored.outbox.filter((record) => !ids.includes(record.event.id))
      }),
    replace: (records) =>
      write((stored) => {
        stored.outbox = stored.outbox.map((old) => records.find((record) => record.event.id === old.event.id) ?? old)
      }),
    wake: () => inTurn(async () => (await read()).wake),
    clear: () => inTurn(async () => storage.remove(key)),
    close() {},
  }
}

function tidy(json: string | null) {
  let stored: Stored = {}
  try {
    stored = { ...JSON.parse(json as string) }
  } catch {
    // Someone else's value, or half of ours.
  }
  const outbox = Array.isArray(stored.outbox) ? stored.outbox.filter((record) => record?.event?.id) : []
  return { ...stored, order: Number(stored.order) || 0, outbox }
}
