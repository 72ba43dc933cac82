/** One tab at a time, by the Web Locks API. */

/** A tab the system has put to sleep (iOS) may hold its lock for hours: after this, in ms, the next one goes ahead. */
const PATIENCE = 30_000

/**
 * Runs `work` while no other tab of this origin does. When another holds the name: undefined, without running it; or,
 * with `wait`, in its turn, or after 30 seconds. Where there are no locks (insecure contexts, opaque origins) it just runs: events may then
 * be sent twice, and their ids make them count once. Rejects with what `work` throws.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>, wait: true): Promise<T>
export async function exclusively<T>(name: string, work: () => Promise<T>, wait?: boolean): Promise<T | undefined>
export async function exclusively<T>(name: string, work: () => Promise<T>, wait?: boolean): Promise<T | undefined> {
  let started = false
  const patience = new AbortController()
  const timer = wait ? setTimeout(() => patience.abort(), PATIENCE) : undefined
  try {
    return await navigator.locks.request(
      name,
      wait ? { signal: patience.signal } : { ifAvailable: true },
      async (lock) => {
        clearTimeout(timer)
        started = true
        return lock ? work() : undefined
      },
    )
  } catch (error) {
    if (started) throw error
    clearTimeout(timer)
    return work()
  }
}

/** Whether another tab shows a card, and so holds this lock. This tab knows of its own and does not ask. */
export const busyElsewhere = async (lock: string): Promise<'other-tab' | undefined> => {
  // None where the browser has no locks.
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name === lock) ? 'other-tab' : undefined
}
