/**
 * Whose ids an event may not take. An id is unique for ever, but an event from a browser takes it for its own subject only, so that
 * nobody keeps out another user's event, or one of the vendor's server, by posting its id first. Events that were stored for one
 * subject and come again under another, because the user was identified meanwhile, are still counted once.
 */
import type { Kysely, Transaction } from 'kysely'
import type { StoredEvent } from '../store'
import { isAnonymous } from '../store'
import type { Bulk } from './bulk'
import { chunks, EVENT_COLUMNS, eventKey, eventOf, keyUnder, linksIn, ROWS_PER_STATEMENT } from './rows'
import type { Tables } from './tables'

/** Under how many earlier subjects of a user an event is looked for. A browser has one; a user may have several browsers. */
const MAX_ALIASES = 5

/** The anonymous subjects of each user. */
type Aliases = ReadonlyMap<string, string[]>

async function aliasesOf(db: Kysely<Tables>, given: readonly StoredEvent[]): Promise<Aliases> {
  const named = given.filter(({ from, event }) => from === 'browser' && !isAnonymous(event.subject))
  const aliases = new Map<string, string[]>()
  const add = ({ subject, anonymous }: { subject: string; anonymous: string }) => {
    const found = aliases.get(subject) ?? []
    if (found.length < MAX_ALIASES && !found.includes(anonymous)) aliases.set(subject, [...found, anonymous])
  }
  for (const each of linksIn(named)) add(each)
  for (const subjects of chunks([...new Set(named.map(({ event }) => event.subject))])) {
    const rows = await db
      .selectFrom('aliases')
      .selectAll()
      .where('subject', 'in', subjects)
      .limit(ROWS_PER_STATEMENT)
      .execute()
    for (const row of rows) add(row)
  }
  return aliases
}

/** The keys other than its own under which an event may have been stored before. */
function otherKeysOf({ from, event }: StoredEvent, aliases: Aliases): string[] {
  if (from === undefined) return []
  if (from === 'server') return [keyUnder(event.subject, event)]
  return [eventKey(event), ...(aliases.get(event.subject) ?? []).map((anonymous) => keyUnder(anonymous, event))]
}

/** For each event the other keys under which it may have been stored before, and those of them that were. */
export async function findTaken(
  db: Kysely<Tables>,
  bulk: Bulk,
  given: readonly StoredEvent[],
): Promise<{ others: string[][]; taken: Set<string> }> {
  if (given.every(({ from }) => from === undefined)) return { others: [], taken: new Set() }
  const aliases = await aliasesOf(db, given)
  const others = given.map((each) => otherKeysOf(each, aliases))
  return { others, taken: new Set(await bulk.known(db, others.flat())) }
}

/**
 * Deletes events of an anonymous subject that were stored again under the user they turned out to be, before the receiver knew that.
 * Only the newest are looked at: a browser repeats what it sent last.
 */
export async function dropRepeated(
  db: Transaction<Tables>,
  bulk: Bulk,
  { subject, anonymous }: { subject: string; anonymous: string },
): Promise<void> {
  const rows = await db
    .selectFrom('events')
    .select(['key', ...EVENT_COLUMNS])
    .where('subject', '=', anonymous)
    .orderBy('time', 'desc')
    .limit(ROWS_PER_STATEMENT)
    .execute()
  const keys = new Map(rows.map((row) => [keyUnder(subject, eventOf(row).event), row.key]))
  const repeated = (await bulk.known(db, [...keys.keys()])).map((key) => keys.get(key) as string)
  if (!repeated.length) return
  for (const table of ['events', 'webhook_outbox'] as const) {
    await db.deleteFrom(table).where('subject', '=', anonymous).where('key', 'in', repeated).execute()
  }
}
