/** Storing events, each once. */
import type { Kysely, Transaction } from 'kysely'
import type { Addressees, StoredEvent } from '../store'
import type { Bulk } from './bulk'
import { chunks, linksIn, rowOf } from './rows'
import type { Tables } from './tables'
import { dropRepeated, findTaken } from './taken-ids'

type EventInsert = ReturnType<typeof rowOf>

/** Stores events, the links between subjects, and deliveries to webhooks in one transaction. Resolves to whether each event was new. */
export async function append(
  db: Kysely<Tables>,
  bulk: Bulk,
  given: readonly StoredEvent[],
  addressees: Addressees = () => [],
): Promise<boolean[]> {
  const rows = given.map(rowOf)
  const { others, taken } = await findTaken(db, bulk, given)
  const isTaken = (key: string, place: number) => [key, ...(others[place] ?? [])].some((each) => taken.has(each))
  const fresh = await store(rows.filter(({ key }, place) => !isTaken(key, place) && taken.add(key)))
  const left = new Set(fresh)
  return rows.map(({ key }) => left.delete(key))

  /** Stores rows with distinct keys; resolves to the keys that are new. */
  async function store(distinct: readonly EventInsert[]): Promise<string[]> {
    if (!distinct.length) return []
    const eventsOnly = !given.some(({ event }) => addressees(event).length) && !linksIn(given).length
    if (bulk.keysAndEvents && eventsOnly) {
      const known = new Set(await bulk.keysAndEvents(db, distinct))
      return distinct.flatMap(({ key }) => (known.has(key) ? [] : key))
    }
    return db.transaction().execute(async (transaction) => {
      // Sorted, so that two receivers that store the same batch lock rows in the same order and can't deadlock.
      const keys = await bulk.keys(transaction, distinct.map(({ key }) => key).sort())
      const isFresh = new Set(keys)
      const first = distinct.filter(({ key }) => isFresh.has(key))
      if (!first.length) return keys
      await bulk.events(transaction, first)
      const events = first.map(({ place }) => given[place] as StoredEvent)
      await link(transaction, bulk, events)
      const outgoing = first.flatMap(({ subject, key, received, body }, n) =>
        addressees((events[n] as StoredEvent).event).map((hook) => ({
          subject,
          key,
          hook,
          due: received,
          attempts: 0,
          received,
          body,
        })),
      )
      for (const values of chunks(outgoing)) await transaction.insertInto('webhook_outbox').values(values).execute()
      return keys
    })
  }
}

async function link(db: Transaction<Tables>, bulk: Bulk, events: readonly StoredEvent[]): Promise<void> {
  for (const values of chunks(linksIn(events))) {
    const linked = await db
      .insertInto('links')
      .values(values)
      .onConflict((conflict) => conflict.column('anonymous').doNothing())
      .returning(['subject', 'anonymous'])
      .execute()
    if (linked.length) await db.insertInto('aliases').values(linked).execute()
    for (const each of linked) await dropRepeated(db, bulk, each)
  }
}
