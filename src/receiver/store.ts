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

/** Which webhooks an event goes to, by their URLs. */
export type Addressees = (event: GainloopEvent) => readonly string[]

/** One event on its way to one webhook. */
export interface Delivery {
  /** The webhook's URL. */
  hook: string
  subject: string
  /** Tells the event among all, with `subject`. */
  key: string
  /** How often it was tried before. */
  attempts: number
  /** When the event was received, in ms. */
  received: number
  /** The CloudEvent as JSON. */
  body: string
}

/** Deliveries not yet made, shared by all receivers of the database. */
export interface WebhookOutbox {
  /** At most so many whose time has come, the one that waits longest first. */
  due(hook: string, now: number, limit: number): Promise<Delivery[]>
  /** Whether it is the caller's, until then: nobody else has claimed it since it was read. After that it is due again. */
  claim(delivery: Delivery, until: number): Promise<boolean>
  /** Lets go of a claimed one, to be due at that time. */
  retry(delivery: Delivery, at: number): Promise<void>
  /** It was made, or is given up. */
  remove(delivery: Delivery): Promise<void>
  /** Removes what was received before then for webhooks other than these, none being all; returns how many that were. */
  abandon(hooks: readonly string[], before: number): Promise<number>
}

export interface Store {
  /**
   * Asks the database each time: resolves when it can be used, opened and migrated, rejects when it does not answer. Every
   * other method opens it by itself.
   */
  ready(): Promise<void>
  /**
   * Stores each `(source, id)` once, and resolves only when that survives a crash of the machine.
   * An event stored before, or twice in the same call, is a duplicate. All or nothing on a rejection.
   * @param addressees Where those newly stored are to be posted: into the outbox in the same transaction.
   */
  append(
    events: readonly StoredEvent[],
    addressees?: Addressees,
  ): Promise<{ accepted: StoredEvent[]; duplicates: StoredEvent[] }>
  /** Everything of one user, what they did before `identify` included, by the events' own time. */
  eventsOf(subject: string): Promise<StoredEvent[]>
  /** In the order received; a page at a time, so that a report over millions fits in memory. */
  events(filter?: EventFilter): AsyncIterable<StoredEvent>
  /** Every user once, a page at a time. */
  users(): AsyncIterable<StoredUser[]>
  /** The events stored under these very subjects, of these types, in no particular order; a page at a time. */
  eventsUnder(subjects: readonly string[], types: readonly EventType[]): AsyncIterable<StoredEvent>
  /**
   * Deletes everything of one user, what they did before `identify` and what waits for webhooks included; returns how many
   * events that were. The same events posted again are duplicates still.
   */
  erase(subject: string): Promise<number>
  /** Deletes the oldest events received before then, in ms, at most so many; returns how many that were. Needed for `retention`. */
  expire?(before: number, limit: number): Promise<number>
  /** Needed for `webhooks`. */
  outbox?: WebhookOutbox
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
