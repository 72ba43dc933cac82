/** What docs/scale.md reckons with: processor time and bytes of an event on a PostgreSQL of this machine. `npx tsx test/scale.ts` */
import { execSync } from 'node:child_process'
import { Client } from 'pg'
import { createReceiver } from '../src/receiver/receiver'
import { postgresStore } from '../src/receiver/stores/postgres'
import { event, storedEvent } from './receiver/events'
import { freshDatabase, startPostgres } from './receiver/support/postgres'

/** Requests under way at once. */
const AT_ONCE = 8
const KINDS = [
  ...['action.completed', 'ask.shown', 'rating.given', 'rating.explained'],
  ...['lesson.shown', 'lesson.opened', 'lesson.completed', 'lesson.judged'],
]

delete process.env.DATABASE_URL
const server = await startPostgres()
if (!server) throw new Error('There is no PostgreSQL to be had')
process.env.DATABASE_URL = server.url
const socket = new URL(server.url).searchParams.get('host')
const postmaster = execSync(`head -1 ${socket}/data/postmaster.pid`).toString().trim()

/** Microseconds of processor time up to now. Linux tells it in hundredths of a second. */
const ofNode = () => process.cpuUsage().user + process.cpuUsage().system
const ofPostgres = () =>
  10_000 *
  Number(
    execSync(
      `for p in ${postmaster} $(pgrep -P ${postmaster}); do cat /proc/$p/stat; done | sed 's/([^)]*)/x/' | awk '{u+=$14+$15} END{print u}'`,
    ),
  )

async function measured(what: string, events: number, work: () => Promise<unknown>): Promise<void> {
  const [node, postgres, begun] = [ofNode(), ofPostgres(), performance.now()]
  await work()
  const seconds = (performance.now() - begun) / 1000
  const each = (spent: number) => `${(spent / events).toFixed(0)} µs`.padStart(8)
  console.log(
    `${what.padEnd(28)} an event: Node ${each(ofNode() - node)}, PostgreSQL ${each(ofPostgres() - postgres)}; ${Math.round(events / seconds)} events/s`,
  )
}

async function time(): Promise<void> {
  const store = postgresStore((await freshDatabase()) ?? '')
  const receiver = createReceiver({ store, limits: { subject: false, address: false }, log: () => {} })
  const requestOf = (size: number) => {
    const user = () => `user-${Math.floor(Math.random() * 10_000)}`
    const batch = Array.from({ length: size }, (_, n) => event(KINDS[n % 8] as string, { ...ids(), subject: user() }))
    return new Request('https://app.example.com/', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(batch),
    })
  }
  for (const size of [4, 1, 4, 10, 100, 500]) {
    const requests = Array.from({ length: Math.min(2_000, 20_000 / size) }, () => requestOf(size))
    const count = requests.length * size
    const worker = async () => {
      for (let next = requests.pop(); next; next = requests.pop()) await (await receiver.fetch(next)).json()
    }
    await measured(`${size} a request`, count, () => Promise.all(Array.from({ length: AT_ONCE }, worker)))
  }
  await measured('expired, 500 a step', 10_000, async () => {
    for (let step = 0; step < 20; step++) await store.expire(Date.now() + 1, 500)
  })
  await store.close()
}

const ids = () => ({ id: crypto.randomUUID() })

/** 2,500 users, five journeys of eight events each, in the order they would come in. */
async function bytes(): Promise<void> {
  const url = (await freshDatabase()) ?? ''
  const store = postgresStore(url)
  const events = Array.from({ length: 100_000 }, (_, n) => {
    const [user, journey, step] = [Math.floor(n / 40), Math.floor(n / 8) % 5, n % 8]
    const at = 1_740_000_000_000 + journey * 3 * 86_400_000 + user * 1_000 + step * 7_000
    const [moment, rating] = [`${user}`.padStart(36, 'm'), `${n}`.padStart(36, 'r')]
    const type = KINDS[step] as string
    const data = { moment, segments: ['new', 'pro'], ...(/rating/.test(type) && { rating }) }
    return storedEvent(type, { ...ids(), at, subject: `user-${String(user).padStart(8, '0')}`, data })
  }).sort((a, b) => a.at - b.at)
  for (let start = 0; start < events.length; start += 500) await store.append(events.slice(start, start + 500))
  await store.close()
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  const { rows } = await client.query<{ name: string; size: string }>(
    `select relname as name, pg_relation_size(oid) as size from pg_class
     where relname ~ '^event' and relkind in ('r', 'i') and relnamespace = 'public'::regnamespace order by 1`,
  )
  const json = events.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each.event)), 0)
  console.log(`the event as JSON ${(json / events.length).toFixed(0)} bytes`)
  for (const { name, size } of rows) console.log(`${name} ${(Number(size) / events.length).toFixed(1)} bytes an event`)
  await client.end()
}

try {
  await time()
  await bytes()
} finally {
  await server.stop()
}
