/** The tables both SQL stores share. Times are ms since 1970 in 64-bit integers; `pg` hands those back as strings. */
import type { ColumnType } from 'kysely'

type Milliseconds = ColumnType<number | string, number, never>

export interface Tables {
  events: {
    source: string
    id: string
    type: string
    subject: string
    action: string | null
    time: Milliseconds
    received: Milliseconds
    /** Its place in the batch it came with, so that a batch keeps its order. */
    place: ColumnType<number, number, never>
    /** The CloudEvent as JSON. */
    body: string
  }
  /** Who an anonymous user turned out to be; the first to say so stays. */
  links: { anonymous: string; subject: string }
  /** Which changes of the schema this database has had. */
  gainloop_migrations: { name: string }
}
