/**
 * What the receiver needs from a database. `sqliteStore` and `postgresStore` implement it; a vendor may write another one and
 * run `test/receiver/store-suite.ts` against it.
 */
import type { EventType, GainloopEvent } from '../delivery/event'

/** An event as it is stored. */
export interface StoredEvent {
  /** With its times corrected if the sender's clock was wrong. */
  event: GainloopEvent
  /** When it happened (the event's `time`), in ms since 1970. */
  at: number
  /** When the receiver accepted it, in ms since 1970, by the receiver's clock. */
  received: number
  /**
   * Who sent it, where tokens tell: the vendor's own server, or a browser, which vouches for its own subject at most. Ids are unique
   * for ever, but whoever makes one up must not keep out another's event: an event from a browser takes the id for its own subject
   * only. It is not read back. @default nobody knows, and the id is taken for all
   */
  from?: 'server' | 'browser'
}

/** Which events to read. What is left out does not restrict them. */
export interface EventFilter {
  /** Only events that happened at this time or later, in ms since 1970. */
  from?: number
  /** Only events that happened before this time, in ms since 1970. */
  to?: number
  /** Only events received at this time or later, in ms since 1970. */
  since?: number
  /** Only events of these types. */
  types?: readonly EventType[]
  /** Only events about this action. */
  action?: string
}

/** Which users to read. What is left out does not restrict them. */
export interface UserFilter {
  /** Users who have a moment that was completed at this time or later, in ms since 1970. */
  from?: number | undefined
  /** Users who have a moment that was completed before this time, in ms since 1970. */
  to?: number | undefined
  /** Users who have events about this action. */
  action?: string | undefined
}

/** A stored event that can't be read, because its row was damaged. */
export interface Unreadable {
  subject: string
  /** The row's column `key`; the event's id where the row can be read, but the event is not what its type says. */
  key: string
}

export interface ReadOptions {
  /** Only events about this action. */
  action?: string | undefined
  /** Is told of each event that can't be read. Such an event is left out. @default it rejects */
  unreadable?: ((event: Unreadable) => void) | undefined
}

export interface StoredUser {
  /** The user's id, or their anonymous subject if they were never identified. */
  user: string
  /** All subjects their events are stored under: their id, and those from before `identify`. */
  subjects: string[]
}

/** The URLs of the webhooks an event is posted to. */
export type Addressees = (event: GainloopEvent) => readonly string[]

/** One event that waits to be posted to one webhook. */
export interface Delivery {
  /** The webhook's URL. */
  hook: string
  subject: string
  /** Identifies the event, together with `subject`. */
  key: string
  /** How many attempts there were before. */
  attempts: number
  /** When the event was received, in ms since 1970. */
  received: number
  /** The CloudEvent as JSON. */
  body: string
}

/** The deliveries that are not made yet, shared by all receivers of the database. Times are in ms since 1970. */
export interface WebhookOutbox {
  /** The deliveries to this webhook that are due, the one due longest first; at most `limit`. */
  due(hook: string, now: number, limit: number): Promise<Delivery[]>
  /** Reserves a delivery for the caller; it is due again at `until`. Resolves to false if another receiver has claimed it since it was read. */
  claim(delivery: Delivery, until: number): Promise<boolean>
  /** Releases a claimed delivery, to be due at this time. */
  retry(delivery: Delivery, at: number): Promise<void>
  /** Removes a delivery that was made, or is given up. */
  remove(delivery: Delivery): Promise<void>
  /** Removes deliveries received before this time for webhooks other than these; with an empty list, for all. Resolves to their number. */
  abandon(hooks: readonly string[], before: number): Promise<number>
}

/** Every method opens the database by itself when it is first used, and rejects with the database's own error if it fails. */
export interface Store {
  /**
   * Resolves if the database can be used: opened, migrated, and answering. It asks the database each time.
   * @throws MissingDriverError from `sqliteStore` and `postgresStore` if their driver is not installed: `npm install
   * @libsql/client` or `npm install pg`. The promise rejects with it.
   */
  ready(): Promise<void>
  /** Resolves if something can be stored now, by writing something that matters to nobody. Needed for `/health` to notice a full disk. */
  writable?(): Promise<void>
  /**
   * Stores each `(source, id)` once, and resolves only when that survives a crash of the machine. An event that was stored before,
   * or is twice in the same call, is a duplicate. (`from` says for whom an event takes its id.) If it rejects, nothing was stored.
   * @param addressees the webhooks of each newly stored event, which goes to their outbox in the same transaction
   */
  append(
    events: readonly StoredEvent[],
    addressees?: Addressees,
  ): Promise<{ accepted: StoredEvent[]; duplicates: StoredEvent[] }>
  /** All events of one user, those from before `identify` included, in the order they happened. */
  eventsOf(subject: string): Promise<StoredEvent[]>
  /**
   * The same in pages of bounded size, only of these types, for reading a user with any number of events in bounded memory. A store
   * may leave the oldest ones out. Where a store does not have it, `eventsOf` is used instead.
   */
  history?(subject: string, types: readonly EventType[]): AsyncIterable<StoredEvent[]>
  /** Events in the order they were received. They are read a page at a time, so that millions of them fit in memory. */
  events(filter?: EventFilter): AsyncIterable<StoredEvent>
  /**
   * All users, each once, a page at a time. With a filter a store may leave out users who have no such events, so that a report
   * on one period or one action does not read everything; it need not.
   */
  users(filter?: UserFilter): AsyncIterable<StoredUser[]>
  /** The events of these types that are stored under exactly these subjects, in no particular order. */
  eventsUnder(
    subjects: readonly string[],
    types: readonly EventType[],
    options?: ReadOptions,
  ): AsyncIterable<StoredEvent>
  /**
   * Deletes all events of one user, those from before `identify` and those that wait for webhooks included. Resolves to their
   * number. The same events posted again count as duplicates and are not stored. A SQLite file is rewritten, so that none of their
   * words are left in it; nothing is stored meanwhile.
   */
  erase(subject: string): Promise<number>
  /**
   * The asks that users of this account were shown at this time or later, the latest first, at most `limit`. Needed for
   * `limits.perAccount`: without it the state tells of no colleagues.
   */
  asksIn?(account: string, since: number, limit: number): Promise<{ subject: string; ask: string; at: number }[]>
  /** Deletes the oldest events received before this time, at most `limit`. Resolves to their number. Needed for `retention`. */
  expire?(before: number, limit: number): Promise<number>
  /** Needed for `webhooks`. */
  outbox?: WebhookOutbox
  /** Closes the database. */
  close(): Promise<void>
}

/** Whether a subject is one that the browser made up before `identify`. */
export const isAnonymous = (subject: string): boolean => subject.startsWith('anon-')

/**
 * If the event is an `identify`: the anonymous subject and the user it turned out to be. Only anonymous subjects can be joined, so
 * that nobody takes over a named user.
 */
export function linkOf({ event }: StoredEvent): { anonymous: string; subject: string } | undefined {
  if (event.type !== 'gainloop.user.identified' || isAnonymous(event.subject)) return undefined
  const { anonymous } = (event as GainloopEvent<'gainloop.user.identified'>).data
  return isAnonymous(anonymous) ? { anonymous, subject: event.subject } : undefined
}
