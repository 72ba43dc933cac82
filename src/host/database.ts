/** The cell in IndexedDB, whose writes outlive a killed browser once their transaction has completed. */
import type { Cell } from './cell'
import { stepIn } from './records'

const STORE = 'state'
/**
 * A broken disk may never answer: then, after this many ms, the next cell is used. A slow one does, and what is kept there
 * outlives a killed browser, as what is kept in the next does not.
 */
const PATIENCE = 30_000

/**
 * The connection is kept, for opening costs up to 80 ms; one that has died is opened again once. Any version of the
 * database will do that has our store. Tabs take turns: each step is one transaction.
 * @param create false: a database that is not there yet is not made, and the step rejects
 */
export function databaseCell(name: string, create = true): Cell {
  let connection: Promise<IDBDatabase> | undefined
  let lost = false

  const open = async (): Promise<IDBDatabase> => {
    // In an opaque origin even touching `indexedDB` throws, which rejects.
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => (create ? request.result.createObjectStore(STORE) : request.transaction?.abort())
    await settled(request)
    const db = request.result
    // A newer version, or someone deleting the database, must not wait for this tab.
    db.onversionchange = () => db.close()
    return db
  }

  const cell: Cell = async (step) => {
    const used = connection
    try {
      connection ??= open()
      const transaction = (await connection).transaction(STORE, 'readwrite')
      const store = transaction.objectStore(STORE)
      const all = store.getAll()
      const keys = store.getAllKeys()
      // Requests are answered in their order.
      await settled(keys)
      stepIn(store, all.result, keys.result, (stored) => step(stored, lost))
      await settled(transaction)
      lost = false
    } catch (error) {
      connection = undefined
      lost = true
      // A connection opened just now won't do better a second time.
      if (!used) throw error
      return cell(step)
    }
  }
  return cell
}

const settled = (target: IDBRequest | IDBTransaction): Promise<unknown> =>
  new Promise((resolve, reject) => {
    AbortSignal.timeout(PATIENCE).onabort = reject
    Object.assign(target, { onsuccess: resolve, oncomplete: resolve, onerror: reject, onabort: reject })
  })
