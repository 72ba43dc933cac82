/** Opens the database a command is given, or says how to mend what keeps it from opening. */
import type { Store } from '../receiver/store'
import { failed, messages } from './messages'

/** @throws Told */
export async function openStore(db: string): Promise<Store> {
  const store = /^postgres(ql)?:/.test(db)
    ? (await import('../receiver/stores/postgres')).postgresStore(db)
    : (await import('../receiver/stores/sqlite')).sqliteStore(db.replace(/^(sqlite|file):/, ''))
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
