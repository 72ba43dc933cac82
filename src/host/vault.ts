/** The vault in IndexedDB, whose writes outlive a killed browser once their transaction has completed. */
import type { Change, Vault, Waiting } from './host'

const VERSION = 1
/** Some browsers never answer `open`: at start-up (WebKit bug 226547), or while another tab holds an older version. */
const PATIENCE = 4_000

/** `state` holds `book` (as JSON, which tolerates what a structured clone refuses), `wake` and `order`; `outbox` holds each `Waiting` by event id. */
const STATE = 'state'
const OUTBOX = 'outbox'

/**
 * One database per name. A connection that has died is opened again once; after that every method rejects.
 * Two tabs may change it at the same time: each change is one transaction.
 */
export function databaseVault(name: string): Vault {
  let connection: Promise<IDBDatabase> | undefined
  let closed = false

  const forget = () => {
    connection?.then(
      (db) => db.close(),
      () => {},
    )
    connection = undefined
  }

  const once = async <T>(
    mode: IDBTransactionMode,
    work: (state: IDBObjectStore, outbox: IDBObjectStore) => Promise<T> | T,
  ): Promise<T> => {
    if (closed) throw new Error('The vault is closed')
    connection ??= open(name, forget)
    const transaction = (await connection).transaction([STATE, OUTBOX], mode)
    const completed = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    try {
      const value = await work(transaction.objectStore(STATE), transaction.objectStore(OUTBOX))
      await completed
      return value
    } catch (error) {
      completed.catch(() => {})
      try {
        transaction.abort()
      } catch {
        // It is over already.
      }
      throw error
    }
  }

  const transact: typeof once = async (mode, work) => {
    const used = connection
    try {
      return await once(mode, work)
    } catch (error) {
      // A connection opened just now won't do better a second time.
      if (!used || closed) throw error
      if (connection === used) forget()
      return once(mode, work)
    }
  }

  return {
    book: () => transact('readonly', async (state) => parse(await result(state.get('book')))),
    change: <T>(step: (book: unknown) => Change<T>) =>
      transact('readwrite', async (state, outbox) => {
        const { book, add = [], wake, value } = step(parse(await result(state.get('book'))))
        if (book !== undefined) state.put(JSON.stringify(book), 'book')
        if (wake !== undefined) state.put(wake, 'wake')
        if (add.length) {
          let order = Number(await result(state.get('order'))) || 0
          for (const event of add) outbox.put({ event, order: ++order } satisfies Waiting)
          state.put(order, 'order')
        }
        return value
      }),
    waiting: () =>
      transact('readonly', async (_, outbox) =>
        (await result<Waiting[]>(outbox.getAll())).sort((a, b) => a.order - b.order),
      ),
    drop: (ids) =>
      transact('readwrite', (_, outbox) => {
        for (const id of ids) outbox.delete(id)
      }),
    replace: (records) =>
      transact('readwrite', async (_, outbox) => {
        for (const record of records) if (await result(outbox.getKey(record.event.id))) outbox.put(record)
      }),
    wake: () => transact('readonly', (state) => result(state.get('wake'))),
    clear: () =>
      transact('readwrite', (state, outbox) => {
        state.clear()
        outbox.clear()
      }),
    close() {
      closed = true
      forget()
    },
  }
}

function open(name: string, forget: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // In an opaque origin even touching `indexedDB` throws, which rejects.
    const request = indexedDB.open(name, VERSION)
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new Error('IndexedDB does not answer'))
    }, PATIENCE)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STATE)
      request.result.createObjectStore(OUTBOX, { keyPath: 'event.id' })
    }
    request.onerror = () => {
      clearTimeout(timer)
      reject(request.error)
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      const db = request.result
      // A newer version, or someone deleting the database, must not wait for this tab.
      db.onversionchange = forget
      db.onclose = forget
      if (late) db.close()
      else resolve(db)
    }
  })
}

const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function parse(json: unknown): unknown {
  try {
    return JSON.parse(json as string)
  } catch {
    return undefined
  }
}
