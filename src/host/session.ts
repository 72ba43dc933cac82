/** How many asks this session has seen. A session is a tab's, and ends after 30 minutes without activity (CONTRACT 3). */
import { listen } from './listen'
import { memoryStorage, webStorage } from './storages'

const IDLE = 30 * 60_000
/** Activity is written down at most this often. */
const GRAIN = 60_000

export interface Session {
  asks(): number
  /** An ask was shown. */
  count(): void
  /** Forgets the session (the user changed). */
  clear(): void
  destroy(): void
}

/**
 * Listens and stores nothing before the first ask was shown. A reload keeps the count, a new tab starts at 0.
 * @param name as `storageName` gives it
 * @param keep false keeps the count in memory only @default true
 */
export function openSession(name: string, now: () => number, keep = true): Session {
  const key = `${name}:session`
  const memory = memoryStorage()
  const storage = keep ? webStorage('sessionStorage') : memory
  let off: (() => void) | undefined
  let { asks, at } = read()

  function read(): { asks: number; at: number } {
    try {
      const stored = JSON.parse(storage.get(key) as string)
      return { asks: Number(stored?.asks) || 0, at: Number(stored?.at) || 0 }
    } catch {
      return { asks: 0, at: 0 }
    }
  }
  const write = () => {
    at = now()
    try {
      storage.set(key, JSON.stringify({ asks, at }))
    } catch {
      // Blocked or full: this page still counts.
    }
  }
  const clear = () => {
    asks = 0
    off?.()
    off = undefined
    try {
      storage.remove(key)
    } catch {
      // As above.
    }
  }
  const active = () => {
    const idle = now() - at
    if (idle > IDLE) clear()
    else if (Math.abs(idle) > GRAIN) write()
  }
  const watch = () => {
    off ??= listen(window, 'pointerdown keydown scroll focus', active, { capture: true, passive: true })
  }
  if (asks) {
    watch()
    active()
  }

  return {
    asks() {
      if (asks && now() - at > IDLE) clear()
      return asks
    },
    count() {
      asks++
      write()
      watch()
    },
    clear,
    destroy() {
      off?.()
      off = undefined
    },
  }
}
