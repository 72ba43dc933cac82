/**
 * The tables both SQL stores share. Times are ms since 1970 in 64-bit integers; `pg` hands those back as strings.
 * Every unique key begins with the column its table is spread over several machines by, and every query for one user, event
 * or delivery carries it: the same schema runs on one file, one PostgreSQL or Citus (docs/scale.md).
 */
import type { ColumnType } from 'kysely'

type Milliseconds<Updated = never> = ColumnType<number | string, number, Updated>

/** The column each table is spread by. */
export const SPREAD_BY = {
  events: 'subject',
  aliases: 'subject',
  webhook_outbox: 'subject',
  links: 'anonymous',
  event_ids: 'key',
} as const satisfies { [T in keyof Tables]?: keyof Tables[T] }

export interface Tables {
  /** Keyed by subject, time and key, so that one user is one stretch of one index, in the order things happened. */
  events: {
    subject: string
    time: Milliseconds
    /** See `keyOf`. */
    key: string
    type: string
    action: string | null
    received: Milliseconds
    /** Its place in the batch it came with, so that a batch keeps its order. */
    place: ColumnType<number, number, never>
    /** The CloudEvent as JSON. */
    body: string
  }
  /**
   * What was ever stored, so that each event is stored once: a browser that lost the answer sends it again, perhaps under the
   * name the user has been given since, which is another subject and may be another machine.
   */
  event_ids: { key: string }
  /** Who an anonymous user turned out to be; the first to say so stays. */
  links: { anonymous: string; subject: string }
  /** The same from the other end. */
  aliases: { subject: string; anonymous: string }
  /** One row for each event and webhook that it has not reached. */
  webhook_outbox: {
    subject: string
    key: string
    /** The webhook's URL. */
    hook: string
    /** When to try next; while an attempt is under way, when it counts as failed. */
    due: Milliseconds<number>
    /** How often it was tried, an attempt under way included. */
    attempts: number
    received: Milliseconds
    /** The CloudEvent as JSON. */
    body: string
  }
  /** Which changes of the schema this database has had. */
  gainloop_migrations: { name: string }
}
