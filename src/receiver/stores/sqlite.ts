import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely } from 'kysely'
import type { Store } from '../store'
import { importDriver } from './driver'
import { alone, configure, libsqlDialect, patiently } from './libsql-dialect'
import { migrate } from './migrations'
import { sqlStore } from './sql-store'
import type { Tables } from './tables'

/**
 * A store in one SQLite file, made if it does not exist; `:memory:` keeps it in memory only.
 * Write-ahead log with full synchronisation: what was acknowledged survives a kill and a power cut.
 * Several processes may share the file on one machine; for several machines use `postgresStore`.
 * @throws TypeError without a file
 */
export function sqliteStore(file: string): Required<Store> {
  if (typeof file !== 'string' || file === '')
    throw new TypeError('sqliteStore needs a file, like sqliteStore("gainloop.db")')
  return sqlStore(async () => {
    const { createClient } = await importDriver('sqliteStore', '@libsql/client', () => import('@libsql/client/sqlite3'))
    const inMemory = file === ':memory:'
    const client = createClient({ url: inMemory ? file : pathToFileURL(resolve(file)).href })
    const run = inMemory ? alone(client) : patiently(client)
    const db = new Kysely<Tables>({ dialect: libsqlDialect(client, run) })
    try {
      await run('pragma journal_mode = wal')
      await configure(client)
      await migrate(db)
    } catch (error) {
      await db.destroy()
      client.close()
      throw error
    }
    return { db }
  })
}
