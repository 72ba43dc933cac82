import type { EventFilter, Store, StoredEvent } from '../../receiver/store'
import { bandOf } from '../band'
import type { Command } from '../command'
import { eventType } from '../event-types'
import { openStore } from '../open-store'
import { scope, scopeOptions } from '../scope'

export const command: Command = {
  help: `gainloop events [options]

Prints the stored events, one JSON object a line, oldest first; how many there are goes to stderr.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --type <type>       only these, like rating.given; repeatable
  --action <name>     only those about this action
  --band <band>       only those with this result: missed, partly or reached
  --from <time>       only those of then or later: 2025-03-01 (UTC), or 2025-03-01T09:00:00+01:00
  --to <time>         only those before this

"gainloop ratings" joins what belongs to a rating into one row.`,
  options: {
    db: { type: 'string' },
    type: { type: 'string', multiple: true },
    band: { type: 'string' },
    ...scopeOptions,
  },
  arguments: 0,
  async run(values, _, io) {
    const types = Array.isArray(values.type) ? values.type.map((name) => eventType(String(name))) : undefined
    const band = bandOf(values.band)
    const filter: EventFilter = { ...scope('events', values), ...(types && { types }) }
    const store = await openStore(String(values.db ?? (io.env.GAINLOOP_DB || 'gainloop.db')), 'events')
    try {
      let found = 0
      for await (const stored of store.events(filter)) {
        if (band && !hasBand(stored, band)) continue
        found++
        io.out(JSON.stringify(stored.event))
      }
      // Nothing stored and nothing found are two things.
      io.err(found ? counted(found) : `0 of ${counted(await count(store))}`)
      return 0
    } finally {
      await store.close()
    }
  },
}

const hasBand = ({ event: { data } }: StoredEvent, band: string): boolean => 'band' in data && data.band === band

const counted = (n: number): string => `${n} event${n === 1 ? '' : 's'}`

async function count(store: Store): Promise<number> {
  let all = 0
  for await (const _ of store.events()) all++
  return all
}
