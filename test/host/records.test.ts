import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { databaseCell } from '../../src/host/database'
import { openVault } from '../../src/host/vault'
import { readWake } from '../../src/host/wake'
import { rating } from '../delivery/events'
import { freshDatabases, deleteRaw, putRaw, rawEntries, wipe } from './raw'

beforeEach(freshDatabases)
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const open = () => openVault([databaseCell('gainloop')])
const add = (vault: ReturnType<typeof open>, ...ids: string[]) =>
  vault.change((book) => ({ book: ((book as number) ?? 0) + 1, add: ids.map((id) => rating(id)), value: 0 }))
const idsOf = async (vault = open()) => (await vault.waiting()).map((record) => record.event.id)
const keys = async () => (await rawEntries()).map(([key]) => key)
/** Records written and deleted from here on; the book always is. */
const watched = () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  const gone = vi.spyOn(IDBObjectStore.prototype, 'delete')
  const numbers = (all: unknown[]) => all.filter((key) => key !== 'kept')
  return () => [numbers(put.mock.calls.map(([, key]) => key)), numbers(gone.mock.calls.map(([key]) => key))]
}

describe('Each event is a record of its own', () => {
  it('beside the book, and both come with the same write', async () => {
    await add(open(), 'r1', 'r2')
    const entries = await rawEntries()
    expect(entries.map(([key, value]) => [key, (value as { event?: { id: string } }).event?.id])).toEqual([
      [1, 'r1'],
      [2, 'r2'],
      ['kept', undefined],
    ])
    expect(JSON.parse(entries[2]?.[1] as string)).toEqual({ book: 1, outbox: [] })
  })

  it('and a write touches only what it changes', async () => {
    const vault = open()
    await add(vault, 'r1', 'r2', 'r3')
    const touched = watched()
    await add(vault, 'r4')
    expect(touched()).toEqual([[4], []])
    await vault.revise((all) => all.filter(({ event }) => event.id !== 'r2'))
    expect(touched()).toEqual([[4], [2]])
    await vault.revise((all) => all.map((one) => (one.event.id === 'r3' ? { ...one, tries: 1 } : one)))
    expect(touched()[0]).toEqual([4, 3])
    expect(await idsOf()).toEqual(['r1', 'r3', 'r4'])
  })

  it('and is deleted with its last mention, the book staying', async () => {
    const vault = open()
    await add(vault, 'r1')
    await vault.revise(() => [])
    expect(await keys()).toEqual(['kept'])
    expect(await vault.book()).toBe(1)
  })

  it('and one that is broken costs no other', async () => {
    await add(open(), 'r1', 'r2', 'r3')
    await putRaw(2, 'garbage')
    await putRaw(7, null)
    const vault = open()
    expect([await vault.book(), await idsOf(vault)]).toEqual([1, ['r1', 'r3']])
    await add(vault, 'r4')
    await vault.revise((all) => all)
    expect([await keys(), await idsOf()]).toEqual([
      [1, 3, 8, 'kept'],
      ['r1', 'r3', 'r4'],
    ])
  })

  it.each(['gone', 'broken'])('and survives a book that is %s', async (how) => {
    await add(open(), 'r1', 'r2')
    await (how === 'gone' ? deleteRaw('kept') : putRaw('kept', '{"book":'))
    const vault = open()
    expect([await vault.book(), await idsOf(vault)]).toEqual([undefined, ['r1', 'r2']])
    await add(vault, 'r3')
    expect(await idsOf()).toEqual(['r1', 'r2', 'r3'])
  })
})

it('the book is the last record of the store, where a tab that still runs an earlier version looks for it', async () => {
  const vault = open()
  await add(vault, 'r1')
  await vault.change(() => ({ wake: { at: 5, user: 'u_81' }, value: 0 }))
  expect((await keys()).at(-1)).toBe('kept')
  expect(await keys()).toHaveLength(3)
})

describe('What an earlier version kept as one string', () => {
  const old = (...ids: string[]) =>
    JSON.stringify({
      book: 41,
      wake: { at: 5, user: 'u_81' },
      outbox: ids.map((id) => ({ event: rating(id), tries: 2 })),
    })

  it('is read as it is: the book and what waits; the wake is unknown, so that the page loads the loop', async () => {
    await putRaw('kept', old('r1', 'r2'))
    expect(await readWake('gainloop')).toBeUndefined()
    const vault = open()
    expect([await vault.book(), await idsOf(vault)]).toEqual([41, ['r1', 'r2']])
    expect((await vault.waiting())[0]?.tries).toBe(2)
  })

  it('becomes records with the next write, each event once', async () => {
    await putRaw('kept', old('r1', 'r2'))
    await add(open(), 'r3')
    expect([await keys(), await idsOf()]).toEqual([
      [1, 2, 3, 'kept'],
      ['r1', 'r2', 'r3'],
    ])
    expect(await open().book()).toBe(42)
  })

  it('goes on being taken over from a tab that still runs that version', async () => {
    const vault = open()
    await add(vault, 'r1')
    await putRaw('kept', old('r2'))
    await vault.revise((all) => all.filter(({ event }) => event.id !== 'r1'))
    expect([await idsOf(vault), await vault.book()]).toEqual([['r2'], 41])
  })
})

describe('Site data cleared under an open page', () => {
  it('forgets the book, and not what was said and is not yet delivered', async () => {
    const vault = open()
    await add(vault, 'r1', 'r2')
    await wipe()
    expect([await idsOf(vault), await vault.book()]).toEqual([['r1', 'r2'], undefined])
    await vault.revise((all) => all.filter(({ event }) => event.id !== 'r1'))
    expect([await idsOf(vault), await idsOf()]).toEqual([['r2'], ['r2']])
  })

  it('does so for every tab, and what both knew waits once', async () => {
    const [one, two] = [open(), open()]
    await add(one, 'r1')
    await add(two, 'r2')
    await wipe()
    await add(one, 'r3')
    await add(two, 'r4')
    expect((await idsOf()).sort()).toEqual(['r1', 'r2', 'r3', 'r4'])
  })

  it('brings nothing back that another tab was told to forget', async () => {
    const [one, two] = [open(), open()]
    await add(one, 'r1')
    await add(two, 'r2')
    await two.clear()
    expect([await idsOf(one), await one.book()]).toEqual([[], undefined])
  })

  it('in the middle of a change: it is made once, in the new database', async () => {
    const vault = open()
    await add(vault, 'r1')
    const changing = add(vault, 'r2')
    await wipe()
    await changing
    expect((await idsOf(vault)).sort()).toEqual(['r1', 'r2'])
  })
})
