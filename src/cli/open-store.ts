/** Opens the database a command is given, or says how to mend what keeps it from opening. */
import { existsSync } from 'node:fs'
import type { Store } from '../receiver/store'
import { failed, messages } from './messages'

/**
 * @param existing A SQLite file that is not there is a mistyped one, not one to be made.
 * @throws Told
 */
export async function openStore(db: string, { existing = false } = {}): Promise<Store> {
  const server = /^postgres(ql)?:/.test(db)
  const file = db.replace(/^(sqlite|file):/, '')
  if (existing && !server && file !== ':memory:' && !existsSync(file)) throw failed(messages.noDatabase(file))
  const store = server
    ? (await import('../receiver/stores/postgres')).postgresStore(db)
    : (await import('../receiver/stores/sqlite')).sqliteStore(file)
  try {
    await store.ready()
    return store
  } catch (error) {
    const missing = /npm install (\S+)$/.exec((error as Error).message)?.[1]
    // Without its password.
    const shown = URL.canParse(db) && new URL(db).host ? new URL(db).host : db
    throw failed(missing ? messages.missingPackage(missing) : messages.cannotOpen(shown, (error as Error).message))
  }
}
