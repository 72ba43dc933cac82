/** Opens the database a command is given, or says how to mend what keeps it from opening. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { nearest } from '../playbook/nearest'
import type { Store } from '../receiver/store'
import { MissingDriverError } from '../receiver/stores/driver'
import { failed, messages, wrongUsage } from './messages'

/** Databases of that folder: of several the one whose name is nearest. */
function another(file: string): string | undefined {
  try {
    const others = readdirSync(dirname(file)).filter((name) => /\.(db|sqlite3?)$/.test(name))
    const found = nearest(basename(file), others) ?? (others.length === 1 ? others[0] : undefined)
    return found && join(dirname(file), found)
  } catch {
    return undefined
  }
}

/**
 * @param command Only `serve` makes a database: to one that reads, a file that is not there is a mistyped one.
 * @throws Told
 */
export async function openStore(db: string, command: string): Promise<Store> {
  const server = /^postgres(ql)?:/.test(db)
  const file = db.replace(/^(sqlite|file):/, '')
  if (command !== 'serve' && !server && file !== ':memory:' && !existsSync(file)) {
    throw wrongUsage(messages.noDatabase(command, file, another(file)))
  }
  const store = server
    ? (await import('../receiver/stores/postgres')).postgresStore(db)
    : (await import('../receiver/stores/sqlite')).sqliteStore(file)
  try {
    await store.ready()
    return store
  } catch (error) {
    if (error instanceof MissingDriverError) {
      throw wrongUsage(messages.missingDriver(server ? 'PostgreSQL' : 'SQLite', error.packageName))
    }
    // The host alone: a database URL holds a password.
    const shown = URL.canParse(db) && new URL(db).host ? new URL(db).host : db
    throw failed(messages.cannotOpen(command, shown, (error as Error).message))
  }
}
