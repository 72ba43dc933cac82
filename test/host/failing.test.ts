import { IDBDatabase } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryCell } from '../../src/host/cell'
import { databaseCell } from '../../src/host/database'
import type { StorageAdapter } from '../../src/api'
import { keyedCell } from '../../src/host/fallback'
import type { Vault } from '../../src/host/host'
import { type MergeBooks, openVault } from '../../src/host/vault'
import { freshDatabases } from './raw'
import { rating } from '../delivery/events'
import { blocked, full, holding, shelf } from './storages'

beforeEach(freshDatabases)
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** One storage after the other, and memory at the end. */
const over = (...storages: StorageAdapter[]): Vault =>
  openVault([...storages.map((storage) => keyedCell(storage, 'gainloop')), memoryCell()])
const local = (second: StorageAdapter, merge?: MergeBooks): Vault =>
  openVault([databaseCell('gainloop'), keyedCell(second, 'gainloop'), memoryCell()], merge)
const alone = () => openVault([databaseCell('gainloop')])
const add = (book: unknown) => ({ book: ((book as number) ?? 0) + 1, add: [rating('r1')], value: 'kept' })
const idsOf = async (vault: Vault) => (await vault.waiting()).map((record) => record.event.id)

const broken: [string, StorageAdapter][] = [
  ['blocked', blocked],
  ['full', full()],
  ['holding something else', holding('hello')],
  ['holding half of ours', holding('{"book":{"version":1},"outb')],
  ['holding null', holding('null')],
  ['holding a list', holding('[1,2]')],
  ['holding an outbox that is none', holding('{"outbox":7,"order":"many"}')],
  ['holding an event of nobody', holding('{"outbox":[{"event":{"id":"x"}}]}')],
  ['holding waiting records without events', holding('{"outbox":[null,1,{},{"event":{}}]}')],
]
describe.each(broken)('A storage %s', (_, storage) => {
  it('costs the page nothing: the change is kept, and read back', async () => {
    const vault = over(storage)
    expect(await vault.change(add)).toBe('kept')
    expect(await idsOf(vault)).toEqual(['r1'])
    await vault.revise(() => [])
    expect(await vault.waiting()).toEqual([])
  })
})

const dead: [string, unknown][] = [
  ['missing', undefined],
  [
    'blocked',
    {
      open() {
        throw new DOMException('No', 'SecurityError')
      },
    },
  ],
  [
    'failing to open',
    {
      open() {
        const request = { error: new DOMException('Corrupt', 'UnknownError'), onerror() {} }
        queueMicrotask(() => request.onerror())
        return request
      },
    },
  ],
]
describe.each(dead)('With IndexedDB %s', (_, indexedDB) => {
  it('the next storage takes over', async () => {
    vi.stubGlobal('indexedDB', indexedDB)
    const vault = local(shelf())
    expect(await vault.change(add)).toBe('kept')
    expect([await vault.book(), await idsOf(vault)]).toEqual([1, ['r1']])
  })
})

it('A newer version’s database is left alone', async () => {
  await new Promise((resolve) => {
    indexedDB.open('gainloop', 9).onsuccess = resolve
  })
  const vault = local(shelf())
  expect(await vault.change(add)).toBe('kept')
})

it('When the storage fills up, the book known so far goes on in the next', async () => {
  const values: Record<string, string> = { gainloop: JSON.stringify({ book: 41, outbox: [] }) }
  const vault = over(full(values))
  expect(await vault.book()).toBe(41)
  await Promise.all([vault.change(add), vault.change(add)])
  expect(await vault.book()).toBe(43)
})

it('A step’s own error reaches its caller and costs no storage', async () => {
  const first = holding(null)
  const vault = over(first)
  await expect(
    vault.change(() => {
      throw new Error('mine')
    }),
  ).rejects.toThrow('mine')
  await vault.change(add)
  expect(first.value).toContain('r1')
})

describe('What an earlier page had to leave in the second storage', () => {
  const left = () => holding(JSON.stringify({ book: 7, outbox: [{ event: rating('old') }] }))

  it('is brought home with the next change, and then deleted there', async () => {
    const away = left()
    const vault = local(away)
    expect([await vault.book(), await idsOf(vault)]).toEqual([7, ['old']])
    await vault.revise((all) => all)
    expect(away.value).toBeNull()
    expect(await idsOf(alone())).toEqual(['old'])
  })

  it('is merged with the book at home', async () => {
    await alone().change(() => ({ book: 5, value: 0 }))
    const merge = vi.fn((a: unknown, b: unknown) => (a as number) + (b as number))
    const vault = local(left(), merge)
    expect(await vault.book()).toBe(12)
    expect(merge).toHaveBeenCalledExactlyOnceWith(5, 7)
  })

  it('stays there while home is broken', async () => {
    const away = left()
    const vault = over(blocked, away)
    expect([await vault.book(), await idsOf(vault)]).toEqual([7, ['old']])
    expect(away.value).toContain('old')
  })
})

it('Forgetting reaches the storage that failed as well', async () => {
  const values: Record<string, string> = { gainloop: JSON.stringify({ book: 41, outbox: [] }) }
  const vault = over(full(values))
  await vault.book()
  await vault.change(add)
  await vault.clear()
  expect(values).toEqual({})
  expect([await vault.book(), await vault.waiting()]).toEqual([undefined, []])
})

it('The database comes back to life for the next page, and what happened meanwhile with it', async () => {
  const memory = shelf()
  const first = local(memory)
  await first.change(add)
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('Gone', 'UnknownError')
  })
  await first.change(() => ({ add: [rating('r2')], value: 0 }))
  expect(await idsOf(first)).toEqual(['r1', 'r2'])
  vi.restoreAllMocks()
  const next = local(memory)
  expect(await idsOf(next)).toEqual(['r1', 'r2'])
})
