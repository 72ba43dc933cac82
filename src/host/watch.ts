/** Hears every write to the vault of this page. */
import type { Vault } from './host'

const WRITES = ['change', 'revise', 'clear'] as const

/** Runs after each write. Returns what puts the vault back as it was. */
export function watchVault(vault: Vault, run: () => void): () => void {
  const before = { ...vault }
  for (const write of WRITES) {
    const original = vault[write] as (...args: unknown[]) => Promise<unknown>
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
