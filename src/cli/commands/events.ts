import type { Command } from '../command'
import { openStore } from '../open-store'

export const command: Command = {
  help: `gainloop events [options]

Prints the stored events, one JSON object a line, oldest first.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)
  --type <type>       only these, like gainloop.rating.given; repeatable`,
  options: { db: { type: 'string' }, type: { type: 'string', multiple: true } },
  arguments: 0,
  async run(values, _, io) {
    const store = await openStore(String(values.db ?? io.env.GAINLOOP_DB ?? 'gainloop.db'))
    try {
      for await (const { event } of store.events(values.type ? { types: values.type as never } : {}))
        io.out(JSON.stringify(event))
      return 0
    } finally {
      await store.close()
    }
  },
}
