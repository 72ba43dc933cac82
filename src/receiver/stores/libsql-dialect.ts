/** A Kysely dialect over one connection of `@libsql/client`: pragmas and `:memory:` databases belong to a connection. */
import type { Client, InStatement, InValue, Transaction } from '@libsql/client'
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
export const BUSY_TIMEOUT = 10_000

/** These settings belong to the connection, not to the file. */
export async function configure(client: Client): Promise<void> {
  // A commit is on the disk when it returns.
  await client.execute('pragma synchronous = full')
  // What is deleted is overwritten with zeros.
  await client.execute('pragma secure_delete = on')
}

/** Repeats what was refused because another process holds the lock. */
export type Retry = <T>(attempt: () => Promise<T>) => Promise<T>

/**
 * For a file. Only what begins outside of a transaction is repeated. SQLite's own busy timeout blocks the whole process, which never
 * ends if the lock belongs to another store in the same process. libsql also leaves a statement open that was refused as busy,
 * which blocks every later commit, so this opens a new connection.
 */
export const retryWhileBusy =
  (client: Client): Retry =>
  async (attempt) => {
    const deadline = performance.now() + BUSY_TIMEOUT
    for (;;) {
      try {
        return await attempt()
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
export const neverBusy: Retry = (attempt) => attempt()

type OpenTransaction = Pick<Transaction, 'execute' | 'commit' | 'rollback'>

/**
 * How this client begins a transaction that takes the write lock at once, where a busy database can be retried, rather than at the
 * first write. From 0.18 on, the client rolls back a `begin` as soon as its statement ends, and `transaction()` borrows the
 * connection. Before, `transaction()` takes the connection away for good, and an in-memory database with it, but a `begin` stays
 * open. Which of the two a client does is tried rather than read from its version.
 */
export async function transactionsOf(client: Client): Promise<() => Promise<OpenTransaction>> {
  await client.execute('begin')
  const staysOpen = await client.execute('rollback').then(
    () => true,
    () => false,
  )
  if (!staysOpen) return () => client.transaction('write')
  return async () => {
    await client.execute('begin immediate')
    return {
      execute: (statement: InStatement) => client.execute(statement),
      commit: async () => void (await client.execute('commit')),
      rollback: async () => void (await client.execute('rollback')),
    }
  }
}

function driverOf(client: Client, retry: Retry, begin: () => Promise<OpenTransaction>): Driver {
  /** It already has its lock, and would not survive the new connection of a retry. */
  let transaction: OpenTransaction | undefined
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const statement = { sql, args: parameters as InValue[] }
      const result = await (transaction?.execute(statement) ?? retry(() => client.execute(statement)))
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowsAffected) }
    },
    // The interface requires it, but the store reads pages instead.
    async *streamQuery() {
      throw new Error('The SQLite store reads pages instead of streams')
    },
  }
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
    async beginTransaction() {
      transaction = await retry(begin)
    },
    // Kysely rolls back after a commit that failed.
    async commitTransaction() {
      await transaction?.commit()
      transaction = undefined
    },
    async rollbackTransaction() {
      const failed = transaction
      transaction = undefined
      // After some errors, such as a full disk, SQLite has rolled back by itself: https://sqlite.org/lang_transaction.html. That there
      // is no transaction any more must not hide the error that says why.
      await failed?.rollback().catch(() => {})
    },
    destroy: async () => client.close(),
  }
}

export const libsqlDialect = (client: Client, retry: Retry, begin: () => Promise<OpenTransaction>): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => driverOf(client, retry, begin),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})
