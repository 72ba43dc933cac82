import { IDBDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyedVault, type StorageAdapter } from '../../src/host/fallback'
import type { Vault } from '../../src/host/host'
import { ladder } from '../../src/host/ladder'
import { memoryStorage } from '../../src/host/storages'
import { databaseVault } from '../../src/host/vault'
import { rating } from '../delivery/events'
import { blocked, full, holding } from './storages'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const over = (...storages: StorageAdapter[]): Vault =>
  ladder(storages.map((storage) => keyedVault(storage, 'gainloop')) as [Vault, ...Vault[]])
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
  ['holding waiting records without events', holding('{"outbox":[null,1,{},{"event":{}}]}')],
]
describe.each(broken)('A storage %s', (_, storage) => {
  it('costs the page nothing: the change is kept, and read back', async () => {
    const vault = over(storage, memoryStorage())
    expect(await vault.change(add)).toBe('kept')
    expect(await idsOf(vault)).toEqual(['r1'])
    await vault.drop(['r1'])
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
    const vault = ladder([databaseVault('gainloop'), keyedVault(memoryStorage(), 'gainloop')])
    expect(await vault.change(add)).toBe('kept')
    expect([await vault.book(), await idsOf(vault)]).toEqual([1, ['r1']])
  })
})

it('A newer version’s database is left alone', async () => {
  await new Promise((resolve) => {
    indexedDB.open('gainloop', 9).onsuccess = resolve
  })
  const vault = ladder([databaseVault('gainloop'), keyedVault(memoryStorage(), 'gainloop')])
  expect(await vault.change(add)).toBe('kept')
})

it('When the storage fills up, the book known so far goes on in the next', async () => {
  const values: Record<string, string> = { gainloop: JSON.stringify({ book: 41 }) }
  const vault = over(full(values), memoryStorage())
  expect(await vault.book()).toBe(41)
  await Promise.all([vault.change(add), vault.change(add)])
  expect(await vault.book()).toBe(43)
})

it('A step’s own error reaches its caller and costs no storage', async () => {
  const first = holding(null)
  const vault = over(first, memoryStorage())
  await expect(
    vault.change(() => {
      throw new Error('mine')
    }),
  ).rejects.toThrow('mine')
  await vault.change(add)
  expect(first.value).toContain('r1')
})

describe('What an earlier page had to leave in the second storage', () => {
  const left = () => holding(JSON.stringify({ book: 7, outbox: [{ event: rating('old'), order: 1 }] }))

  it('is brought home, and then deleted there', async () => {
    const away = left()
    const vault = ladder([databaseVault('gainloop'), keyedVault(away, 'gainloop')])
    expect([await vault.book(), await idsOf(vault)]).toEqual([7, ['old']])
    expect(away.value).toBeNull()
    expect(await idsOf(databaseVault('gainloop'))).toEqual(['old'])
  })

  it('is merged with the book at home', async () => {
    await databaseVault('gainloop').change(() => ({ book: 5, value: 0 }))
    const merge = vi.fn((a: unknown, b: unknown) => (a as number) + (b as number))
    const vault = ladder([databaseVault('gainloop'), keyedVault(left(), 'gainloop')], merge)
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
  const values: Record<string, string> = { gainloop: JSON.stringify({ book: 41 }) }
  const vault = over(full(values), memoryStorage())
  await vault.book()
  await vault.change(add)
  await vault.clear()
  expect(values).toEqual({})
  expect([await vault.book(), await vault.waiting()]).toEqual([undefined, []])
})

it('The database comes back to life for the next page, with the events it held', async () => {
  const memory = memoryStorage()
  const first = ladder([databaseVault('gainloop'), keyedVault(memory, 'gainloop')])
  await first.change(add)
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('Gone', 'UnknownError')
  })
  await first.change(() => ({ add: [rating('r2')], value: 0 }))
  expect(await idsOf(first)).toEqual(['r2'])
  vi.restoreAllMocks()
  const next = ladder([databaseVault('gainloop'), keyedVault(memory, 'gainloop')])
  expect(await idsOf(next)).toEqual(['r1', 'r2'])
})
