import { IDBDatabase } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Cell } from '../../src/host/cell'
import { databaseCell } from '../../src/host/database'
import { freshDatabases } from './raw'

beforeEach(freshDatabases)
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const put = (cell: Cell, book: unknown) => cell.change(() => ({ book, add: [], join: [] }))
const got = async (cell: Cell): Promise<unknown> => (await cell.kept()).found.book

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
      (tabs[i % 2] as Cell).change(({ found: { book = 0 } }) => ({ book: (book as number) + 1, add: [], join: [] })),
    ),
  )
  expect(await got(databaseCell('gainloop'))).toBe(20)
})

it('Clearing removes what was there', async () => {
  const cell = databaseCell('gainloop')
  await put(cell, 'a')
  await cell.clear()
  expect(await got(cell)).toBeUndefined()
})

it('A step that throws writes nothing', async () => {
  const cell = databaseCell('gainloop')
  await put(cell, 'a')
  await expect(
    cell.change(() => {
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
  vi.useFakeTimers()
  vi.stubGlobal('indexedDB', { open: () => ({}) })
  const reading = expect(got(databaseCell('gainloop'))).rejects.toThrow('no answer within 10000 ms')
  await vi.advanceTimersByTimeAsync(10_000)
  await reading
})

it('Nothing is left pending: every timer is cleared when its wait is over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const cell = databaseCell('gainloop')
  for (let n = 0; n < 20; n++) await put(cell, n)
  await got(cell)
  expect(vi.getTimerCount()).toBe(0)
})
