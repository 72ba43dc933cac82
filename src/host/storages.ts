/** The key-value storages at hand in a page. Reaching for one may throw (blocked cookies, sandboxed frames): then its methods do. */
import type { StorageAdapter } from './fallback'

export const webStorage = (kind: 'localStorage' | 'sessionStorage'): StorageAdapter => ({
  get: (key) => globalThis[kind].getItem(key),
  set: (key, value) => globalThis[kind].setItem(key, value),
  remove: (key) => globalThis[kind].removeItem(key),
})

export function memoryStorage(): StorageAdapter {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
}
