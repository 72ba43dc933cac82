/** The browser's own key-value storages. Reaching for one may throw (blocked cookies, sandboxed frames): then its methods do. */
import type { StorageAdapter } from './fallback'

export const webStorage = (kind: 'localStorage' | 'sessionStorage'): StorageAdapter => ({
  get: (key) => globalThis[kind].getItem(key),
  set: (key, value) => globalThis[kind].setItem(key, value),
  remove: (key) => globalThis[kind].removeItem(key),
})
