/** `gainloop/receiver/postgres` */
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Store } from '../store'
import { byJson, byOneStatement } from './bulk'
import { importDriver } from './driver'
import { migrate } from './migrations'
import { sqlStore } from './sql-store'
import type { Tables } from './tables'
import { timeoutPool } from './timeout-pool'

/** An arbitrary number for the advisory lock that all receivers share while they migrate. */
const MIGRATION_LOCK = 4_746_105_667

/** How long it may take to open a connection, or to get a free one, in ms. */
export const CONNECT_TIMEOUT = 5_000
/** How long a query may take that somebody waits for, in ms. */
export const QUERY_TIMEOUT = 10_000

export interface PostgresOptions {
  /** The most connections this receiver keeps open. @default 10 */
  connections?: number
}

/** A database in LATIN1 refuses an emoji each time it comes, and SQL_ASCII stores whatever it is sent. */
async function checkEncoding(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string; encoding: string }>`
    select current_database() as name, current_setting('server_encoding') as encoding`.execute(db)
  const [database] = rows
  if (!database || database.encoding === 'UTF8') return
  throw new Error(
    `postgresStore: expected a database in UTF8, got "${database.name}" in ${database.encoding}, which can't store what users write. Make another one: CREATE DATABASE gainloop ENCODING 'UTF8' TEMPLATE template0`,
  )
}

/**
 * A store in a PostgreSQL database. It needs the package `pg`: `npm install pg`. Several receivers may share the database; the
 * tables are created when it is first used.
 *
 * @example
 * const store = postgresStore('postgres://user:password@host/database')
 *
 * @throws TypeError if there is no URL. (`pg` would use its environment variables instead.)
 */
export function postgresStore(url: string, { connections = 10 }: PostgresOptions = {}): Required<Store> {
  if (typeof url !== 'string' || url === '') {
    throw new TypeError('postgresStore needs a URL, like postgresStore("postgres://user:password@host/database")')
  }
  return sqlStore(async () => {
    const { Pool } = (await importDriver('postgresStore', 'pg', () => import('pg'))).default
    const pool = new Pool({
      ...{ connectionString: url, max: connections, connectionTimeoutMillis: CONNECT_TIMEOUT },
      // Notices that the database is gone during a report or a migration, which have no time limit.
      ...{ keepAlive: true, keepAliveInitialDelayMillis: QUERY_TIMEOUT },
    })
    // Without listeners for these events, a connection that the server closes would end the process: pool errors are about idle
    // connections, client errors about busy ones, whose query fails as well. The pool replaces the connection.
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    const timed = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: timeoutPool(pool, QUERY_TIMEOUT) }) })
    let distributed = false
    try {
      await checkEncoding(timed)
      const citus = await sql`select 1 from pg_extension where extname = 'citus'`.execute(timed)
      distributed = citus.rows.length > 0
      await migrate(db, (transaction) => sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction))
    } catch (error) {
      await db.destroy()
      throw error
    }
    return { db, timed, bulk: distributed ? byJson : byOneStatement }
  })
}
