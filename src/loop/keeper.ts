/** Keeps the book: every change goes through one atomic write together with the events it causes, then is told to whoever listens. */
import { composeEvent } from '../delivery/compose'
import type { EventData, EventType, GainloopEvent } from '../delivery/event'
import type { Host } from '../host/host'
import type { Book } from '../moment/book'
import { openBook } from '../moment/open-book'

/** An event before it has an id, a time and the members every event carries. */
export type Draft = { [T in EventType]: { type: T; data: Omit<EventData<T>, 'language' | 'segments'> } }[EventType]

export interface Step<T> {
  book: Book
  events?: Draft[]
  value: T
}

export interface Keeper {
  read(): Promise<Book>
  /** Durable once it resolves; the events are in the outbox then. `step` may run again in another tab's order: keep it pure. */
  commit<T>(step: (book: Book, now: number) => Step<T>): Promise<T>
  /** Everything, and who the stranger was. */
  forget(): Promise<void>
  /** The same as `commit`, but nothing is written where only the time has changed, and by less than an hour: a write wakes the other tabs. */
  tidy(step: (book: Book, now: number) => Step<Book>): Promise<Book>
}

export interface KeeperOptions {
  host: Host
  /** `/gainloop/<playbook id>` is the source of every event. */
  playbookId: string
  /** What every event's data carries beside its own. */
  common(book: Book, of: { action?: string; moment?: string }, now: number): { language: string; segments: string[] }
  /** When the next thing is due, written beside the book for the next page's entry. */
  wakeAt(book: Book, now: number): number
  /** Written down, and on its way. */
  committed(events: GainloopEvent[]): void
}

const HOUR = 3_600_000

export function createKeeper(options: KeeperOptions): Keeper {
  const { host } = options
  /** One id per page until the first change writes it down. */
  let stranger = `anon-${host.id()}`
  const read = async () => openBook(await host.vault.book(), stranger, host.now())
  const commit: Keeper['commit'] = async (step) => {
    // A storage that was given up may have kept what the next one is asked to keep: it is the same event in both.
    const ids: string[] = []
    const done = await host.vault.change((stored) => {
      const now = host.now()
      const { book, events = [], value } = step(openBook(stored, stranger, now), now)
      const add = events.map(({ type, data }, n) =>
        composeEvent(type, { ...data, ...options.common(book, data as object, now) } as never, {
          playbook: options.playbookId,
          subject: book.user.id,
          id: (ids[n] ??= host.id()),
          now,
        }),
      )
      return { book, add, wake: { at: options.wakeAt(book, now), user: book.user.id }, value: { value, add } }
    })
    options.committed(done.add)
    return done.value
  }
  return {
    read,
    commit,
    forget() {
      stranger = `anon-${host.id()}`
      return host.vault.clear()
    },
    async tidy(step) {
      const stored = await host.vault.book()
      const before = openBook(stored, stranger, host.now())
      const { book, events = [] } = step(before, host.now())
      const changed = (Object.keys(book) as (keyof Book)[]).some(
        (part) => part !== 'clock' && book[part] !== before[part],
      )
      // The first look writes the book down: from then on the user is known.
      return !stored || changed || events.length || book.clock - before.clock > HOUR ? commit(step) : book
    },
  }
}
