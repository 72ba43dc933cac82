/** Hears every write to the vault of this page. */
import type { Vault } from './host'

const READS = /^(book|waiting)$/

/** Runs after each write. Returns what puts the vault back as it was. */
export function watchVault(vault: Vault, run: () => void): () => void {
  const before = { ...vault }
  // Not by their names: the build shortens some of them.
  for (const [write, method] of Object.entries(vault)) {
    if (READS.test(write)) continue
    const original = method as (...args: unknown[]) => Promise<unknown>
    Object.assign(vault, {
      [write]: (...args: unknown[]) => {
        const done = original(...args)
        done.then(run, run)
        return done
      },
    })
  }
  return () => Object.assign(vault, before)
}
