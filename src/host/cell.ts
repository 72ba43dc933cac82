/** One place to keep things: the book, the wake and the outbox together, so that one write is all or nothing. */
import { parse, type Stored } from './stored'

/**
 * Reads what is kept, lets `step` say what is to be there, writes that: undefined leaves it, null removes it. Nobody else
 * writes in between, and the write is durable once the promise resolves. Rejects when the storage does; nothing is
 * written then. `step` may run twice, and may change what it is handed.
 *
 * `lost`: the storage was taken from under this page since the last step (site data cleared, the disk's trouble), and
 * what it held may be gone with it.
 */
export type Cell = (step: (stored: Stored, lost?: boolean) => Stored | null | undefined) => Promise<void>

/** Lasts as long as the page, and never rejects on its own account. */
export function memoryCell(): Cell {
  let kept: string | null
  return async (step) => {
    const next = step(parse(kept))
    if (next !== undefined) kept = JSON.stringify(next)
  }
}
