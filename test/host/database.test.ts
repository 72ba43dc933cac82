import { IDBDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Cell } from '../../src/host/cell'
import { databaseCell } from '../../src/host/database'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const put = (cell: Cell, book: unknown) => cell(() => ({ book, outbox: [] }))
async function got(cell: Cell): Promise<unknown> {
  let seen: unknown
  await cell(({ book }) => {
    seen = book
    return undefined
  })
  return seen
}

it('The cell in IndexedDB is read by the next page', async () => {
  await put(databaseCell('gainloop'), 'a')
  expect(await got(databaseCell('gainloop'))).toBe('a')
})

it('Two names are kept apart', async () => {
  await put(databaseCell('gainloop'), 'a')
  expect(await got(databaseCell('gainloop:other'))).toBeUndefined()
})

it('Two tabs may change it, each change whole', async () => {
  const tabs = [databaseCell('gainloop'), databaseCell('gainloop')]
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (tabs[i % 2] as Cell)(({ book = 0 }) => ({ book: (book as number) + 1, outbox: [] })),
    ),
  )
  expect(await got(databaseCell('gainloop'))).toBe(20)
})

it('Null removes what was there', async () => {
  const cell = databaseCell('gainloop')
  await put(cell, 'a')
  await cell(() => null)
  expect(await got(cell)).toBeUndefined()
})

it('A step that throws writes nothing', async () => {
  const cell = databaseCell('gainloop')
  await put(cell, 'a')
  await expect(
    cell(() => {
      throw new Error('mine')
    }),
  ).rejects.toThrow('mine')
  expect(await got(cell)).toBe('a')
})

it('Another page may delete the database; then a new one is opened', async () => {
  const cell = databaseCell('gainloop')
  await put(cell, 'a')
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('gainloop')
    request.onsuccess = resolve
    request.onblocked = reject
  })
  expect(await got(cell)).toBeUndefined()
})

it('A connection that has died is opened again', async () => {
  const cell = databaseCell('gainloop')
  await put(cell, 'a')
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
  })
  expect(await got(cell)).toBe('a')
  expect(transaction).toHaveBeenCalledTimes(2)
})

it('A browser that never answers is given up', async () => {
  const patience = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal)
  vi.stubGlobal('indexedDB', { open: () => ({}) })
  const reading = expect(got(databaseCell('gainloop'))).rejects.toBeDefined()
  patience.abort()
  await reading
})
