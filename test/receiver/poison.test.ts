/** An event that the database can't take is refused by itself, and keeps nothing back. */
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createReceiver } from '../../src/receiver/receiver'
import type { Store, StoredEvent } from '../../src/receiver/store'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { event } from './events'
import { freshDatabase } from './support/postgres'

async function post(store: Store, ids: string[]) {
  const { fetch } = createReceiver({ store, log: () => {} })
  const response = await fetch(
    new Request('https://app.example.com/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(ids.map((id) => event('rating.given', { id }))),
    }),
  )
  return { status: response.status, body: await response.json() }
}

describe('a database that refuses one event', () => {
  const refusing = (code: string, names: string[]): Store => {
    const store = sqliteStore(':memory:')
    onTestFinished(() => store.close())
    const append = async (events: readonly StoredEvent[]) => {
      if (events.some(({ event: { id } }) => names.includes(id))) throw Object.assign(new Error('no'), { code })
      return store.append(events)
    }
    return { ...store, append }
  }

  test.each(['22P05', '22021', '54000', 'SQLITE_TOOBIG'])('because of its data (%s) has the rest', async (code) => {
    const { status, body } = await post(refusing(code, ['poison', 'worse']), ['a', 'poison', 'b', 'c', 'worse'])
    expect([status, body.accepted]).toEqual([202, 3])
    expect(body.rejected).toMatchObject([
      { id: 'poison', problems: [{ code: 'unstorable' }] },
      { id: 'worse', problems: [{ code: 'unstorable' }] },
    ])
  })

  test.each(['SQLITE_FULL', '53100', 'ECONNREFUSED'])('for another reason (%s) is asked again', async (code) => {
    expect((await post(refusing(code, ['poison']), ['a', 'poison'])).status).toBe(503)
  })
})

describe.runIf(process.env.DATABASE_URL)('PostgreSQL', () => {
  test.each(['LATIN1', 'SQL_ASCII'])('in %s is refused at the start, with what to do', async (encoding) => {
    const url = new URL((await freshDatabase()) ?? '')
    const admin = new Client({ connectionString: url.href })
    await admin.connect()
    const name = `gainloop_${encoding.toLowerCase()}_${Date.now()}`
    await admin.query(`create database ${name} encoding '${encoding}' lc_collate 'C' lc_ctype 'C' template template0`)
    await admin.end()
    url.pathname = `/${name}`
    const store = postgresStore(url.href)
    onTestFinished(() => store.close())
    await expect(store.ready()).rejects.toThrow(`expected a database in UTF8, got "${name}" in ${encoding}`)
  })
})
