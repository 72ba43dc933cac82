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
  /** Loads what makes requests, once. Rejects when it can't be fetched; the next call tries again. */
  requests(): Promise<Requests>
  /**
   * Runs `work` while no other tab does. When another tab holds the name: undefined, without running it; or, with
   * `wait`, in its turn, or after 30 seconds. Without `navigator.locks` (insecure contexts) it just runs.
   */
  exclusively<T>(name: string, work: () => Promise<T>, wait?: boolean): Promise<T | undefined>
  /** The page was hidden (tab switched, closed, phone locked). Returns the cleanup. */
  onHide(run: () => void): () => void
  /** The network came back, or the page became visible. Returns the cleanup. */
  onReturn(run: () => void): () => void
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What came back from a server, its body read. */
export interface Answer {
  /** The status is 200 to 299. */
  ok: boolean
  /** The HTTP status. */
  status: number
  headers: Headers
  redirected: boolean
  /** The address that answered, after all redirects. Empty where the page's `fetch` does not say. */
  url: string
  /** The body; empty where it could not be read. */
  text: string
  /** Whether the body was read to its end. */
  complete: boolean
}

/**
 * Requests, as `request.ts` makes them. An answer of any status resolves; a request without one rejects: no network, or
 * no answer in time. No timer is left behind.
 */
export interface Requests {
  /** One attempt, given up after 20 seconds. `keepalive` lets it outlive the page: at most 65,536 bytes in flight in all. */
  post(url: string, options: { body: string; headers?: Record<string, string>; keepalive?: boolean }): Promise<Answer>
  get(url: string, options?: GetOptions): Promise<Answer>
}

export interface GetOptions {
  headers?: Record<string, string>
  cache?: RequestCache
  /** For one attempt, the body included, in ms. @default 20_000 */
  timeout?: number
  /**
   * Tries twice more, after less than a second each or when `Retry-After` says so (a minute at most): without a network, and
   * after 408, 425, 429 and 5xx.
   * @default false
   */
  retry?: boolean
  /** Gives up, also between two attempts. */
  signal?: AbortSignal
}

/** One event waiting in the outbox. What the last failed attempt left behind is written down, so that a reload or another tab waits as well. */
export interface Waiting {
  event: GainloopEvent
  /** Why the endpoint refused it: kept for the vendor to see, and not sent again. */
  aside?: string
  /** The endpoint took what waited beside it, but not this: it is sent by itself, after everything else. */
  alone?: true
  /** Failed attempts in a row. */
  tries?: number
  /** How many of them may be this event's fault: the endpoint failed, or gave no answer. */
  faults?: number
  /** Not before, in milliseconds since 1970 by the browser's clock. */
  until?: number
  /** Not before, even by `flush()`: the endpoint itself named the time (`Retry-After`). In milliseconds since 1970. */
  asked?: number | undefined
}

/** What the page's entry reads before anything else loads. */
export interface Wake {
  /** When the next thing is due; 0: at once. Negative: nothing is pending; a page opened after that time looks again. */
  at: number
  /** Whose book it is: naming somebody else is a reason to load. */
  user: string
  /** The version of the playbook that was validated in this browser. */
  validated?: string
  /** Whether a plan stands that a reminder could bring back. */
  plans?: boolean
}

/** What one change writes: all of it or nothing, durable once the promise resolves. */
export interface Change<T> {
  /** The new book; left out, it stays as it is. */
  book?: unknown
  /** Events to add to the outbox, in order. */
  add?: GainloopEvent[]
  /** Left out, it stays as it is. */
  wake?: Wake
  value: T
}

/**
 * Durable storage of the book and the outbox. Every method may reject; nothing may be half done.
 * The browser's own vault (`vault.ts`) rejects only with what `step` threw.
 */
export interface Vault {
  book(): Promise<unknown>
  /** Reads the book, lets `step` decide, writes the change in the same transaction. `step` is synchronous, and runs again when the storage died under it. */
  change<T>(step: (book: unknown) => Change<T>): Promise<T>
  /** Everything waiting, oldest first. */
  waiting(): Promise<Waiting[]>
  /**
   * Rewrites what waits: deletes what was acknowledged, sets aside, re-addresses. `step` as in `change`.
   * @param only ids of the events that `step` is about. It may be handed only these, so that the rest need not be read.
   */
  revise(step: (waiting: Waiting[]) => Waiting[], only?: readonly string[]): Promise<void>
  /** Another tab has written these down. Should the site's data be cleared, this page still has them. */
  know(events: readonly GainloopEvent[]): void
  /** Forgets everything. */
  clear(): Promise<void>
  /** Hears every write of this page, once it is done. Returns the cleanup. */
  onWrite(listener: () => void): () => void
}
