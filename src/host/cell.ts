/** One place to keep things: the book, the wake and the outbox together, so that one write is all or nothing. */
import type { Waiting } from './host'
import { type Kept, parse, type Stored, unique } from './stored'

/** What a cell holds at the moment it is asked. */
export interface Seen<T> {
  found: T
  /**
   * The storage was taken from this page since the last time (the user cleared the site's data, a script emptied its
   * sessionStorage, the disk failed), and what it held may be gone.
   */
  lost: boolean
}

export interface Write extends Kept {
  /** The book as JSON, where it is at hand. */
  text?: string | undefined
  /** New records for the outbox. */
  add: Waiting[]
  /** Records from another place. They are added unless they are there already, so that the outbox has to be read. */
  join: Waiting[]
}

/**
 * Every method rejects when the storage fails; nothing is written then. A write is durable once its promise resolves.
 * Between a step's reading and its writing nobody else writes. A step may run twice. It must not change what it is handed.
 */
export interface Cell {
  /** Book and wake. */
  kept(): Promise<Seen<Kept>>
  /** The whole outbox, oldest first. */
  waiting(): Promise<Seen<Waiting[]>>
  /** Replaces book and wake, and adds to the outbox without reading it. The step returns undefined to write nothing. */
  change(step: (seen: Seen<Kept>) => Write | undefined): Promise<void>
  /**
   * Rewrites the outbox: the step returns what is to be there instead of what it was handed, or undefined to write nothing.
   * @param only ids of the events that the step is about: it may be handed only these
   */
  revise(step: (seen: Seen<Waiting[]>) => Waiting[] | undefined, only?: readonly string[]): Promise<void>
  /** Forgets everything. @param condition only if it holds for what is kept */
  clear(condition?: (stored: Stored) => boolean): Promise<void>
}

/**
 * Runs `step` on all that is kept and writes what it returns: null removes it, undefined leaves it. `lost` as in `Seen`.
 */
export type Access = (step: (stored: Stored, lost?: boolean) => Stored | null | undefined) => Promise<void>

/** A cell in a place that can only be read and written as a whole. */
export function wholeCell(access: Access): Cell {
  const read = async <T>(part: (stored: Stored) => T): Promise<Seen<T>> => {
    let seen: Seen<T> | undefined
    await access((stored, lost = false) => {
      seen = { found: part(stored), lost }
      return undefined
    })
    return seen as Seen<T>
  }
  return {
    kept: () => read((stored): Kept => stored),
    waiting: () => read(({ outbox }) => outbox),
    change: (step) =>
      access((stored, lost = false) => {
        const write = step({ found: stored, lost })
        if (!write) return undefined
        const { book, wake, add, join } = write
        return { book, wake, outbox: unique([...stored.outbox, ...join, ...add]) }
      }),
    revise: (step) =>
      access((stored, lost = false) => {
        const outbox = step({ found: stored.outbox, lost })
        return outbox && { ...stored, outbox }
      }),
    clear: (condition = () => true) => access((stored) => (condition(stored) ? null : undefined)),
  }
}

/** Lasts as long as the page, and never rejects on its own account. */
export function memoryCell(): Cell {
  let kept: string | null = null
  return wholeCell(async (step) => {
    const next = step(parse(kept))
    if (next !== undefined) kept = JSON.stringify(next)
  })
}
