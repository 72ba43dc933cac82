/** What the page's entry needs to know before it loads anything else. */

import type { Wake } from './host'
import { storageName } from './name'

/**
 * What the last change of the book wrote down; `at` is 0 while events wait to be sent. Undefined when nothing is known
 * (never used, or no IndexedDB). Never rejects, and never creates the database: an upgrade from nothing is taken back.
 * @param name the global's name
 */
export const readWake = (name?: string): Promise<Wake | undefined> =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(storageName(name))
    request.onupgradeneeded = () => request.transaction?.abort()
    request.onerror = reject
    request.onsuccess = () => resolve(request.result)
  })
    .then(
      (db) =>
        new Promise<Wake | undefined>((resolve, reject) => {
          const transaction = db.transaction(['state', 'outbox'])
          const wake = transaction.objectStore('state').get('wake')
          const outbox = transaction.objectStore('outbox').getAll()
          transaction.onabort = reject
          transaction.oncomplete = () => {
            const waits = outbox.result.some((record) => !record.aside || record.retry)
            resolve(wake.result && waits ? { ...wake.result, at: 0 } : wake.result)
          }
          // Takes effect once the transaction is over.
          db.close()
        }),
    )
    .catch(() => undefined)
