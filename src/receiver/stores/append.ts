/** Storing events, each once. */
import type { Kysely, Transaction } from 'kysely'
import type { Addressees, StoredEvent } from '../store'
import { linksIn, parts, rowOf } from './rows'
import type { Tables } from './tables'

/** Everything in one transaction: what is told to be stored is stored whole, with what is to be posted because of it. */
export async function append(db: Kysely<Tables>, given: readonly StoredEvent[], addressees: Addressees = () => []) {
  const all = given.map((stored, place) => ({ stored, row: rowOf(stored, place) }))
  // The first of several of one key; in the order of the keys, so that two receivers given the same batch never wait for each other's rows.
  const byKey = new Map([...all].reverse().map((each) => [each.row.key, each]))
  const keys = [...byKey.keys()].sort()
  const fresh = new Set<string>()
  if (keys.length) {
    await db.transaction().execute(async (transaction) => {
      for (const values of parts(keys.map((key) => ({ key })))) {
        const inserted = await transaction
          .insertInto('event_ids')
          .values(values)
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('key')
          .execute()
        for (const { key } of inserted) fresh.add(key)
      }
      const first = all.filter((each) => fresh.has(each.row.key) && byKey.get(each.row.key) === each)
      for (const values of parts(first.map(({ row }) => row))) {
        await transaction.insertInto('events').values(values).execute()
      }
      await link(
        transaction,
        first.map(({ stored }) => stored),
      )
      const outgoing = first.flatMap(({ stored, row: { subject, key, received, body } }) =>
        addressees(stored.event).map((hook) => ({ subject, key, hook, due: received, attempts: 0, received, body })),
      )
      for (const values of parts(outgoing)) await transaction.insertInto('webhook_outbox').values(values).execute()
    })
  }
  const accepted: StoredEvent[] = []
  const duplicates: StoredEvent[] = []
  for (const { stored, row } of all) (fresh.delete(row.key) ? accepted : duplicates).push(stored)
  return { accepted, duplicates }
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
