/**
 * The tables of both SQL stores. Times are ms since 1970 in 64-bit integers, which `pg` returns as strings.
 * Every unique key begins with the column that its table can be distributed by, and every query for one user, event or delivery
 * filters by it, so that the same schema runs on one SQLite file, on one PostgreSQL server, or on Citus (docs/scale.md).
 */
import type { ColumnType } from 'kysely'

type Milliseconds<Updated = never> = ColumnType<number | string, number, Updated>

/** The column each table is distributed by on Citus. */
export const DISTRIBUTED_BY = {
  events: 'subject',
  aliases: 'subject',
  webhook_outbox: 'subject',
  links: 'anonymous',
  event_ids: 'key',
} as const satisfies { [T in keyof Tables]?: keyof Tables[T] }

export interface Tables {
  /** The primary key is subject, time and key: the events of one user lie next to each other, in the order they happened. */
  events: {
    subject: string
    time: Milliseconds
    /** See `eventKey`. */
    key: string
    type: string
    action: string | null
    received: Milliseconds
    /**
     * When its moment counts in a report, where that differs by more than an hour from `time`: a moment completed before it was
     * reported, or the end of a period. Rows of earlier versions may have none.
     */
    counted: ColumnType<number | string | null, number | null | undefined, number>
    /** The account of an ask that was shown: other users of the account are not asked too often. */
    account: ColumnType<string | null, string | null | undefined, never>
    /** Its index in the batch it came with, so that a batch keeps its order. */
    place: ColumnType<number, number, never>
    /** The CloudEvent as JSON. */
    body: string
  }
  /**
   * The keys of all events ever stored, so that each is stored once. A browser that lost the response sends an event again, perhaps
   * under another subject, because the user was identified since; that subject may be on another machine.
   */
  event_ids: { key: string }
  /** Which user an anonymous subject turned out to be. The first link stays. */
  links: { anonymous: string; subject: string }
  /** The same links, by user. */
  aliases: { subject: string; anonymous: string }
  /** One row for each event and each webhook it has not reached yet. */
  webhook_outbox: {
    subject: string
    key: string
    /** The webhook's URL. */
    hook: string
    /** When to try next; during an attempt, when it counts as failed. */
    due: Milliseconds<number>
    /** How many attempts there were, the current one included. */
    attempts: number
    received: Milliseconds
    /** The CloudEvent as JSON. */
    body: string
  }
  /** The migrations this database has had. */
  gainloop_migrations: { name: string }
}
