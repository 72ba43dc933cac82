/** Kysely over one local connection of `@libsql/client`. One, because pragmas and `:memory:` belong to a connection. */
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

/** Milliseconds to wait for another process that writes. */
const PATIENCE = 10_000

/** Full: a commit is on the disk when it returns. The setting is a connection's own, not the file's. */
export const configure = (client: Client): Promise<unknown> => client.execute('pragma synchronous = full')

export type Run = (statement: InStatement) => Promise<ResultSet>

/**
 * Runs a statement outside a transaction, again while another process holds the lock it takes. SQLite's own busy timeout would
 * wait with the whole process asleep, which never ends when the holder is another store of this very process. And libsql leaves
 * a refused statement open, which blocks every later commit: a new connection gets rid of it.
 */
export const patiently =
  (client: Client): Run =>
  async (statement) => {
    const deadline = performance.now() + PATIENCE
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

/** For a database that is one connection's own: there is nobody to wait for, and a new connection would find it empty. */
export const alone =
  (client: Client): Run =>
  (statement) =>
    client.execute(statement)

const connectionTo = (run: Run): DatabaseConnection => ({
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await run({ sql, args: parameters as InValue[] })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowsAffected) }
  },
  // the interface asks for a generator; `events` pages instead
  async *streamQuery() {
    throw new Error('The SQLite store reads in pages, not in streams')
  },
})

function driverOf(client: Client, run: Run): Driver {
  /** A transaction has its lock from the start, and would not survive the new connection of a repetition. */
  let inTransaction = false
  const connection = connectionTo((statement) => (inTransaction ? client.execute(statement) : run(statement)))
  /** Whoever holds the connection; the next waits for this. */
  let held: Promise<void> = Promise.resolve()
  let release = () => {}
  return {
    init: async () => {},
    async acquireConnection() {
      const before = held
      let done = () => {}
      held = new Promise((resolve) => {
        done = resolve
      })
      await before
      release = done
      return connection
    },
    releaseConnection: async () => release(),
    // Immediate: a second process waits here, where it can be repeated, not at its first write, where it can not.
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
