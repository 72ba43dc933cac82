/** The cell in any key-value storage: the browser's, or the vendor's own. */
import type { Cell } from './cell'
import { exclusively } from './lock'
import { parse } from './stored'

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

/** Tabs take turns by a lock; without locks (insecure contexts) only within the page, as the vault makes them. */
export const keyedCell =
  (storage: StorageAdapter, key: string): Cell =>
  (step) =>
    exclusively(
      key,
      async () => {
        const next = step(parse(await storage.get(key)))
        if (next === null) await storage.remove(key)
        else if (next) await storage.set(key, JSON.stringify(next))
      },
      true,
    )

/** Reaching for one may throw (blocked cookies, sandboxed frames): then its methods do. */
export const webStorage = (kind: 'localStorage' | 'sessionStorage'): StorageAdapter => ({
  get: (key) => globalThis[kind].getItem(key),
  set: (key, value) => globalThis[kind].setItem(key, value),
  remove: (key) => globalThis[kind].removeItem(key),
})
