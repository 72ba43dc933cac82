/** Opens the database that a command is given, or says how to fix what keeps it from opening. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { nearest } from '../playbook/nearest'
import type { Store } from '../receiver/store'
import { MissingDriverError } from '../receiver/stores/driver'
import type { Values } from './command'
import type { Io } from './io'
import { type CliError, failed, messages, wrongUsage } from './messages'

const DATABASE_EXTENSIONS = ['.db', '.sqlite', '.sqlite3']

/** The database in that folder that was probably meant: the one with the nearest name, or the only one. */
function otherDatabase(file: string): string | undefined {
  try {
    const others = readdirSync(dirname(file)).filter((name) => DATABASE_EXTENSIONS.includes(extname(name)))
    const found = nearest(basename(file), others) ?? (others.length === 1 ? others[0] : undefined)
    return found && join(dirname(file), found)
  } catch {
    return undefined
  }
}

const isPostgresUrl = (db: string): boolean => db.startsWith('postgres:') || db.startsWith('postgresql:')

/**
 * @param command only `serve` creates a database: for a command that reads one, a file that does not exist is a typing mistake
 * @throws CliError
 */
export async function openStore(db: string, command: string): Promise<Store> {
  const postgres = isPostgresUrl(db)
  const file = db.replace(/^(sqlite|file):/, '')
  if (command !== 'serve' && !postgres && file !== ':memory:' && !existsSync(file)) {
    throw wrongUsage(messages.noDatabase(command, file, otherDatabase(file)))
  }
  const store = postgres
    ? (await import('../receiver/stores/postgres')).postgresStore(db)
    : (await import('../receiver/stores/sqlite')).sqliteStore(file)
  try {
    await store.ready()
    return store
  } catch (error) {
    throw openError(error as Error, db, command)
  }
}

function openError(error: Error, db: string, command: string): CliError {
  if (error instanceof MissingDriverError) {
    return wrongUsage(messages.missingDriver(isPostgresUrl(db) ? 'PostgreSQL' : 'SQLite', error.packageName))
  }
  // The host alone: a database URL contains a password.
  const shown = URL.canParse(db) && new URL(db).host ? new URL(db).host : db
  return failed(messages.cannotOpen(command, shown, error.message))
}

/** Opens the database of a command that reads or changes stored events, and closes it when `use` is done. Resolves to the exit code. */
export async function withStore(
  command: string,
  { db }: Values,
  { env }: Pick<Io, 'env'>,
  use: (store: Store) => Promise<0 | 1>,
): Promise<0 | 1> {
  const store = await openStore(String(db ?? (env.GAINLOOP_DB || 'gainloop.db')), command)
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}
