import type { EventFilter, Store, StoredEvent } from '../../receiver/store'
import type { Command } from '../command'
import { withStore } from '../open-store'
import { bandOption, eventTypeOption, filterOptions, readFilterOptions } from '../option-values'

export const command: Command = {
  help: `gainloop events [options]

Prints the stored events, one JSON object a line, oldest first. Prints their number to stderr.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --type <type>       only events of this type, like rating.given; repeatable
  --action <name>     only events about this action
  --band <band>       only events with this result: missed, partly or reached
  --from <time>       only events of this time or later: 2025-03-01 (UTC), or 2025-03-01T09:00:00+01:00
  --to <time>         only events before this time

"gainloop ratings" joins everything that belongs to a rating into one row.`,
  options: {
    db: { type: 'string' },
    type: { type: 'string', multiple: true },
    band: { type: 'string' },
    ...filterOptions,
  },
  arguments: 0,
  async run(values, _, io) {
    const types = Array.isArray(values.type) ? values.type.map((name) => eventTypeOption(String(name))) : undefined
    const band = bandOption(values.band)
    const filter: EventFilter = { ...readFilterOptions('events', values), ...(types && { types }) }
    return withStore('events', values, io, async (store) => {
      let found = 0
      for await (const stored of store.events(filter)) {
        if (band && !hasBand(stored, band)) continue
        found++
        io.out(JSON.stringify(stored.event))
      }
      // Tells an empty database from a filter that matches nothing.
      io.err(found ? countText(found) : `0 of ${countText(await count(store))}`)
      return 0
    })
  },
}

const hasBand = ({ event: { data } }: StoredEvent, band: string): boolean => 'band' in data && data.band === band

const countText = (n: number): string => `${n} event${n === 1 ? '' : 's'}`

async function count(store: Store): Promise<number> {
  let all = 0
  for await (const _ of store.events()) all++
  return all
}
