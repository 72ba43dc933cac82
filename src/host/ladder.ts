/** A vault that keeps working: when one storage fails, the next takes over with what is known of the book. */
import type { Change, Vault } from './host'

/** Of two books of this browser, what is to be kept. The composition root hands in the book's own merge. */
export type MergeBooks = (kept: unknown, other: unknown) => unknown

/**
 * Uses the first vault; at its first failure the next, for as long as the page lives. What an earlier page had to
 * leave in the second is brought home first. Events stay in the storage that failed, for a later page to send.
 * Rejects with what `step` throws, and when the last vault fails.
 * @param merge default: the first of the two wins
 */
export function ladder(vaults: [Vault, ...Vault[]], merge: MergeBooks = (kept) => kept): Vault {
  let rung = 0
  let known: unknown
  let closed = false
  const join = (kept: unknown, other: unknown) =>
    kept === undefined ? other : other === undefined ? kept : merge(kept, other)
  const noop = () => {}

  const bringHome = async () => {
    const [home, away] = vaults
    if (!away) return
    const [book, waiting] = await Promise.all([away.book(), away.waiting()])
    if (book === undefined && !waiting.length) return
    await home.change((kept) => ({
      book: join(kept, book),
      add: waiting.map((record) => record.event),
      value: undefined,
    }))
    await away.clear()
  }
  const home = bringHome().catch(noop)

  const attempt = async <T>(work: (vault: Vault) => Promise<T>): Promise<T> => {
    await home
    const used = rung
    try {
      return await work(vaults[used] as Vault)
    } catch (error) {
      const next = vaults[used + 1]
      if (closed || !next) throw error
      if (rung === used) {
        rung++
        next.change((book) => ({ book: join(known, book), value: undefined })).catch(noop)
      }
      return attempt(work)
    }
  }

  return {
    book: async () => {
      known = await attempt((vault) => vault.book())
      return known
    },
    change: async <T>(step: (book: unknown) => Change<T>) => {
      // What `step` throws is its caller's mistake, not the storage's: it must not cost us the storage.
      let mistake: { error: unknown } | undefined
      let written: unknown
      const value = await attempt((vault) =>
        vault.change((book): Change<T | undefined> => {
          try {
            const change = step(book)
            written = change.book ?? book
            return change
          } catch (error) {
            mistake = { error }
            return { value: undefined }
          }
        }),
      )
      if (mistake) throw mistake.error
      known = written
      return value as T
    },
    waiting: () => attempt((vault) => vault.waiting()),
    drop: (ids) => attempt((vault) => vault.drop(ids)),
    replace: (records) => attempt((vault) => vault.replace(records)),
    wake: () => attempt((vault) => vault.wake()),
    clear: async () => {
      known = undefined
      // Forgetting means everywhere, the storage that failed included.
      for (const vault of vaults) if (vault !== vaults[rung]) vault.clear().catch(noop)
      await attempt((vault) => vault.clear())
    },
    close() {
      closed = true
      for (const vault of vaults) vault.close()
    },
  }
}
