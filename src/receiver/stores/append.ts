/** Storing events, each once. */
import type { Kysely, Transaction } from 'kysely'
import type { Addressees, StoredEvent } from '../store'
import type { Bulk } from './bulk'
import { linksIn, parts, rowOf } from './rows'
import type { Tables } from './tables'

/** Everything in one transaction: what is told to be stored is stored whole, with what is to be posted because of it. */
export async function append(
  db: Kysely<Tables>,
  bulk: Bulk,
  given: readonly StoredEvent[],
  addressees: Addressees = () => [],
) {
  const all = given.map((stored, place) => ({ stored, row: rowOf(stored, place) }))
  const distinct = new Map<string, (typeof all)[number]>()
  for (const each of all) if (!distinct.has(each.row.key)) distinct.set(each.row.key, each)
  const fresh = new Set(await store([...distinct.values()]))
  const accepted: StoredEvent[] = []
  const duplicates: StoredEvent[] = []
  for (const { stored, row } of all) (fresh.delete(row.key) ? accepted : duplicates).push(stored)
  return { accepted, duplicates }

  async function store(items: typeof all): Promise<string[]> {
    if (!items.length) return []
    const alone = !items.some(({ stored }) => addressees(stored.event).length) && !linksIn(given).length
    if (bulk.both && alone) {
      const rows = items.map(({ row }) => row)
      const known = new Set(await bulk.both(db, rows))
      return rows.flatMap(({ key }) => (known.has(key) ? [] : key))
    }
    return db.transaction().execute(async (transaction) => {
      // In the order of the keys, so that two receivers given the same batch never wait for each other's rows.
      const keys = await bulk.keys(transaction, items.map(({ row }) => row.key).sort())
      const isFresh = new Set(keys)
      const first = items.filter(({ row }) => isFresh.has(row.key))
      if (!first.length) return keys
      await bulk.events(
        transaction,
        first.map(({ row }) => row),
      )
      await link(
        transaction,
        first.map(({ stored }) => stored),
      )
      const outgoing = first.flatMap(({ stored, row: { subject, key, received, body } }) =>
        addressees(stored.event).map((hook) => ({ subject, key, hook, due: received, attempts: 0, received, body })),
      )
      for (const values of parts(outgoing)) await transaction.insertInto('webhook_outbox').values(values).execute()
      return keys
    })
  }
}

async function link(db: Transaction<Tables>, events: readonly StoredEvent[]): Promise<void> {
  for (const values of parts(linksIn(events))) {
    const linked = await db
      .insertInto('links')
      .values(values)
      .onConflict((conflict) => conflict.column('anonymous').doNothing())
      .returning(['subject', 'anonymous'])
      .execute()
    if (linked.length) await db.insertInto('aliases').values(linked).execute()
  }
}
