/** One tab at a time, by the Web Locks API. */

/** A tab the system has put to sleep (iOS) may hold its lock for hours: after this, in ms, the next one goes ahead. */
const PATIENCE = 30_000

/**
 * Runs `work` while no other tab of this origin does. When another holds the name: undefined, without running it; or,
 * with `wait`, in its turn, or after 30 seconds. Where there are no locks (insecure contexts, opaque origins) it just runs: events may then
 * be sent twice, and their ids make them count once. Rejects with what `work` throws.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>, wait = false): Promise<T | undefined> {
  const locks = globalThis.navigator?.locks
  let started = false
  const run = () => {
    started = true
    return work()
  }
  if (!locks) return run()
  try {
    return await locks.request(
      name,
      wait ? { signal: AbortSignal.timeout(PATIENCE) } : { ifAvailable: true },
      async (lock) => (lock ? run() : undefined),
    )
  } catch (error) {
    if (started) throw error
    return run()
  }
}
