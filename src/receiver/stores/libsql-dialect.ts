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

/** SQLite's DDL is transactional; kysely's adapter says no because it knows drivers where it is not safe. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const connectionTo = (client: Client): DatabaseConnection => ({
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await client.execute({ sql, args: parameters as InValue[] })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowsAffected) }
  },
  // biome-ignore lint/correctness/useYield: the interface asks for a generator; `events` pages instead
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
    // Immediate: a second process waits here, where the busy timeout holds, not at its first write, where it fails.
    beginTransaction: run('begin immediate'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    destroy: async () => client.close(),
  }
}

export const libsqlDialect = (client: Client): Dialect => ({
  createAdapter: () => new Adapter(),
  createDriver: () => driverOf(client),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})
