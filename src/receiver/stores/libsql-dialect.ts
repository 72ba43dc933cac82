/** A Kysely dialect over one connection of `@libsql/client`: pragmas and `:memory:` databases belong to a connection. */
import type { Client, InStatement, InValue, ResultSet } from '@libsql/client'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** How long to wait for another process that writes, in ms. */
const BUSY_TIMEOUT = 10_000

/** With `full`, a commit is on the disk when it returns. The setting belongs to the connection, not to the file. */
export const configure = (client: Client): Promise<unknown> => client.execute('pragma synchronous = full')

export type Run = (statement: InStatement) => Promise<ResultSet>

/**
 * Runs statements outside of transactions, and repeats them while another process holds the lock. SQLite's own busy timeout blocks
 * the whole process, which never ends if the lock belongs to another store in the same process. libsql also leaves a statement
 * open that was refused as busy, which blocks every later commit, so this opens a new connection.
 */
export const withBusyRetry =
  (client: Client): Run =>
  async (statement) => {
    const deadline = performance.now() + BUSY_TIMEOUT
    for (;;) {
      try {
        return await client.execute(statement)
      } catch (error) {
        const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
        if (busy) await client.reconnect()
        if (busy) await configure(client)
        if (!busy || performance.now() > deadline) throw error
        await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20))
      }
    }
  }

/** For `:memory:`, which no other process can lock, and which a new connection would find empty. */
export const withoutRetry =
  (client: Client): Run =>
  (statement) =>
    client.execute(statement)

const connectionTo = (run: Run): DatabaseConnection => ({
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await run({ sql, args: parameters as InValue[] })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowsAffected) }
  },
  // The interface requires it, but the store reads pages instead.
  async *streamQuery() {
    throw new Error('The SQLite store reads pages instead of streams')
  },
})

function driverOf(client: Client, run: Run): Driver {
  /** A transaction already has its lock, and would not survive the new connection of a retry. */
  let inTransaction = false
  const connection = connectionTo((statement) => (inTransaction ? client.execute(statement) : run(statement)))
  /** Resolves when the connection is free. */
  let free: Promise<void> = Promise.resolve()
  let release = () => {}
  return {
    init: async () => {},
    async acquireConnection() {
      const previous = free
      let resolveFree = () => {}
      free = new Promise((resolve) => {
        resolveFree = resolve
      })
      await previous
      release = resolveFree
      return connection
    },
    releaseConnection: async () => release(),
    // `immediate` takes the write lock here, where a busy database can be retried, rather than at the first write.
    async beginTransaction() {
      await run('begin immediate')
      inTransaction = true
    },
    async commitTransaction() {
      await client.execute('commit')
      inTransaction = false
    },
    async rollbackTransaction() {
      inTransaction = false
      await client.execute('rollback')
    },
    destroy: async () => client.close(),
  }
}

export const libsqlDialect = (client: Client, run: Run): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => driverOf(client, run),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})
