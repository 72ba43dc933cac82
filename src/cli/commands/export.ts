import type { Command } from '../command'
import { messages, wrongUsage } from '../messages'
import { withStore } from '../open-store'

export const command: Command = {
  help: `gainloop export <user> [options]

Prints everything that is stored about one user, including what they did before they were identified: one JSON object a
line, in the order it happened. Prints the number of events to stderr.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)`,
  options: { db: { type: 'string' } },
  arguments: 1,
  async run(values, [user], io) {
    if (!user) throw wrongUsage(messages.whichUser('export'))
    return withStore('export', values, io, async (store) => {
      const events = await store.eventsOf(user)
      for (const { event } of events) io.out(JSON.stringify(event))
      io.err(`${events.length} event${events.length === 1 ? '' : 's'} of ${user}`)
      return 0
    })
  },
}
