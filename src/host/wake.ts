/** What the page's entry needs to know before it loads anything else. */

import type { Wake } from './host'
import { storageName } from './name'

/**
 * What the last change of the book wrote down; `at` is 0 while events wait to be sent. Undefined when nothing is known
 * (never used, or no IndexedDB). Never rejects, and never creates the database: an upgrade from nothing is taken back.
 * @param name the global's name
 */
export const readWake = (name?: string): Promise<Wake | undefined> =>
  new Promise((resolve) => {
    const unknown = () => resolve(undefined)
    try {
      const request = indexedDB.open(storageName(name))
      request.onupgradeneeded = () => request.transaction?.abort()
      request.onerror = unknown
      request.onsuccess = () => {
        const db = request.result
        try {
          const transaction = db.transaction(['state', 'outbox'])
          const wake = transaction.objectStore('state').get('wake')
          const outbox = transaction.objectStore('outbox').getAll()
          transaction.oncomplete = () =>
            resolve(
              wake.result && outbox.result.some((record) => !record.aside || record.retry)
                ? { ...wake.result, at: 0 }
                : wake.result,
            )
          transaction.onabort = unknown
        } catch {
          unknown()
        }
        // Closes once the transaction is over.
        db.close()
      }
    } catch {
      unknown()
    }
  })
