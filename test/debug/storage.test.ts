// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { expect, it, test } from 'vitest'
import { storageFinder } from '../../src/debug/storage'
import { browserHost } from '../../src/host/browser'
import { memoryCell, wholeCell } from '../../src/host/cell'
import { chunks } from '../../src/chunks'
import { keyedCell, webStorage } from '../../src/host/fallback'
import { openVault } from '../../src/host/vault'
import type { GainloopOptions } from '../../src/api'
import { blocked, holding } from '../host/storages'

const book = { version: 1, note: 'x'.repeat(2_000) }

const written = async (name: string, storage: NonNullable<GainloopOptions['storage']>) => {
  const { vault } = browserHost({ name, storage, requestPart: chunks.requests })
  await vault.change(() => ({ book, value: 0 }))
  return storageFinder(name, storage)(await vault.book())
}

test.each<[GainloopOptions['storage'], string]>([
  ['local', 'IndexedDB “of-local”, 2.0 KB'],
  ['session', 'sessionStorage “of-session”, 2.0 KB'],
  ['memory', 'memory: it is gone with this page'],
])('storage %s keeps the book in %s', async (storage = 'local', place) => {
  expect(await written(`of-${storage as string}`, storage)).toBe(place)
})

it('names an adapter of the vendor’s own', async () => {
  expect(await written('own', holding(null))).toBe('your own adapter “own”, 2.0 KB')
})

it('tells that the book had to be kept in memory, where the storage fails', async () => {
  expect(await written('failed', blocked)).toBe('memory: it is gone with this page')
})

it('tells that IndexedDB failed and localStorage is used', async () => {
  const vault = openVault([
    wholeCell(() => Promise.reject(new Error('gone'))),
    keyedCell(webStorage('localStorage'), 'second'),
    memoryCell(),
  ])
  await vault.change(() => ({ book, value: 0 }))
  expect(await storageFinder('second', 'local')(await vault.book())).toBe('localStorage “second”, 2.0 KB')
})

it('makes no database where nothing is stored', async () => {
  expect(await storageFinder('none', 'local')(undefined)).toBe('nothing is stored yet')
  expect(await storageFinder('none', 'local')(book)).toBe('memory: it is gone with this page')
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('none')
})
