import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Store } from '../store'
import { byJson, byOneStatement } from './bulk'
import { importDriver } from './driver'
import { migrate } from './migrations'
import { promptPool } from './prompt-pool'
import { sqlStore } from './sql-store'
import type { Tables } from './tables'

/** The lock's number means nothing but "Gainloop migrates". */
const MIGRATING = 4_746_105_667

/** Milliseconds a connection may take, to be made or to become free. */
export const CONNECT = 5_000
/** Milliseconds an answer may take that somebody waits for. */
export const ANSWER = 10_000

export interface PostgresOptions {
  /** Connections this receiver keeps at most. @default 10 */
  connections?: number
}

/**
 * A store in a PostgreSQL database, `postgres://user:password@host/database`; several receivers may share it.
 * @throws TypeError without a URL: `pg` would go looking for one by itself
 */
export function postgresStore(url: string, { connections = 10 }: PostgresOptions = {}): Required<Store> {
  if (typeof url !== 'string' || url === '') {
    throw new TypeError('postgresStore needs a URL, like postgresStore("postgres://user:password@host/database")')
  }
  return sqlStore(async () => {
    const { Pool } = (await importDriver('postgresStore', 'pg', () => import('pg'))).default
    const pool = new Pool({
      ...{ connectionString: url, max: connections, connectionTimeoutMillis: CONNECT },
      // For what may take as long as it likes: a report, or a migration, whose database is gone.
      ...{ keepAlive: true, keepAliveInitialDelayMillis: ANSWER },
    })
    // A connection the server closes is replaced at the next query; unheard, the event would end the process: the pool's tells of
    // an idle one, a client's own of one at work, whose query fails as well.
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    const prompt = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: promptPool(pool, ANSWER) }) })
    let spread = false
    try {
      const citus = await sql`select 1 from pg_extension where extname = 'citus'`.execute(prompt)
      spread = citus.rows.length > 0
      await migrate(db, (transaction) => sql`select pg_advisory_xact_lock(${MIGRATING})`.execute(transaction))
    } catch (error) {
      await db.destroy()
      throw error
    }
    return { db, prompt, bulk: spread ? byJson : byOneStatement }
  })
}
