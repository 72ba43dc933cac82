/** The object store as it is, without the code under test: what an earlier version left, what was broken, what is there now. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { vi } from 'vitest'

/** A browser without any database. */
export function freshDatabases(): void {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('failed'))
  })

async function inStore<T>(work: (store: IDBObjectStore) => Promise<T>, name = 'gainloop'): Promise<T> {
  const opening = indexedDB.open(name)
  opening.onupgradeneeded = () => opening.result.createObjectStore('state')
  const database = await settled(opening)
  try {
    return await work(database.transaction('state', 'readwrite').objectStore('state'))
  } finally {
    database.close()
  }
}

export const putRaw = (key: IDBValidKey, value: unknown): Promise<unknown> =>
  inStore((store) => settled(store.put(value, key)))

export const deleteRaw = (key: IDBValidKey): Promise<unknown> => inStore((store) => settled(store.delete(key)))

/** Every key and its value. */
export const rawEntries = (): Promise<[IDBValidKey, unknown][]> =>
  inStore(async (store) => {
    const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())])
    return keys.map((key, index) => [key, values[index]])
  })

/** As the browser does when the user clears the site's data. */
export const wipe = (name = 'gainloop'): Promise<unknown> => settled(indexedDB.deleteDatabase(name))
