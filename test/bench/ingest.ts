/**
 * How many events a second the receiver takes on PostgreSQL, from request to receipt, against the same rows written by a raw
 * multi-row INSERT: the same server, the same number at once, in turns.
 */
import pg from 'pg'
import type { GainloopEvent } from '../../src/delivery/event'
import { createReceiver } from '../../src/receiver/receiver'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { rowOf } from '../../src/receiver/stores/rows'
import { event } from '../receiver/events'
import { freshDatabase, howToGetOne, startPostgres } from '../receiver/support/postgres'
import type { Figure } from './support/figure'

/** Requests, or statements, under way at once. */
const AT_ONCE = 8
const ROUNDS = 5
/** Events of a request, and how many requests a round has. */
const SIZES = [
  [10, 400],
  [100, 100],
  [500, 20],
] as const

/** A journey's events, each under an id of its own; users have a hundred each. */
const batchOf = (size: number): GainloopEvent[] =>
  Array.from({ length: size }, (_, n) => ({
    ...event(['action.completed', 'ask.shown', 'rating.given', 'lesson.shown'][n % 4] as string, {
      id: crypto.randomUUID(),
      subject: `user-${Math.floor(Math.random() * 10_000)}`,
    }),
  }))

/** Events a second of one round. */
async function rate(batches: readonly GainloopEvent[][], write: (batch: GainloopEvent[]) => Promise<void>) {
  const left = [...batches]
  const begun = performance.now()
  const worker = async () => {
    for (let batch = left.pop(); batch; batch = left.pop()) await write(batch)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return (batches.flat().length / (performance.now() - begun)) * 1000
}

export async function figures(): Promise<Figure[]> {
  const server = process.env.DATABASE_URL ? undefined : await startPostgres()
  process.env.DATABASE_URL ??= server?.url
  const url = await freshDatabase()
  if (!url) {
    console.log(howToGetOne())
    return []
  }
  const store = postgresStore(url)
  await store.ready()
  const pool = new pg.Pool({ connectionString: url, max: AT_ONCE })
  await pool.query('create table raw (like events including all)')
  const receiver = createReceiver({ store, limits: { subject: false, address: false }, log: () => {} })

  async function ours(batch: GainloopEvent[]): Promise<void> {
    const request = new Request('https://app.example.com/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(batch),
    })
    const { accepted } = (await (await receiver.fetch(request)).json()) as { accepted: number }
    if (accepted !== batch.length) throw new Error(`ingest: ${accepted} of ${batch.length} stored`)
  }

  async function raw(batch: GainloopEvent[]): Promise<void> {
    const rows = batch.map((each, place) =>
      rowOf({ event: each, at: Date.parse(each.time), received: Date.now() }, place),
    )
    const columns = Object.keys(rows[0] as object)
    const places = rows.map(
      (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join()})`,
    )
    await pool.query(
      `insert into raw (${columns.join()}) values ${places.join()}`,
      rows.flatMap((row) => Object.values(row)),
    )
  }

  const found: Figure[] = []
  for (const [size, requests] of SIZES) {
    const best = { raw: 0, ours: 0 }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, write] of [
        ['raw', raw],
        ['ours', ours],
      ] as const) {
        const batches = Array.from({ length: requests }, () => batchOf(size))
        best[name] = Math.max(best[name], await rate(batches, write))
      }
    }
    const both = `${Math.round(best.ours)} events/s, raw INSERT ${Math.round(best.raw)}`
    console.log(`     ingest: ${size} a request: ${both}, ${Math.round((best.ours / best.raw) * 100)}%`)
    found.push({ what: `ingest: raw ÷ receiver, ${size} a request`, value: best.raw / best.ours, unit: '×', limit: 2 })
  }
  await receiver.close()
  await store.close()
  await pool.end()
  await server?.stop()
  return found
}
