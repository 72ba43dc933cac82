/** What the page's entry needs to know before it loads anything else. */
import { answer, openDatabase, transact } from './connection'
import type { Wake } from './host'
import { entriesOf, KEPT } from './records'
import { idOf, parse } from './stored'

/**
 * What the last change of the book wrote down; `at` is 0 while events wait to be sent. Undefined when nothing is known
 * (never used, or no IndexedDB). Never rejects, and never creates the database.
 * @param name as `storageName` gives it
 */
export async function readWake(name: string): Promise<Wake | undefined> {
  try {
    const database = await openDatabase(name, false)
    return await transact(database, 'readonly', async (store) => {
      const [kept, waits] = await Promise.all([answer<unknown>(store.get(KEPT)), anyWaits(store)])
      const { wake, outbox } = parse(kept)
      return wake && (waits || outbox.some(({ aside }) => !aside)) ? { ...wake, at: 0 } : wake
    }).finally(() => database.close())
  } catch {
    // Nothing is known.
    return undefined
  }
}

/** Reads no further than the first event that is not set aside. */
async function anyWaits(store: IDBObjectStore): Promise<boolean> {
  for await (const entries of entriesOf(store))
    if (entries.some(({ record }) => idOf(record) && !record.aside)) return true
  return false
}
