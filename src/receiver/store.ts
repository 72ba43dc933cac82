/** What the receiver needs of a database; `sqliteStore` and `postgresStore` are two, a vendor may write a third (run `test/receiver/store-suite.ts` over it). */
import type { EventType, GainloopEvent } from '../delivery/event'

/** An event as accepted: its `time` corrected where the sender's clock ran ahead. */
export interface StoredEvent {
  event: GainloopEvent
  /** The event's own time, in ms since 1970. */
  at: number
  /** When the receiver took it, in ms since 1970 by the receiver's clock. */
  received: number
}

export interface EventFilter {
  /** Events whose own time is this or later, in ms. */
  from?: number
  /** Events whose own time is before this, in ms. */
  to?: number
  /** Events received at this time or later, in ms. */
  since?: number
  types?: readonly EventType[]
  action?: string
}

export interface StoredUser {
  /** The name, or the anonymous subject nobody has named yet. */
  user: string
  /** Every subject their events are stored under, what they did before `identify` included. */
  subjects: string[]
}

export interface Store {
  /** Resolves once the database can be used: opened, migrated. Every other method waits for it by itself. */
  ready(): Promise<void>
  /**
   * Stores each `(source, id)` once, and resolves only when that survives a crash of the machine.
   * An event stored before, or twice in the same call, is a duplicate. All or nothing on a rejection.
   */
  append(events: readonly StoredEvent[]): Promise<{ accepted: StoredEvent[]; duplicates: StoredEvent[] }>
  /** Everything of one user, what they did before `identify` included, by the events' own time. */
  eventsOf(subject: string): Promise<StoredEvent[]>
  /** In the order received; a page at a time, so that a report over millions fits in memory. */
  events(filter?: EventFilter): AsyncIterable<StoredEvent>
  /** Every user once, a page at a time. */
  users(): AsyncIterable<StoredUser[]>
  /** The events stored under these very subjects, of these types, in no particular order; a page at a time. */
  eventsUnder(subjects: readonly string[], types: readonly EventType[]): AsyncIterable<StoredEvent>
  /** Deletes everything of one user, what they did before `identify` included; returns how many events that were. */
  erase(subject: string): Promise<number>
  close(): Promise<void>
}

/** Before `identify` the browser makes up a subject that begins so. */
export const isAnonymous = (subject: string): boolean => subject.startsWith('anon-')

/** The anonymous subject an event joins to its own, if that is what it does. A named user is never taken over. */
export function linkOf({ event }: StoredEvent): { anonymous: string; subject: string } | undefined {
  if (event.type !== 'gainloop.user.identified' || isAnonymous(event.subject)) return undefined
  const { anonymous } = (event as GainloopEvent<'gainloop.user.identified'>).data
  return isAnonymous(anonymous) ? { anonymous, subject: event.subject } : undefined
}
