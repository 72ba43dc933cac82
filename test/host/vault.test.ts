import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryCell } from '../../src/host/cell'
import { databaseCell } from '../../src/host/database'
import { keyedCell } from '../../src/host/fallback'
import type { Vault } from '../../src/host/host'
import { openVault } from '../../src/host/vault'
import { freshDatabases } from './raw'
import { rating } from '../delivery/events'
import { shelf, slow } from './storages'

beforeEach(freshDatabases)
afterEach(() => vi.unstubAllGlobals())

const idsOf = async (vault: Vault) => (await vault.waiting()).map((record) => record.event.id)

describe.each([
  ['IndexedDB', () => openVault([databaseCell('gainloop')])],
  ['a key-value storage', () => openVault([keyedCell(shelf(), 'gainloop')])],
  ['a slow key-value storage', () => openVault([keyedCell(slow(), 'gainloop')])],
  ['memory', () => openVault([memoryCell()])],
])('A vault in %s', (_, make) => {
  it('is empty at first', async () => {
    const vault = make()
    expect(await vault.book()).toBeUndefined()
    expect(await vault.waiting()).toEqual([])
  })

  it('writes book and events in one change, and gives back its value', async () => {
    const vault = make()
    const value = await vault.change(() => ({ book: { a: 1 }, add: [rating('r1'), rating('r2')], value: 'done' }))
    expect(value).toBe('done')
    expect(await vault.book()).toEqual({ a: 1 })
    expect(await idsOf(vault)).toEqual(['r1', 'r2'])
  })

  it('leaves what a change does not name', async () => {
    const vault = make()
    await vault.change(() => ({ book: { a: 1 }, add: [rating('r1')], value: 0 }))
    await vault.change(() => ({ value: 0 }))
    expect([await vault.book(), await idsOf(vault)]).toEqual([{ a: 1 }, ['r1']])
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

  it('revises what waits, leaving the book', async () => {
    const vault = make()
    await vault.change(() => ({ book: { a: 1 }, add: [rating('r1'), rating('r2'), rating('r3')], value: 0 }))
    await vault.revise((all) =>
      all.flatMap((record) => (record.event.id === 'r2' ? [] : { ...record, aside: record.event.id })),
    )
    expect((await vault.waiting()).map(({ event, aside }) => [event.id, aside])).toEqual([
      ['r1', 'r1'],
      ['r3', 'r3'],
    ])
    expect(await vault.book()).toEqual({ a: 1 })
  })

  it('forgets everything on clear', async () => {
    const vault = make()
    await vault.change(() => ({ book: {}, add: [rating('r1')], value: 0 }))
    await vault.clear()
    expect([await vault.book(), await vault.waiting()]).toEqual([undefined, []])
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

  it('tells listeners of every write, and not of a read, until they stop listening', async () => {
    const vault = make()
    const heard = vi.fn()
    const stop = vault.onWrite(heard)
    await vault.change(() => ({ book: 1, add: [rating('r1')], value: 0 }))
    await vault.revise(() => [], ['r1'])
    await vault.clear()
    await vault.book()
    await vault.waiting()
    expect(heard).toHaveBeenCalledTimes(3)
    stop()
    await vault.change(() => ({ book: 2, value: 0 }))
    expect(heard).toHaveBeenCalledTimes(3)
  })

  it('deletes what it is told by its id, leaving the rest', async () => {
    const vault = make()
    await vault.change(() => ({ add: [rating('r1'), rating('r2'), rating('r3')], value: 0 }))
    await vault.revise((some) => some.filter(({ event }) => event.id !== 'r2'), ['r2'])
    expect(await idsOf(vault)).toEqual(['r1', 'r3'])
  })
})
