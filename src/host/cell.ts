/** One string, kept somewhere: the book, the wake and the outbox together, so that one write is all or nothing. */

/** What a cell holds; null or undefined when there is nothing. */
export type Kept = string | null | undefined

/**
 * Reads the string, lets `step` say what is to be there, writes that: undefined leaves it, null removes it. Nobody else
 * writes in between, and the write is durable once the promise resolves. Rejects when the storage does; nothing is
 * written then. `step` may run twice.
 */
export type Cell = (step: (kept: Kept) => Kept) => Promise<void>

/** Lasts as long as the page, and never rejects on its own account. */
export function memoryCell(): Cell {
  let kept: Kept
  return async (step) => {
    const next = step(kept)
    if (next !== undefined) kept = next
  }
}
