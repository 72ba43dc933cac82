import type { Command } from '../command'
import { messages, wrongUsage } from '../messages'
import { withStore } from '../open-store'

export const command: Command = {
  help: `gainloop erase <user> [options]

Deletes everything about one user: their events, those from before they were identified, and what waits for webhooks. It
does not ask for confirmation and can't be undone. Prints how many events were deleted.

  --db <file or URL>  a SQLite file, or postgres://…          (GAINLOOP_DB, gainloop.db)

If a browser posts the same events again, they are not stored again; new ones are. "gainloop export" prints what would be
deleted.`,
  options: { db: { type: 'string' } },
  arguments: 1,
  async run(values, [user], io) {
    if (!user) throw wrongUsage(messages.whichUser('erase'))
    return withStore('erase', values, io, async (store) => {
      const erased = await store.erase(user)
      io.out(`${erased} event${erased === 1 ? '' : 's'} of ${user} erased`)
      return 0
    })
  },
}
