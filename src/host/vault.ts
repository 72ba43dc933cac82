/** What is remembered of one user, and what waits to be sent; kept in one cell, and in the next when that one fails. */
import { bookText } from './book-text'
import type { Cell, Seen } from './cell'
import type { Vault, Waiting } from './host'
import { type Kept, type Stored, unique } from './stored'

/** Of two books of this browser, what is to be kept. The composition root hands in the book's own merge. */
export type MergeBooks = (kept: unknown, other: unknown) => unknown

/** With more events known than the outbox may hold, some must be out of date. */
const MOST_KNOWN = 1_100

/**
 * Uses the first cell; when one fails the next, for as long as the page lives, going on with what the failed one held.
 * The last cell must not fail (`memoryCell`). What an earlier page had to leave in the second joins the first with the
 * next change.
 * @param merge @default the first of the two wins
 */
export function openVault(all: Cell[], merge: MergeBooks = (kept) => kept): Vault {
  const cells = [...all] as [Cell, ...Cell[]]
  const listeners = new Set<() => void>()
  /** Book and wake as this page last saw them in the present cell, `extra` included. */
  let known: Kept | undefined
  /** The events that this page knows to wait, by their ids. */
  let knownWaiting = new Map<string, Waiting>()
  /** What another cell held, or this one before it was taken away, until it is written here. */
  let extra: Stored | undefined
  /** What the second cell held when the page was opened, until it is written to the first and deleted there. */
  let left: Stored | undefined

  const readLeft = async (second: Cell): Promise<void> => {
    const { book, wake } = (await second.kept()).found
    const outbox = (await second.waiting()).found
    if (book || outbox[0]) extra = left = { book, wake, outbox }
  }
  let last: Promise<unknown> | undefined = cells[1] && readLeft(cells[1]).catch(() => {})

  /** One access after the other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = Promise.resolve(last).then(work)
    last = done.catch(() => {})
    return done
  }
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await inTurn(work)
    } finally {
      for (const listener of listeners) listener()
    }
  }

  /** Runs `work` on the present cell. When that fails, on the next. */
  const attempt = async <T>(work: (cell: Cell) => Promise<T>): Promise<T> => {
    try {
      return await work(cells[0])
    } catch (error) {
      if (!cells[1]) throw error
      extra = known && { ...known, outbox: [...knownWaiting.values()] }
      left = undefined
      cells.shift()
      return attempt(work)
    }
  }

  /** Who clears the site's data wants to be forgotten, so the book is not brought back. What they said before, they said. */
  const noticeLoss = (lost: boolean): void => {
    if (lost && known) extra = { ...extra, outbox: [...knownWaiting.values()] }
  }
  const seeKept = ({ found: { book, wake }, lost }: Seen<Kept>): Kept => {
    noticeLoss(lost)
    known = extra ? joined({ book, wake }, extra, merge) : { book, wake }
    return known
  }
  const seeOutbox = ({ found, lost }: Seen<Waiting[]>): Waiting[] => {
    noticeLoss(lost)
    known ??= {}
    return extra ? unique([...found, ...extra.outbox]) : found
  }
  const remember = (records: Waiting[]): void => {
    for (const record of records) knownWaiting.set(record.event.id, record)
  }

  /** What `extra` held is in the present cell now, and is deleted where it came from, unless that has changed since. */
  const broughtHome = async (): Promise<void> => {
    extra = undefined
    if (!left) return
    const text = JSON.stringify(left)
    left = undefined
    await cells[1]?.clear((stored) => JSON.stringify(stored) === text).catch(() => {})
  }

  const change = async <T>(step: (kept: Kept) => { next: Kept; add: Waiting[]; value: T }): Promise<T> => {
    const outcome = await attempt(async (cell) => {
      let outcome: Outcome<ReturnType<typeof step> & { text: string | undefined }> | undefined
      await cell.change((seen) => {
        const kept = seeKept(seen)
        outcome = tried(() => {
          const made = step(kept)
          const { book } = made.next
          // What can't be written is the step's mistake as well, and is found before anything is written.
          return { ...made, text: book === undefined ? undefined : bookText(book) }
        })
        if ('error' in outcome) return undefined
        const { next, add, text } = outcome.made
        return { ...next, text, add, join: extra?.outbox ?? [] }
      })
      return outcome as Outcome<ReturnType<typeof step>>
    })
    const { next, add, value } = made(outcome)
    known = next
    if (extra) remember(extra.outbox)
    remember(add)
    await broughtHome()
    return value
  }

  const revise = async (step: (waiting: Waiting[]) => Waiting[], only?: readonly string[]): Promise<void> => {
    if (extra) await change((next) => ({ next, add: [], value: undefined }))
    const outcome = await attempt(async (cell) => {
      let outcome: Outcome<{ before: Waiting[]; next: Waiting[] }> | undefined
      await cell.revise((seen) => {
        const before = seeOutbox(seen)
        outcome = tried(() => ({ before, next: step(before) }))
        return 'error' in outcome ? undefined : outcome.made.next
      }, only)
      return outcome as Outcome<{ before: Waiting[]; next: Waiting[] }>
    })
    const { before, next } = made(outcome)
    if (only) for (const { event } of before) knownWaiting.delete(event.id)
    else knownWaiting = new Map()
    remember(next)
    await broughtHome()
  }

  const waiting = (): Promise<Waiting[]> =>
    inTurn(() =>
      attempt(async (cell) => {
        const found = seeOutbox(await cell.waiting())
        knownWaiting = new Map()
        remember(found)
        return found
      }),
    )

  return {
    book: () => inTurn(() => attempt(async (cell) => seeKept(await cell.kept()).book)),
    waiting,
    change: (step) =>
      write(() =>
        change((kept) => {
          const { book, wake, add = [], value } = step(kept.book)
          const next = { book: book ?? kept.book, wake: wake ?? kept.wake }
          return { next, add: add.map((event) => ({ event })), value }
        }),
      ),
    revise: (step, only) => write(() => revise(step, only)),
    know(events) {
      remember(events.map((event) => ({ event })))
      // Some have left by now. Who only listens learns that by reading.
      if (knownWaiting.size > MOST_KNOWN) void waiting().catch(() => {})
    },
    clear: () =>
      write(async () => {
        known = extra = left = undefined
        knownWaiting = new Map()
        // Forgetting means everywhere, the storage that failed included.
        for (const cell of all) await cell.clear().catch(() => {})
      }),
    onWrite(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What a step throws is its caller's mistake, not the storage's: it must not cost us the storage. */
type Outcome<T> = { made: T } | { error: unknown }

function tried<T>(work: () => T): Outcome<T> {
  try {
    return { made: work() }
  } catch (error) {
    return { error }
  }
}

function made<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw outcome.error
  return outcome.made
}

function joined(kept: Kept, other: Kept, merge: MergeBooks): Kept {
  const book = kept.book && other.book ? merge(kept.book, other.book) : (other.book ?? kept.book)
  return { book, wake: other.wake ?? kept.wake }
}
