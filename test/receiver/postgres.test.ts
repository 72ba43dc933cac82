import { describe, expect, test } from 'vitest'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { storedEvent } from './events'
import { storeSuite } from './store-suite'
import { freshDatabase } from './support/postgres'

// Started by support/setup.ts, which says so where there is none.
describe.runIf(process.env.DATABASE_URL)('PostgreSQL', () => {
  const fresh = async () => (await freshDatabase()) ?? ''
  storeSuite('the PostgreSQL store', async () => postgresStore(await fresh()))

  test('is migrated once when several receivers start at once, and each event is stored once among them', async () => {
    const url = await fresh()
    const stores = Array.from({ length: 5 }, () => postgresStore(url, { connections: 3 }))
    const batch = Array.from({ length: 50 }, () => storedEvent('rating.given'))
    const posts = Array.from({ length: 25 }, (_, turn) =>
      stores[turn % 5]?.append(turn % 2 ? batch : [...batch].reverse()),
    )
    const accepted = (await Promise.all(posts)).flatMap((result) => result?.accepted ?? [])
    expect(accepted).toHaveLength(50)
    await Promise.all(stores.map((store) => store.close()))
  })
})

test('a database that is not there is said', async () => {
  const store = postgresStore('postgres://nobody@127.0.0.1:1/nothing')
  await expect(store.ready()).rejects.toThrow()
  await store.close()
})
