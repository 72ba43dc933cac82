import type { Command } from '../command'
import { messages, wrongUsage } from '../messages'
import { openStore } from '../open-store'

export const command: Command = {
  help: `gainloop erase <user> [options]

Deletes everything of one user: their events, those from before they were identified, and what waits for webhooks. Asks
nothing, and can't be undone. Prints how many events that were.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)

The same events, should a browser post them once more, are not stored again; new ones are. "gainloop export" prints first
what would be deleted.`,
  options: { db: { type: 'string' } },
  arguments: 1,
  async run(values, [user], io) {
    if (!user) throw wrongUsage(messages.whichUser('erase'))
    const store = await openStore(String(values.db ?? (io.env.GAINLOOP_DB || 'gainloop.db')), 'erase')
    try {
      const erased = await store.erase(user)
      io.out(`${erased} event${erased === 1 ? '' : 's'} of ${user} erased`)
      return 0
    } finally {
      await store.close()
    }
  },
}
