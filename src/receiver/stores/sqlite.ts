/** `gainloop/receiver/sqlite` */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely } from 'kysely'
import type { Store } from '../store'
import { importDriver } from './driver'
import { configure, libsqlDialect, neverBusy, retryWhileBusy, transactionsOf } from './libsql-dialect'
import { migrate } from './migrations'
import { sqlStore } from './sql-store'
import { scrub } from './scrub'
import type { Tables } from './tables'

/**
 * A store in one SQLite file, which is created if it does not exist. It needs the package `@libsql/client`: `npm install
 * @libsql/client`. With a write-ahead log and full synchronization, what was acknowledged survives a kill and a power cut. Several
 * processes on one machine may share the file; for several machines use `postgresStore`.
 *
 * @example
 * const store = sqliteStore('gainloop.db')
 *
 * @param file a path, or `':memory:'` for a database that is gone when the process ends
 * @throws TypeError if there is no file.
 */
export function sqliteStore(file: string): Required<Store> {
  if (typeof file !== 'string' || file === '')
    throw new TypeError('sqliteStore needs a file, like sqliteStore("gainloop.db")')
  return sqlStore(async () => {
    const { createClient } = await importDriver('sqliteStore', '@libsql/client', () => import('@libsql/client/sqlite3'))
    const inMemory = file === ':memory:'
    // One connection: `:memory:` and the setting below belong to it. Newer clients would open up to twenty.
    const client = createClient({ url: inMemory ? file : pathToFileURL(resolve(file)).href, concurrency: 1 })
    try {
      const retry = inMemory ? neverBusy : retryWhileBusy(client)
      await retry(() => client.execute('pragma journal_mode = wal'))
      await configure(client)
      const db = new Kysely<Tables>({ dialect: libsqlDialect(client, retry, await transactionsOf(client)) })
      await migrate(db)
      return { db, grouped: true, ...(!inMemory && { scrub: () => scrub(db) }) }
    } catch (error) {
      client.close()
      throw error
    }
  })
}
