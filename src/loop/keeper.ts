/** Keeps the book: every change goes through one atomic write together with the events it causes, then is told to whoever listens. */
import { composeEvent } from '../delivery/compose'
import type { EventData, EventType, GainloopEvent } from '../delivery/event'
import type { Host, Vault } from '../host/host'
import { type Book, openBook } from '../moment/book'

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
}

export interface KeeperOptions {
  host: Host
  /** Read anew at every use: consent moves the book from memory to the browser's storage. */
  vault(): Vault
  /** `/gainloop/<playbook id>` is the source of every event. */
  playbookId: string
  /** What every event's data carries beside its own. */
  common(book: Book): { language: string; segments: string[] }
  /** When the next thing is due, written beside the book for the next page's entry. */
  wakeAt(book: Book, now: number): number | null
  committed(events: GainloopEvent[], book: Book): void
}

export function createKeeper(options: KeeperOptions): Keeper {
  const { host } = options
  /** One id per page until the first change writes it down. */
  const stranger = `anon-${host.id()}`
  return {
    async read() {
      return openBook(await options.vault().book(), stranger, host.now())
    },
    async commit(step) {
      const done = await options.vault().change((stored) => {
        const now = host.now()
        const { book, events = [], value } = step(openBook(stored, stranger, now), now)
        const common = options.common(book)
        const add = events.map(({ type, data }) =>
          composeEvent(type, { ...data, ...common } as never, {
            playbook: options.playbookId,
            subject: book.user.id,
            id: host.id(),
            now,
          }),
        )
        const wake = { at: add.length ? 0 : options.wakeAt(book, now), user: book.user.id }
        return { book, add, wake, value: { value, add, book } }
      })
      options.committed(done.add, done.book)
      return done.value
    },
  }
}
