/** Removes what deleted rows have left in a SQLite file and in its write-ahead log. */
import { type Kysely, sql } from 'kysely'
import { BUSY_TIMEOUT } from './libsql-dialect'
import type { Tables } from './tables'

/**
 * Rewrites the file, because rows that were moved between pages, or deleted by an earlier version, have left copies in it. Then the
 * log is emptied: it holds old pages until it is written over, which may take weeks.
 *
 * @throws Error if other processes read the log for so long that it can't be emptied. What was deleted is deleted nevertheless.
 */
export async function scrub(db: Kysely<Tables>): Promise<void> {
  await sql`vacuum`.execute(db)
  const deadline = performance.now() + BUSY_TIMEOUT
  for (;;) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
    if (!rows[0]?.busy) return
    if (performance.now() > deadline) {
      throw new Error(
        'The events are deleted, but another process reads the write-ahead log, which still has copies of them. Erase the user again when it has ended',
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
