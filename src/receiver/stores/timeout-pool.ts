/** A connection pool whose queries have a time limit, for requests that somebody waits for. */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool } from 'pg'

/**
 * Uses the connections of the given pool. A connection that does not answer in time is destroyed and replaced; returned to the pool,
 * it would make the next caller wait as long. pg's own `query_timeout` leaves it in the pool, and applies to migrations and reports
 * too.
 */
export const timeoutPool = (pool: Pool, milliseconds: number): PostgresPool => ({
  async connect() {
    const client = await pool.connect()
    let released = false
    const release = (broken: boolean) => {
      if (!released) client.release(broken)
      released = true
    }
    const query = async (sql: string, parameters: unknown[]) => {
      const timer = setTimeout(release, milliseconds, true)
      try {
        return await client.query(sql, parameters)
      } finally {
        clearTimeout(timer)
      }
    }
    // Without cursors, which the store does not use: it reads pages.
    return { query, release: () => release(false) } as unknown as PostgresPoolClient
  },
  end: () => pool.end(),
})
