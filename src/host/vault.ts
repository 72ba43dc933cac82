/** What is remembered of one user, and what waits to be sent; kept in one cell, and in the next when that one fails. */
import type { Cell, Kept } from './cell'
import type { Vault, Waiting, Wake } from './host'

/** Of two books of this browser, what is to be kept. The composition root hands in the book's own merge. */
export type MergeBooks = (kept: unknown, other: unknown) => unknown

/** What a cell's string says. */
export interface Stored {
  book?: unknown
  wake?: Wake | undefined
  /** Oldest first. */
  outbox: Waiting[]
}

/**
 * Uses the first cell; when one fails the next, for as long as the page lives, going on with what the failed one held.
 * The last cell must not fail (`memoryCell`). What an earlier page had to leave in the second joins the first with the
 * next change.
 * @param merge default: the first of the two wins
 */
export function openVault(all: Cell[], merge: MergeBooks = (kept) => kept): Vault {
  const cells = [...all] as [Cell, ...Cell[]]
  /** What the present cell held when it was last seen, `extra` included. */
  let known: Kept
  /** What another cell held, until a change has written it here. */
  let extra: Kept
  let last: Promise<unknown> | undefined = cells[1]?.((left) => {
    extra = left
    return undefined
  }).catch(noop)

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = Promise.resolve(last).then(work)
    last = done.catch(noop)
    return done
  }

  const attempt = async <T>(work: (stored: Stored) => T, write: boolean): Promise<T> => {
    let next: Kept
    let outcome!: Promise<T>
    try {
      await cells[0]((kept) => {
        known = kept
        next = undefined
        // What `work` throws is its caller's mistake, not the storage's: it must not cost us the storage.
        outcome = new Promise((resolve) => {
          const stored = parse(kept)
          if (extra) {
            join(stored, parse(extra), merge)
            known = JSON.stringify(stored)
          }
          const value = work(stored)
          if (write) next = JSON.stringify(stored)
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
      if (home) await cells[1]?.((left) => (left === home ? null : undefined)).catch(noop)
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
      }),
  }
}

const noop = (): void => {}

/** What can't be read is taken as empty. */
function parse(kept: Kept): Stored {
  try {
    const stored: Stored = JSON.parse(kept as string)
    stored.outbox = stored.outbox.filter((record) => record.event.id)
    return stored
  } catch {
    return { outbox: [] }
  }
}

/** Adds what `other` holds; each event once. */
function join(stored: Stored, other: Stored, merge: MergeBooks): void {
  const { book } = stored
  stored.book = book && other.book ? merge(book, other.book) : (other.book ?? book)
  stored.wake = other.wake ?? stored.wake
  stored.outbox = [...new Map([...stored.outbox, ...other.outbox].map((record) => [record.event.id, record])).values()]
}
