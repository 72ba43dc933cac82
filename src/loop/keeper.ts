/** Keeps the book: every change is one atomic write, together with the events it causes. */
import { composeEvent } from '../delivery/compose'
import type { EventData, EventType, GainloopEvent } from '../delivery/event'
import type { Host } from '../host/host'
import type { Book } from '../moment/book'
import { openBook } from '../moment/open-book'

/** An event before it has an id, a time, and the members that every event carries. */
export type Draft = { [T in EventType]: { type: T; data: Omit<EventData<T>, 'language' | 'segments'> } }[EventType]

export interface Step<T> {
  book: Book
  events?: Draft[]
  value: T
}

export interface Keeper {
  read(): Promise<Book>
  /**
   * Durable when it resolves, with the events in the outbox. `step` is pure: it runs again when the storage failed under it.
   */
  commit<T>(step: (book: Book, now: number) => Step<T>): Promise<T>
  /**
   * The same as `commit`, but nothing is written where only the time has changed, and by less than an hour: every write
   * wakes the other tabs.
   */
  tidy(step: (book: Book, now: number) => Step<Book>): Promise<Book>
  /** Forgets everything, the anonymous id included. */
  forget(): Promise<void>
}

export interface KeeperOptions {
  host: Host
  /** `/gainloop/<playbook id>` is the source of every event. */
  playbookId: string
  /** The version of the playbook that was validated. It is written beside the book, so that the next page need not validate it. */
  validated?: string
  /** The version that is written there already. */
  known?: string | undefined
  /** The members that every event's data carries. */
  common(book: Book, of: { action?: string; moment?: string }, now: number): { language: string; segments: string[] }
  /** When the next thing is due. It is written beside the book for the next page's entry. */
  wakeAt(book: Book, now: number): number
  /** These were written down. */
  committed(events: GainloopEvent[]): void
}

const HOUR = 3_600_000

export function createKeeper(options: KeeperOptions): Keeper {
  const { host, validated } = options
  /** One id per page until the first change writes it down. */
  let anonymousId = `anon-${host.id()}`
  let writtenVersion = options.known

  const read = async () => openBook(await host.vault.book(), anonymousId, host.now())
  const commit: Keeper['commit'] = async (step) => {
    // A storage that failed may have kept the events all the same. In the next one they must be the same events.
    const ids: string[] = []
    const { value, added } = await host.vault.change((stored) => {
      const now = host.now()
      const { book, events = [], value } = step(openBook(stored, anonymousId, now), now)
      const added = events.map(({ type, data }, index) => {
        ids[index] ??= host.id()
        return composeEvent(type, { ...data, ...options.common(book, data as object, now) } as never, {
          playbook: options.playbookId,
          subject: book.user.id,
          id: ids[index],
          now,
        })
      })
      const wake = { at: options.wakeAt(book, now), user: book.user.id, ...(validated && { validated }) }
      return { book, add: added, wake, value: { value, added } }
    })
    writtenVersion = validated
    options.committed(added)
    return value
  }
  return {
    read,
    commit,
    async tidy(step) {
      const stored = await host.vault.book()
      const before = openBook(stored, anonymousId, host.now())
      const { book, events = [] } = step(before, host.now())
      const changed = (Object.keys(book) as (keyof Book)[]).some(
        (part) => part !== 'clock' && book[part] !== before[part],
      )
      // The first look writes the book down: from then on the user is known.
      const due = !stored || writtenVersion !== validated || changed || events.length > 0
      return due || book.clock - before.clock > HOUR ? commit(step) : book
    },
    forget() {
      anonymousId = `anon-${host.id()}`
      writtenVersion = undefined
      return host.vault.clear()
    },
  }
}
