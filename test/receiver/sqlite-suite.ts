/** What the SQLite store does, with whichever `@libsql/client` is installed. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
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

    test('holds no word of a user who was erased, while others use it and after all have closed it', async () => {
      const own = await mkdtemp(join(folder, 'erased-'))
      const file = join(own, 'a.db')
      const [one, two] = [sqliteStore(file), sqliteStore(file)]
      const secret = 'the-boss-must-not-know'
      const said = (subject: string, comment: string) =>
        Array.from({ length: 60 }, (_, n) =>
          storedEvent('rating.explained', {
            subject,
            at: n * 1_000,
            data: { comment: `${comment} ${'x'.repeat(n * 13)}` },
          }),
        )
      for (let n = 0; n < 5; n++) {
        await one.append([...said(`u_${n}`, 'harmless'), ...said(secret, secret), ...said('anon-1', secret)], () => [
          HOOK,
        ])
        await two.append(said(`u_${n}`, 'harmless'))
      }
      await one.append([storedEvent('user.identified', { subject: secret, data: { anonymous: 'anon-1' } })])
      const copies = async () => {
        const files = await Promise.all((await readdir(own)).map((name) => readFile(join(own, name), 'latin1')))
        return files.join('').split(secret).length - 1
      }
      expect(await copies()).toBeGreaterThan(600)
      expect(await two.erase(secret)).toBe(601)
      expect(await copies()).toBe(0)
      expect(await one.eventsOf('u_1')).toHaveLength(120)
      await Promise.all([one.close(), two.close()])
      expect(await copies()).toBe(0)
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
