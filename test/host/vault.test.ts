import { IDBDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyedVault } from '../../src/host/fallback'
import type { Vault, Wake } from '../../src/host/host'
import { memoryStorage } from '../../src/host/storages'
import { databaseVault } from '../../src/host/vault'
import { readWake } from '../../src/host/wake'
import { rating } from '../delivery/events'
import { slow } from './storages'

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()))
afterEach(() => vi.unstubAllGlobals())

const idsOf = async (vault: Vault) => (await vault.waiting()).map((record) => record.event.id)
const wake: Wake = { at: 5, user: 'u_81' }

describe.each([
  ['IndexedDB', () => databaseVault('gainloop')],
  ['a key-value storage', () => keyedVault(memoryStorage(), 'gainloop')],
  ['a slow key-value storage', () => keyedVault(slow(), 'gainloop')],
])('A vault in %s', (_, make) => {
  it('is empty at first', async () => {
    const vault = make()
    expect(await vault.book()).toBeUndefined()
    expect(await vault.waiting()).toEqual([])
    expect(await vault.wake()).toBeUndefined()
  })

  it('writes book, events and wake in one change, and gives back its value', async () => {
    const vault = make()
    const value = await vault.change(() => ({ book: { a: 1 }, add: [rating('r1'), rating('r2')], wake, value: 'done' }))
    expect(value).toBe('done')
    expect(await vault.book()).toEqual({ a: 1 })
    expect(await idsOf(vault)).toEqual(['r1', 'r2'])
    expect(await vault.wake()).toEqual(wake)
  })

  it('leaves what a change does not name', async () => {
    const vault = make()
    await vault.change(() => ({ book: { a: 1 }, wake, value: 0 }))
    await vault.change(() => ({ value: 0 }))
    expect(await vault.book()).toEqual({ a: 1 })
    expect(await vault.wake()).toEqual(wake)
  })

  it('hands each change the book of the change before, however close they come', async () => {
    const vault = make()
    const step = (book: unknown) => ({ book: ((book as number) ?? 0) + 1, value: 0 })
    await Promise.all(Array.from({ length: 20 }, () => vault.change(step)))
    expect(await vault.book()).toBe(20)
  })

  it('keeps the order of writing, not that of the ids', async () => {
    const vault = make()
    for (const id of ['z', 'a', 'm']) await vault.change(() => ({ add: [rating(id)], value: 0 }))
    expect(await idsOf(vault)).toEqual(['z', 'a', 'm'])
  })

  it('holds an event once, however often it is added', async () => {
    const vault = make()
    for (let i = 0; i < 2; i++) await vault.change(() => ({ add: [rating('r1')], value: 0 }))
    expect(await idsOf(vault)).toEqual(['r1'])
  })

  it('drops only the events named', async () => {
    const vault = make()
    await vault.change(() => ({ add: [rating('r1'), rating('r2'), rating('r3')], value: 0 }))
    await vault.drop(['r2', 'never-there'])
    expect(await idsOf(vault)).toEqual(['r1', 'r3'])
  })

  it('replaces a record, but does not bring back a deleted one', async () => {
    const vault = make()
    await vault.change(() => ({ add: [rating('r1'), rating('r2')], value: 0 }))
    const records = await vault.waiting()
    await vault.drop(['r1'])
    await vault.replace(records.map((record) => ({ ...record, aside: '422' })))
    expect((await vault.waiting()).map(({ event, aside }) => [event.id, aside])).toEqual([['r2', '422']])
  })

  it('forgets everything on clear', async () => {
    const vault = make()
    await vault.change(() => ({ book: {}, add: [rating('r1')], wake, value: 0 }))
    await vault.clear()
    expect([await vault.book(), await vault.waiting(), await vault.wake()]).toEqual([undefined, [], undefined])
  })

  it('rejects with what the step throws, and writes nothing', async () => {
    const vault = make()
    await vault.change(() => ({ book: 1, value: 0 }))
    await expect(
      vault.change(() => {
        throw new Error('mine')
      }),
    ).rejects.toThrow('mine')
    expect(await vault.book()).toBe(1)
  })
})

describe('The vault in IndexedDB', () => {
  it('is read by the next page', async () => {
    await databaseVault('gainloop').change(() => ({ book: { a: 1 }, add: [rating('r1')], value: 0 }))
    const next = databaseVault('gainloop')
    expect([await next.book(), await idsOf(next)]).toEqual([{ a: 1 }, ['r1']])
  })

  it('keeps two names apart', async () => {
    await databaseVault('gainloop').change(() => ({ book: 1, value: 0 }))
    expect(await databaseVault('gainloop:other').book()).toBeUndefined()
  })

  it('serves two tabs, each change whole', async () => {
    const tabs = [databaseVault('gainloop'), databaseVault('gainloop')]
    const step = (book: unknown) => ({ book: ((book as number) ?? 0) + 1, value: 0 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => (tabs[i % 2] as Vault).change(step)))
    expect(await databaseVault('gainloop').book()).toBe(20)
  })

  it('takes an unreadable book as none', async () => {
    const vault = databaseVault('gainloop')
    await vault.book()
    await put('gainloop', 'state', '{"version":', 'book')
    expect(await vault.book()).toBeUndefined()
  })

  it('lets another page delete the database, and opens a new one', async () => {
    const vault = databaseVault('gainloop')
    await vault.change(() => ({ book: 1, value: 0 }))
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('gainloop')
      request.onsuccess = resolve
      request.onblocked = reject
    })
    expect(await vault.book()).toBeUndefined()
  })

  it('opens again when its connection has died', async () => {
    const vault = databaseVault('gainloop')
    await vault.change(() => ({ book: 1, value: 0 }))
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
    })
    expect(await vault.book()).toBe(1)
    expect(transaction).toHaveBeenCalledTimes(2)
    transaction.mockRestore()
  })

  it('gives up on a browser that never answers', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('indexedDB', { open: () => ({}) })
    const book = expect(databaseVault('gainloop').book()).rejects.toThrow('does not answer')
    await vi.advanceTimersByTimeAsync(4_000)
    await book
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('is of no use once closed', async () => {
    const vault = databaseVault('gainloop')
    await vault.book()
    vault.close()
    await expect(vault.book()).rejects.toThrow('closed')
  })
})

describe('The wake', () => {
  const cases: [string, Parameters<Vault['change']>[0] | undefined, Wake | undefined][] = [
    ['is unknown before the first visit', undefined, undefined],
    ['is what the last change wrote', () => ({ wake, value: 0 }), wake],
    ['says at once while events wait', () => ({ wake, add: [rating('r1')], value: 0 }), { at: 0, user: 'u_81' }],
    ['is unknown when nothing was said', () => ({ book: 1, value: 0 }), undefined],
  ]
  it.each(cases)('%s', async (_, step, expected) => {
    if (step) await databaseVault('gainloop').change(step)
    expect(await readWake()).toEqual(expected)
  })

  it('does not count an event set aside for good', async () => {
    const vault = databaseVault('gainloop')
    await vault.change(() => ({ wake, add: [rating('r1')], value: 0 }))
    await vault.replace((await vault.waiting()).map((record) => ({ ...record, aside: '422' })))
    expect(await readWake()).toEqual(wake)
  })

  it('creates no database by being read', async () => {
    await readWake()
    expect(await indexedDB.databases()).toEqual([])
    await databaseVault('gainloop').change(() => ({ book: 1, value: 0 }))
    expect(await readWake()).toBeUndefined()
  })

  it.each([
    ['missing', undefined],
    [
      'blocked',
      {
        open() {
          throw new DOMException('No', 'SecurityError')
        },
      },
    ],
  ])('is unknown when IndexedDB is %s', async (_, indexedDB) => {
    vi.stubGlobal('indexedDB', indexedDB)
    expect(await readWake()).toBeUndefined()
  })

  it('is unknown when the database is somebody else’s', async () => {
    await new Promise((resolve) => {
      indexedDB.open('gainloop', 1).onsuccess = resolve
    })
    expect(await readWake()).toBeUndefined()
  })
})

function put(name: string, store: string, value: unknown, key: string): Promise<unknown> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => {
      const transaction = request.result.transaction(store, 'readwrite')
      transaction.objectStore(store).put(value, key)
      transaction.oncomplete = resolve
      request.result.close()
    }
  })
}
