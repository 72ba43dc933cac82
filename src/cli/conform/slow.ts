/** Bad lines, and whoever plays one. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Check, failed, isAcknowledged, ok } from './check'

const PIECES = 5
/** Milliseconds between two. */
const GAP = 150

export const slowBody: Check = {
  code: 'slow-body',
  says: `A body that comes in ${PIECES} pieces within a second is acknowledged`,
  fix: 'read the body to its end before you look at it: one chunk of it is not all',
  look: async (probe) =>
    isAcknowledged(
      await probe.post(async (request) => {
        const body = JSON.stringify([probe.event(), probe.event()])
        const size = Math.ceil(body.length / PIECES)
        for (let at = 0; at < body.length; at += size) {
          request.write(body.slice(at, at + size))
          await wait(GAP)
        }
        request.end()
      }),
    ),
}

export const stalledBody: Check = {
  code: 'stalled-body',
  says: 'A body that stops in the middle is answered or hung up on, not waited for',
  fix: 'give bodies a time limit, such as 30 s: server.requestTimeout = 30_000 of node:http, client_body_timeout of nginx',
  slow: true,
  async look(probe) {
    const body = JSON.stringify([probe.event()])
    const headers = { ...probe.headers, 'content-length': String(body.length) }
    const half = async (request: { write(text: string): unknown }) => void request.write(body.slice(0, body.length / 2))
    const { status, found } = await probe.ask({ method: 'POST', headers, body: half }, probe.patience)
    if (status >= 200 && status < 300) return failed('408, or a closed connection', `${found} for half a batch`)
    return status || found === 'a closed connection' ? ok(found) : failed('408, or a closed connection', found)
  },
}
