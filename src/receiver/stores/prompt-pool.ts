/** A pool for what somebody waits for: an answer that does not come in time is a failure. */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool } from 'pg'

/**
 * The connections are the given pool's. One that does not answer in time is broken off and replaced: left as it is, it would
 * be handed to the next, who would wait as long. pg's own `query_timeout` does that, and holds for migrations and reports, too.
 */
export const promptPool = (pool: Pool, milliseconds: number): PostgresPool => ({
  async connect() {
    const client = await pool.connect()
    let released = false
    const release = (broken: boolean) => {
      if (!released) client.release(broken)
      released = true
    }
    const query = async (sql: string, parameters: unknown[]) => {
      const late = setTimeout(release, milliseconds, true)
      try {
        return await client.query(sql, parameters)
      } finally {
        clearTimeout(late)
      }
    }
    // Without cursors: `events` pages instead.
    return { query, release: () => release(false) } as unknown as PostgresPoolClient
  },
  end: () => pool.end(),
})
