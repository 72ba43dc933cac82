import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from './events'
import { storeSuite } from './store-suite'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gainloop-'))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
storeSuite('the SQLite store in memory', () => sqliteStore(':memory:'))
storeSuite('the SQLite store in a file', () => sqliteStore(join(folder, `suite ${++count} #?%.db`)))

describe('a SQLite file', () => {
  test('is there after it was closed and opened again', async () => {
    const file = join(folder, 'again.db')
    const first = sqliteStore(file)
    await first.append([storedEvent('rating.given', { id: 'a' })])
    await first.close()
    const second = sqliteStore(file)
    expect(await second.eventsOf('u_1')).toHaveLength(1)
    await second.close()
  })

  test('is shared by two receivers that start at once', async () => {
    const stores = [1, 2, 3].map(() => sqliteStore(join(folder, 'shared.db')))
    const event = storedEvent('rating.given', { id: 'a' })
    const results = await Promise.all(stores.map((store) => store.append([event])))
    expect(results.flatMap(({ accepted }) => accepted)).toEqual([event])
    await Promise.all(stores.map((store) => store.close()))
  })

  test('that can not be made is said at every use, and tried again', async () => {
    const store = sqliteStore(join(folder, 'no-such-folder', 'a.db'))
    await expect(store.ready()).rejects.toThrow()
    await expect(store.append([storedEvent('rating.given')])).rejects.toThrow()
    await store.close()
  })

  test('is closed before it was opened', async () => {
    await sqliteStore(join(folder, 'never.db')).close()
  })
})
