/** Keeps the book: every change is one atomic write, together with the events it causes. */
import { composeEvent } from '../delivery/compose'
import type { EventData, EventType, GainloopEvent } from '../delivery/event'
import type { Host } from '../host/host'
import { hasPlans } from '../lesson/reminder'
import type { Book } from '../moment/book'
import { createOwnership } from './ownership'

/** An event before it has an id, a time, and the members that every event carries. */
export type Draft = {
  [T in EventType]: { type: T; data: Omit<EventData<T>, 'language' | 'segments' | 'account'> }
}[EventType]

export interface Step<T> {
  book: Book
  /** Drafts, or events that were composed before. */
  events?: (Draft | GainloopEvent)[]
  value: T
}

type Change<T> = (book: Book, now: number) => Step<T>

export interface Keeper {
  read(): Promise<Book>
  /**
   * Durable when it resolves, with the events in the outbox. `step` is pure: it runs again when the storage failed under it.
   */
  commit<T>(step: Change<T>): Promise<T>
  /**
   * The same as `commit`, but nothing is written where only the time has changed, and by less than an hour: every write
   * wakes the other tabs.
   */
  tidy(step: Change<Book>): Promise<Book>
  /** The events of one step of the card, before it is written down. */
  compose(book: Book, drafts: readonly (Draft | GainloopEvent)[], now: number): GainloopEvent[]
  /** Like `commit`, for a step that names the user: from now on this page writes into that user's book alone. */
  claim<T>(step: Change<T>): Promise<T>
  /** Like `commit`, for a step that begins another user's book. @returns the id of the user this page spoke for */
  leave(step: Change<undefined>): Promise<string>
  /** The user this page named. Undefined: it goes by the user the browser has. */
  user(): string | undefined
  /** Another tab has forgotten this user. */
  forgotten(id: string): void
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
  common(
    book: Book,
    of: { action?: string; moment?: string },
    now: number,
  ): { language: string; segments: string[]; account?: string }
  /** When the next thing is due. It is written beside the book for the next page's entry. */
  wakeAt(book: Book, now: number): number
  /** These were written down. */
  committed(events: GainloopEvent[]): void
}

const HOUR = 3_600_000

export function createKeeper(options: KeeperOptions): Keeper {
  const { host, validated } = options
  const owner = createOwnership(`anon-${host.id()}`)
  let writtenVersion = options.known

  const compose = (
    book: Book,
    drafts: readonly (Draft | GainloopEvent)[],
    now: number,
    ids: string[] = [],
  ): GainloopEvent[] =>
    drafts.map((draft, index) => {
      if ('specversion' in draft) return draft
      const { type, data } = draft
      ids[index] ??= host.id()
      return composeEvent(type, { ...data, ...options.common(book, data as object, now) } as never, {
        playbook: options.playbookId,
        subject: book.user.id,
        id: ids[index],
        now,
      })
    })

  const change = async <T>(
    step: Change<T>,
    before: (stored: unknown, now: number) => Book,
    after: (book: Book, stored: unknown) => Book | undefined,
  ): Promise<T> => {
    // A storage that failed may have kept the events all the same. In the next one they must be the same events.
    const ids: string[] = []
    let rewind: (() => void) | undefined
    const { value, added } = await host.vault.change((stored) => {
      rewind ??= owner.checkpoint()
      rewind()
      const now = host.now()
      const { book: made, events = [], value } = step(before(stored, now), now)
      const added = compose(made, events, now, ids)
      const book = after(made, stored)
      const outcome = { add: added, value: { value, added } }
      if (!book) return outcome
      const wake = {
        at: options.wakeAt(book, now),
        user: book.user.id,
        ...(validated && { validated }),
        ...(hasPlans(book) && { plans: true }),
      }
      return { ...outcome, book, wake }
    })
    writtenVersion = validated
    options.committed(added)
    return value
  }

  const read = async () => owner.open(await host.vault.book(), host.now())
  const commit: Keeper['commit'] = (step) => change(step, owner.open, owner.close)
  return {
    read,
    commit,
    compose,
    async tidy(step) {
      const stored = await host.vault.book()
      const before = owner.open(stored, host.now())
      const { book, events = [] } = step(before, host.now())
      const changed = (Object.keys(book) as (keyof Book)[]).some(
        (part) => part !== 'clock' && book[part] !== before[part],
      )
      // The first look writes the book down: from then on the user is known.
      const due = !stored || writtenVersion !== validated || changed || events.length > 0
      return due || book.clock - before.clock > HOUR ? commit(step) : book
    },
    claim: (step) => change(step, owner.openAny, owner.claim),
    async leave(step) {
      let left = ''
      await change(
        (book, now) => {
          left = book.user.id
          return step(book, now)
        },
        owner.open,
        owner.leave,
      )
      return left
    },
    user: owner.user,
    forgotten: owner.forgotten,
    forget() {
      owner.forget(`anon-${host.id()}`)
      writtenVersion = undefined
      return host.vault.clear()
    },
  }
}
