/** What the page's entry needs to know before it loads anything else. */
import { answer, openDatabase, transact } from './connection'
import type { Waiting, Wake } from './host'
import { eventsAfter, WAKE } from './layout'
import { journalKey } from './name'

/**
 * What the last change of the book wrote down; `at` is 0 while events wait to be sent. Undefined when nothing is known
 * (never used, or no IndexedDB). Never rejects, and never creates the database.
 * @param name as `storageName` gives it
 */
export async function readWake(name: string): Promise<Wake | undefined> {
  try {
    const database = await openDatabase(name, false)
    return await transact(database, 'readonly', async (store) => {
      const [wake, waits] = await Promise.all([answer<Wake | undefined>(store.get(WAKE)), anyWaits(store)])
      return wake && (waits || answersWait(name)) ? { ...wake, at: 0 } : wake
    }).finally(() => database.close())
  } catch {
    // Nothing is known.
    return undefined
  }
}

/** Whether a page that is gone left answers that are not written down. */
function answersWait(name: string): boolean {
  try {
    return localStorage.getItem(journalKey(name)) !== null
  } catch {
    return false
  }
}

/** Reads no further than the first event that is not set aside. */
const anyWaits = (store: IDBObjectStore): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const request = store.openCursor(eventsAfter())
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const cursor = request.result
      const record = cursor?.value as Waiting | undefined
      if (cursor && (record?.aside || !record?.event)) cursor.continue()
      else resolve(!!cursor)
    }
  })
