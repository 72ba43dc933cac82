/** What the SQLite store does, with whichever `@libsql/client` is installed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { createClient as CreateClient } from '@libsql/client/sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Delivery, WebhookOutbox } from '../../src/receiver/store'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { storedEvent } from './events'
import { storeSuite } from './store-suite'

export function sqliteSuite(driver: string, createClient: typeof CreateClient): void {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gainloop-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  let count = 0
  storeSuite(`the SQLite store in memory, by ${driver}`, () => sqliteStore(':memory:'))
  storeSuite(`the SQLite store in a file, by ${driver}`, () => sqliteStore(join(folder, `suite ${++count} #?%.db`)))

  describe(`a SQLite file, by ${driver}`, () => {
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

    const HOOK = 'https://crm.example.com/'
    test.each<[string, (outbox: WebhookOutbox, delivery: Delivery) => Promise<unknown>]>([
      ['claims a delivery', (outbox, delivery) => outbox.claim(delivery, 2_000)],
      ['lets go of one', (outbox, delivery) => outbox.retry({ ...delivery, attempts: -1 }, 2_000)],
      ['has made one', (outbox, delivery) => outbox.remove(delivery)],
      ['drops what is too old', (outbox) => outbox.abandon(['https://other.example.com/'], 2_000)],
    ])('that another process writes to is waited for by who %s, and both go on', async (_, write) => {
      const file = join(folder, `busy ${crypto.randomUUID()}.db`)
      const [one, two] = [sqliteStore(file), sqliteStore(file)]
      await one.append([storedEvent('rating.given', { id: 'a', received: 1_000 })], () => [HOOK])
      const [delivery] = (await one.outbox.due(HOOK, 1_000, 1)) as [Delivery]
      await two.ready()

      const other = createClient({ url: `file:${file}` })
      const transaction = await other.transaction('write')
      let written = false
      const writing = write(one.outbox, delivery).finally(() => {
        written = true
      })
      // It has been refused by now: libsql answers within one turn.
      await new Promise(setImmediate)
      expect(written).toBe(false)
      await transaction.commit()
      other.close()
      await writing

      expect(await two.outbox.due(HOOK, 1_000, 1)).toEqual([])
      expect((await one.append([storedEvent('rating.given', { id: 'b' })])).accepted).toHaveLength(1)
      expect((await two.append([storedEvent('rating.given', { id: 'c' })])).accepted).toHaveLength(1)
      expect(await two.eventsOf('u_1')).toHaveLength(3)
      await Promise.all([one.close(), two.close()])
    })

    test('that can not be made is said at every use, and tried again', async () => {
      const store = sqliteStore(join(folder, 'no-such-folder', 'a.db'))
      await expect(store.ready()).rejects.toThrow()
      await expect(store.append([storedEvent('rating.given')])).rejects.toThrow()
      await store.close()
    })

    test('is asked whether it is there each time', async () => {
      const store = sqliteStore(join(folder, 'there.db'))
      await store.ready()
      await store.close()
      await expect(store.ready()).rejects.toThrow()
    })

    test('is closed before it was opened', async () => {
      await sqliteStore(join(folder, 'never.db')).close()
    })
  })
}
