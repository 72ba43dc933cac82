/**
 * How long a report takes as users and links grow: over everything, over one month of twelve, and over an action that one user
 * in twenty has. SQLite and PostgreSQL.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store, StoredEvent } from '../../src/receiver/store'
import { postgresStore } from '../../src/receiver/stores/postgres'
import { sqliteStore } from '../../src/receiver/stores/sqlite'
import { type ReportFilter, successGap } from '../../src/report'
import { storedEvent } from '../receiver/events'
import { freshDatabase, howToGetOne, startPostgres } from '../receiver/support/postgres'
import type { Figure } from './support/figure'

/** Each user is linked to one anonymous subject, and has ten events. */
const SIZES = [1_500, 6_000]
const START = Date.parse('2025-01-01T00:00:00Z')
const DAY = 86_400_000

function* eventsOf(user: number): Generator<StoredEvent> {
  const subject = `u_${user}`
  const anonymous = `anon-${user}`
  const begun = START + (user % 360) * DAY
  yield storedEvent('user.identified', { subject, at: begun, data: { anonymous } })
  for (let n = 0; n < 3; n++) {
    const at = begun + n * DAY
    const data = { moment: `c_${n}`, at: new Date(at).toISOString(), rating: `r_${n}` }
    for (const type of ['action.completed', 'ask.shown', 'rating.given']) {
      yield storedEvent(type, { subject: n ? subject : anonymous, at, data })
    }
  }
  if (user % 20 === 0) yield storedEvent('action.completed', { subject, at: begun, data: { action: 'rare' } })
}

async function fill(store: Store, users: number): Promise<void> {
  let batch: StoredEvent[] = []
  for (let user = 0; user < users; user++) {
    batch.push(...eventsOf(user))
    if (batch.length < 5_000 && user < users - 1) continue
    await store.append(batch)
    batch = []
  }
}

const FILTERS: Record<string, ReportFilter> = {
  everything: {},
  'one month': { from: '2025-06-01', to: '2025-07-01' },
  'one action': { action: 'rare' },
}

async function measure(name: string, store: Store, users: number): Promise<Record<string, number>> {
  await fill(store, users)
  const taken: Record<string, number> = {}
  for (const [what, filter] of Object.entries(FILTERS)) {
    const begun = performance.now()
    await successGap(store, filter)
    taken[what] = performance.now() - begun
  }
  const told = Object.entries(taken).map(([what, ms]) => `${what} ${(ms / 1000).toFixed(2)} s`)
  console.log(`     report, ${name}, ${users} users and links: ${told.join(', ')}`)
  return taken
}

function compare(name: string, small: Record<string, number>, large: Record<string, number>): Figure[] {
  const [first = 1, last = 1] = SIZES
  const time = (taken: Record<string, number>, what: string) => taken[what] ?? Number.NaN
  return [
    {
      what: `report, ${name}: growth ÷ growth of users`,
      value: time(large, 'everything') / time(small, 'everything') / (last / first),
      unit: '×',
      limit: 2,
    },
    ...['one month', 'one action'].map((what) => ({
      what: `report, ${name}: ${what} ÷ everything`,
      value: time(large, what) / time(large, 'everything'),
      unit: '×',
      limit: 0.4,
    })),
  ]
}

export async function figures(): Promise<Figure[]> {
  const found: Figure[] = []
  const folder = await mkdtemp(join(tmpdir(), 'gainloop-report-'))
  const server = process.env.DATABASE_URL ? undefined : await startPostgres()
  process.env.DATABASE_URL ??= server?.url
  const stores: Record<string, (users: number) => Promise<Store | undefined>> = {
    SQLite: async (users) => sqliteStore(join(folder, `${users}.db`)),
    async PostgreSQL() {
      const url = await freshDatabase()
      return url ? postgresStore(url) : undefined
    },
  }
  for (const [name, open] of Object.entries(stores)) {
    const taken: Record<string, number>[] = []
    for (const users of SIZES) {
      const store = await open(users)
      if (!store) continue
      taken.push(await measure(name, store, users))
      await store.close()
    }
    const [small, large] = taken
    if (small && large) found.push(...compare(name, small, large))
    else console.log(howToGetOne())
  }
  await server?.stop()
  await rm(folder, { recursive: true })
  return found
}
