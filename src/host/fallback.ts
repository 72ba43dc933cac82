/** The cell in any key-value storage: the browser's, or the vendor's own. */
import type { StorageAdapter } from '../api'
import { type Cell, wholeCell } from './cell'
import { exclusively } from './lock'
import { parse } from './stored'

/** Tabs take turns by a lock. Without locks (insecure contexts) only the writes of one page do, as the vault makes them. */
export const keyedCell = (storage: StorageAdapter, key: string): Cell =>
  wholeCell((step) =>
    exclusively(
      key,
      async () => {
        const next = step(parse(await storage.get(key)))
        if (next === null) await storage.remove(key)
        else if (next) await storage.set(key, JSON.stringify(next))
      },
      true,
    ),
  )

/** Reaching for one may throw (blocked cookies, sandboxed frames): then its methods do. */
export const webStorage = (kind: 'localStorage' | 'sessionStorage'): StorageAdapter => ({
  get: (key) => globalThis[kind].getItem(key),
  set: (key, value) => globalThis[kind].setItem(key, value),
  remove: (key) => globalThis[kind].removeItem(key),
})
