/**
 * What the page's entry needs to know before it loads anything else. It shares no code with the rest of the storage: an entry
 * that imports another file can't say so when that file is gone from the server.
 */
import type { Waiting, Wake } from './host'
import { ANSWERS, STORE, WAKE } from './layout'
import { delay } from './delay'

/** A broken disk may never answer: after this many ms nothing is known. */
const PATIENCE = 10_000

/**
 * What the last change of the book wrote down; `at` is 0 while events wait to be sent. Undefined when nothing is known
 * (never used, or no IndexedDB). Never rejects, and never creates the database.
 * @param name as `storageName` gives it
 */
export const readWake = (name: string): Promise<Wake | undefined> =>
  new Promise((resolve) => {
    let database: IDBDatabase | undefined
    const finish = (wake?: Wake): void => {
      cancel()
      database?.close()
      resolve(wake)
    }
    const nothing = (): void => finish()
    const cancel = delay(PATIENCE, nothing)
    try {
      const opening = indexedDB.open(name)
      // There is no database yet, and none is to be created.
      opening.onupgradeneeded = () => opening.transaction?.abort()
      opening.onerror = nothing
      opening.onsuccess = () => {
        database = opening.result
        try {
          read(database, name, finish)
        } catch {
          nothing()
        }
      }
    } catch {
      // In an opaque origin even touching `indexedDB` throws.
      nothing()
    }
  })

/** Reads no further than the first event that is not set aside. */
function read(database: IDBDatabase, name: string, finish: (wake?: Wake) => void): void {
  const transaction = database.transaction(STORE)
  const store = transaction.objectStore(STORE)
  const wake = store.get(WAKE) as IDBRequest<Wake | undefined>
  const events = store.openCursor(IDBKeyRange.lowerBound(-Infinity))
  let waits = false
  events.onsuccess = () => {
    const cursor = events.result
    const record = cursor?.value as Waiting | undefined
    // The numbers are the events'; what has another key comes after them.
    if (!cursor || typeof cursor.key !== 'number') return
    if (record?.aside || !record?.event) cursor.continue()
    else waits = true
  }
  transaction.oncomplete = () =>
    finish(wake.result && (waits || answersWait(name)) ? { ...wake.result, at: 0 } : wake.result)
  transaction.onabort = () => finish()
}

/** Whether a page that is gone left answers that are not written down. */
function answersWait(name: string): boolean {
  try {
    return localStorage.getItem(name + ANSWERS) !== null
  } catch {
    return false
  }
}
