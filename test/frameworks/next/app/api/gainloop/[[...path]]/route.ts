import { createReceiver, type Receiver } from 'gainloop/receiver'
import { sqliteStore } from 'gainloop/receiver/sqlite'

// Made at the first request: `next build` loads this file too, and has no secret.
let receiver: Receiver | undefined
const handle = (request: Request) => {
  receiver ??= createReceiver({ store: sqliteStore('gainloop.db'), secret: process.env.GAINLOOP_SECRET })
  return receiver.fetch(request)
}

export { handle as GET, handle as OPTIONS, handle as POST }
