/** Kysely over one local connection of `@libsql/client`. One, because pragmas and `:memory:` belong to a connection. */
import type { Client, InValue } from '@libsql/client'
import {
  CompiledQuery,
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

/**
 * Runs a statement that takes a lock, again while another holds it. SQLite's own busy timeout would wait with the whole
 * process asleep, which never ends when the holder is another store of this very process. And libsql leaves a refused
 * statement open, which blocks every later commit: a new connection gets rid of it.
 */
export async function patiently(client: Client, statement: string): Promise<void> {
  const deadline = performance.now() + PATIENCE
  for (;;) {
    try {
      await client.execute(statement)
      return
    } catch (error) {
      const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')
      if (busy) await client.reconnect()
      if (busy) await configure(client)
      if (!busy || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20))
    }
  }
}

const connectionTo = (client: Client): DatabaseConnection => ({
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await client.execute({ sql, args: parameters as InValue[] })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowsAffected) }
  },
  // the interface asks for a generator; `events` pages instead
  async *streamQuery() {
    throw new Error('The SQLite store reads in pages, not in streams')
  },
})

function driverOf(client: Client): Driver {
  const connection = connectionTo(client)
  const run = (statement: string) => async () => void (await connection.executeQuery(CompiledQuery.raw(statement)))
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
    beginTransaction: () => patiently(client, 'begin immediate'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    destroy: async () => client.close(),
  }
}

export const libsqlDialect = (client: Client): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => driverOf(client),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})
