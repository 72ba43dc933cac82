/** From 0.18 on, `@libsql/client` pools its connections and rolls back a `begin` that was sent as a statement. */
import { createClient } from '@libsql/client/sqlite3'
import { expect, test, vi } from 'vitest'
import { sqliteSuite } from './sqlite-suite'

vi.mock('@libsql/client/sqlite3', async () => (await import('./support/pooled-libsql')).importPooled())

test('a begin that was sent as a statement does not stay open', async () => {
  const client = createClient({ url: ':memory:' })
  await client.execute('begin')
  await expect(client.execute('rollback')).rejects.toThrow('no transaction is active')
  client.close()
})

sqliteSuite('a client that pools its connections', createClient)
