/** The cell in any key-value storage: the browser's, or the vendor's own. */
import type { StorageAdapter } from '../api'
import { type Access, type Cell, wholeCell } from './cell'
import { exclusively } from './lock'
import { parse } from './stored'
import { withTimeout } from './timer'

/** A vendor's storage that answers later than this, in ms, is given up. */
const PATIENCE = 10_000

/**
 * Tabs take turns by a lock. Without locks (insecure contexts) only the writes of one page do, as the vault makes them.
 * @param tabsOwn no other tab can have emptied it, so that what is missing was taken from this page @default false
 */
export function keyedCell(storage: StorageAdapter, key: string, tabsOwn = false): Cell {
  /** Whether this page has seen something there. */
  let held = false
  const access = async (step: Parameters<Access>[0]): Promise<void> => {
    const text = await storage.get(key)
    const missing = text === null || text === undefined
    const next = step(parse(text), tabsOwn && held && missing)
    if (next === null) await storage.remove(key)
    else if (next) await storage.set(key, JSON.stringify(next))
    held = next === undefined ? !missing : next !== null
  }
  return wholeCell((step) => exclusively(key, () => withTimeout(PATIENCE, access(step)), true))
}

/** Reaching for one may throw (blocked cookies, sandboxed frames): then its methods do. */
export const webStorage = (kind: 'localStorage' | 'sessionStorage'): StorageAdapter => ({
  get: (key) => globalThis[kind].getItem(key),
  set: (key, value) => globalThis[kind].setItem(key, value),
  remove: (key) => globalThis[kind].removeItem(key),
})
