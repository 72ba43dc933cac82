/** The IndexedDB database that everything is kept in. */
import { STORE } from './layout'
import { withTimeout } from './timer'

/**
 * A broken disk may never answer: after this many ms it is given up. The time is generous, since a slow disk does answer,
 * and what is kept there outlives a killed browser, unlike what is kept in localStorage. The user's answers don't wait for it.
 */
const PATIENCE = 10_000

/**
 * Any version of the database will do that has our store.
 * @param create false: rejects where there is no database yet, instead of creating one
 */
export async function openDatabase(name: string, create: boolean): Promise<IDBDatabase> {
  // In an opaque origin even touching `indexedDB` throws, which rejects.
  const request = indexedDB.open(name)
  request.onupgradeneeded = () => (create ? request.result.createObjectStore(STORE) : request.transaction?.abort())
  const database = await withTimeout(PATIENCE, answer(request))
  // A newer version, or someone deleting the database, must not wait for this tab.
  database.onversionchange = () => database.close()
  return database
}

/**
 * Runs `work` in one transaction, which is aborted if it throws: what it had written by then would be kept otherwise.
 * A `readwrite` transaction is durable once this resolves. Tabs take turns.
 */
export async function transact<T>(
  database: IDBDatabase,
  mode: 'readonly' | 'readwrite',
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(STORE, mode)
  const complete = new Promise<unknown>((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'))
  })
  const finish = async (): Promise<T> => {
    const value = await work(transaction.objectStore(STORE))
    if (mode === 'readwrite') await complete
    return value
  }
  // Of a transaction that is aborted nobody may be waiting any more.
  complete.catch(() => {})
  try {
    return await withTimeout(PATIENCE, finish())
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // It is over already.
    }
    throw error
  }
}

/** The request's result. */
export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the request failed'))
  })
