import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { Store } from '../../src/receiver/store'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { type Served, test } from '../cli/served'
import { event } from './events'
import { freshDatabase, howToGetOne } from './support/postgres'

/** `KILLS=20` runs the long version. */
const KILLS = Number(process.env.KILLS ?? 3)
const SENDERS = 8

/** Posts until the receiver is gone; resolves to the ids it acknowledged. */
async function postUntilKilled(served: Served, after: number): Promise<Set<string>> {
  const acknowledged = new Set<string>()
  const sender = async (number: number) => {
    for (;;) {
      const batch = Array.from({ length: 5 }, () => ({
        ...event('rating.given', { subject: `u_${number}_${Math.random()}` }),
        id: crypto.randomUUID(),
      }))
      const answer = await fetch(served.url, {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(batch),
      }).catch(() => undefined)
      if (answer?.status !== 202) return
      for (const { id } of batch) acknowledged.add(id)
      if (acknowledged.size >= after) served.process.kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, (_, number) => sender(number)))
  return acknowledged
}

async function idsIn(store: Store): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const { event } of store.events()) ids.add(event.id)
  await store.close()
  return ids
}

describe.each<[string, (folder: string) => Promise<[db: string, open: () => Store] | undefined>]>([
  [
    'SQLite',
    async (folder) => {
      const file = join(folder, 'killed.db')
      return [file, () => sqliteStore(file)]
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const url = await freshDatabase()
      return url ? [url, () => postgresStore(url)] : undefined
    },
  ],
])('on %s', (_, database) => {
  test(`every acknowledged event is there after the receiver was killed ${KILLS} times in the middle of its work`, async ({
    serve,
    folder,
    skip,
  }) => {
    const [db, open] = (await database(folder)) ?? skip(howToGetOne())
    const acknowledged = new Set<string>()
    for (let kill = 0; kill < KILLS; kill++) {
      const served = await serve(['--db', db])
      for (const id of await postUntilKilled(served, 100 + Math.random() * 300)) acknowledged.add(id)
      await served.end('SIGKILL')
    }
    const stored = await idsIn(open())
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])
    expect(acknowledged.size).toBeGreaterThanOrEqual(100 * KILLS)
  }, 240_000)
})
