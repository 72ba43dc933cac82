/** The world as the rest of the code sees it: clock, ids, storage, page and network behind one interface, so that tests hand in a plain object. */
import type { GainloopEvent } from '../delivery/event'

export interface Host {
  /** Milliseconds since 1970, as the page's clock has it. */
  now(): number
  /** Runs once after `ms`, however long that is (browsers cap one timer at 24.8 days). Returns the cancel. */
  after(ms: number, run: () => void): () => void
  /** A fresh UUID. */
  id(): string
  vault: Vault
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Runs `work` while no other tab does; undefined, without running it, when another tab holds the name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined>
  /** The page was hidden (tab switched, closed, phone locked). Returns the cleanup. */
  onHide(run: () => void): () => void
  /** The network came back, or the page became visible. Returns the cleanup. */
  onReturn(run: () => void): () => void
}

/** One event waiting in the outbox, under the key of its event id. */
export interface Waiting {
  event: GainloopEvent
  /** Order of writing. */
  order: number
  /** The endpoint refused it for good: kept for the vendor to see, never sent again. */
  aside?: string
}

/** What one change writes: all of it or nothing, durable once the promise resolves. */
export interface Change<T> {
  /** The new book; left out, it stays as it is. */
  book?: unknown
  /** Events to add to the outbox, in order. */
  add?: GainloopEvent[]
  /** When the next thing is due (0: at once, absent: unchanged, null: nothing is pending); read by the entry before anything else loads. */
  wake?: number | null
  value: T
}

/** Durable storage of the book and the outbox. Every method may reject; nothing may be half done. */
export interface Vault {
  book(): Promise<unknown>
  /** Reads the book, lets `step` decide, writes the change in the same transaction. `step` is synchronous. */
  change<T>(step: (book: unknown) => Change<T>): Promise<T>
  /** Everything waiting, oldest first. */
  waiting(): Promise<Waiting[]>
  /** Deletes acknowledged events. */
  drop(ids: string[]): Promise<void>
  /** Writes records back: set aside, or re-addressed. Records deleted meanwhile are not brought back. */
  replace(records: Waiting[]): Promise<void>
  wake(): Promise<number | null | undefined>
  /** Forgets everything. */
  clear(): Promise<void>
  close(): void
}
