/** How many asks this session has seen. A session is a tab's, and ends after 30 minutes without activity. */
import { webStorage } from './fallback'
import { listen } from './listen'

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
 * Stores nothing before the first ask was shown. A reload keeps the count, a new tab starts at 0.
 * @param name as `storageName` gives it
 * @param keep false keeps the count in memory only @default true
 */
export function openSession(name: string, now: () => number, keep = true): Session {
  const key = `${name}:session`
  const storage = webStorage('sessionStorage')
  /** Blocked, full or unwanted: this page still counts. */
  const stored = (use: () => unknown): unknown => {
    try {
      return keep && use()
    } catch {
      return ''
    }
  }
  let [count = 0, at = 0] = String(stored(() => storage.get(key)))
    .split(' ')
    .map(Number)
  const asks = (): number => (now() - at > IDLE ? 0 : count || 0)
  const write = (next: number): void => {
    count = next
    at = now()
    stored(() => (count ? storage.set(key, `${count} ${at}`) : storage.remove(key)))
  }
  const destroy = listen(window, 'pointerdown keydown scroll focus', () => {
    if (count && Math.abs(now() - at) > GRAIN) write(asks())
  })
  return { asks, count: () => write(asks() + 1), clear: () => write(0), destroy }
}
