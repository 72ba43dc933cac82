/** What is remembered of one user, and what waits to be sent; kept in one cell, and in the next when that one fails. */
import type { Cell } from './cell'
import type { Vault } from './host'
import { noop } from './noop'
import type { Stored } from './stored'

/** Of two books of this browser, what is to be kept. The composition root hands in the book's own merge. */
export type MergeBooks = (kept: unknown, other: unknown) => unknown

/**
 * Uses the first cell; when one fails the next, for as long as the page lives, going on with what the failed one held.
 * The last cell must not fail (`memoryCell`). What an earlier page had to leave in the second joins the first with the
 * next change.
 * @param merge default: the first of the two wins
 */
export function openVault(all: Cell[], merge: MergeBooks = (kept) => kept): Vault {
  const cells = [...all] as [Cell, ...Cell[]]
  /** What the present cell held when it was last seen, `extra` included. */
  let known: Stored | undefined
  /** What another cell held, or this one before it was taken away, until a change has written it here. */
  let extra: Stored | undefined
  const listeners = new Set<() => void>()
  const written = (): void => listeners.forEach((listener) => listener())
  let last: Promise<unknown> | undefined = cells[1]?.((left) => {
    if (left.book || left.outbox[0]) extra = left
    return undefined
  }).catch(noop)

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = Promise.resolve(last).then(work)
    last = done.catch(noop)
    return done
  }

  const attempt = async <T>(work: (stored: Stored) => T, write: boolean): Promise<T> => {
    let next: Stored | undefined
    let outcome!: Promise<T>
    try {
      await cells[0]((stored, lost) => {
        // Who cleared the site's data wants to be forgotten; what they said before, they said. The book is not brought back.
        if (lost && known) extra = { ...extra, outbox: known.outbox }
        if (extra) join(stored, extra, merge)
        known = { ...stored }
        next = undefined
        // What `work` throws is its caller's mistake, not the storage's: it must not cost us the storage.
        outcome = new Promise((resolve) => {
          const value = work(stored)
          if (write) next = stored
          resolve(value)
        })
        outcome.catch(noop)
        return next
      })
    } catch {
      extra = known
      cells.shift()
      return attempt(work, write)
    }
    if (next) {
      known = next
      const home = extra
      extra = undefined
      written()
      if (home)
        await cells[1]?.((left) => (JSON.stringify(left) === JSON.stringify(home) ? null : undefined)).catch(noop)
    }
    return outcome
  }
  const update = <T>(work: (stored: Stored) => T, write = true): Promise<T> => inTurn(() => attempt(work, write))

  return {
    book: () => update((stored) => stored.book, false),
    waiting: () => update((stored) => stored.outbox, false),
    change: (step) =>
      update((stored) => {
        const { book, add = [], wake, value } = step(stored.book)
        join(stored, { book, wake, outbox: add.map((event) => ({ event })) }, (_, changed) => changed)
        return value
      }),
    revise: (step) =>
      update((stored) => {
        stored.outbox = step(stored.outbox)
      }),
    clear: () =>
      inTurn(async () => {
        known = extra = undefined
        // Forgetting means everywhere, the storage that failed included.
        for (const cell of all) await cell(() => null).catch(noop)
        written()
      }),
    onWrite(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Adds what `other` holds; each event once. */
function join(stored: Stored, other: Stored, merge: MergeBooks): void {
  const { book } = stored
  stored.book = book && other.book ? merge(book, other.book) : (other.book ?? book)
  stored.wake = other.wake ?? stored.wake
  stored.outbox = [...new Map([...stored.outbox, ...other.outbox].map((record) => [record.event.id, record])).values()]
}
