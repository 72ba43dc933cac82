/**
 * How many events a second the receiver takes on PostgreSQL, from request to receipt, against raw multi-row INSERTs of the rows
 * it stores of them: the same server, as many at once, in turns. An event is two rows: itself, and the key that keeps it single.
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
const ROUNDS = 12
const BEGUN = Date.now()
/** Events of a request, and how many requests a round has. */
const SIZES = [
  [100, 40],
  [500, 8],
] as const

/** A journey's events, each under an id of its own; users have a hundred each. */
const batchOf = (size: number): GainloopEvent[] =>
  Array.from({ length: size }, (_, n) => ({
    ...event(['action.completed', 'ask.shown', 'rating.given', 'lesson.shown'][n % 4] as string, {
      id: crypto.randomUUID(),
      subject: `user-${Math.floor(Math.random() * 10_000)}`,
    }),
  }))

const rowsOf = (batch: GainloopEvent[]) =>
  batch.map((each, place) => rowOf({ event: each, at: Date.parse(each.time), received: BEGUN }, place))

/** Events a second of one round; what a client does before it sends is not counted. */
async function rate(events: number, writes: (() => Promise<void>)[]): Promise<number> {
  const begun = performance.now()
  const worker = async () => {
    for (let write = writes.pop(); write; write = writes.pop()) await write()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return (events / (performance.now() - begun)) * 1000
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
  await pool.query('create table raw_events (like events including all)')
  await pool.query('create table raw_ids (like event_ids including all)')
  const receiver = createReceiver({ store, limits: { subject: false, address: false }, log: () => {} })

  function ours(batch: GainloopEvent[]) {
    const request = new Request('https://app.example.com/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(batch),
    })
    return async () => {
      const { accepted } = (await (await receiver.fetch(request)).json()) as { accepted: number }
      if (accepted !== batch.length) throw new Error(`ingest: ${accepted} of ${batch.length} stored`)
    }
  }

  function insert(table: string, rows: readonly object[]) {
    const columns = Object.keys(rows[0] as object)
    const places = rows.map((_, row) => `(${columns.map((_, n) => `$${row * columns.length + n + 1}`).join()})`)
    const text = `insert into ${table} (${columns.join()}) values ${places.join()}`
    const values = rows.flatMap((row) => Object.values(row))
    return { text, values }
  }

  /** The event's row alone. */
  function events(batch: GainloopEvent[]) {
    const statement = insert('raw_events', rowsOf(batch))
    return async () => void (await pool.query(statement))
  }

  function both(batch: GainloopEvent[]) {
    const rows = rowsOf(batch)
    const statements = [
      insert(
        'raw_ids',
        rows.map(({ key }) => ({ key })),
      ),
      insert('raw_events', rows),
    ]
    return async () => {
      const client = await pool.connect()
      await client.query('begin')
      for (const statement of statements) await client.query(statement)
      await client.query('commit')
      client.release()
    }
  }

  const found: Figure[] = []
  for (const [size, requests] of SIZES) {
    const best = { ours: 0, both: 0, events: 0 }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, prepare] of Object.entries({ ours, both, events })) {
        const writes = Array.from({ length: requests }, () => prepare(batchOf(size)))
        const found = await rate(requests * size, writes)
        best[name as keyof typeof best] = Math.max(best[name as keyof typeof best], found)
      }
    }
    const told = (rate: number) => `${Math.round(rate)} events/s (${Math.round((best.ours / rate) * 100)}%)`
    console.log(`     ingest, ${size} a request: receiver ${Math.round(best.ours)} events/s`)
    console.log(`       of raw INSERT: of both rows ${told(best.both)}, of the event's alone ${told(best.events)}`)
    found.push({ what: `ingest: raw ÷ receiver, ${size} a request`, value: best.both / best.ours, unit: '×', limit: 2 })
  }
  await receiver.close()
  await store.close()
  await pool.end()
  await server?.stop()
  return found
}
