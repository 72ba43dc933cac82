/** Bodies that arrive slowly, or stop in the middle. */
import { setTimeout as wait } from 'node:timers/promises'
import { type ConformanceCheck, failed, expectAcknowledged, ok } from './conformance-check'

const PIECES = 5
/** The time between two pieces, in ms. */
const GAP = 150

export const slowBody: ConformanceCheck = {
  code: 'slow-body',
  says: `A body that arrives in ${PIECES} pieces within a second (Transfer-Encoding: chunked) is acknowledged`,
  fix: 'read the body to its end before you parse it: it may arrive in several chunks, without a content-length (Transfer-Encoding: chunked)',
  run: async (probe) =>
    expectAcknowledged(
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

export const stalledBody: ConformanceCheck = {
  code: 'stalled-body',
  says: 'A body that stops in the middle is answered, or its connection closed, rather than waited for',
  fix: 'give bodies a time limit, such as 30 s: server.requestTimeout = 30_000 of node:http, client_body_timeout of nginx',
  slow: true,
  async run(probe) {
    const body = JSON.stringify([probe.event()])
    const headers = { ...probe.headers, 'content-length': String(body.length) }
    const half = async (request: { write(text: string): unknown }) => {
      request.write(body.slice(0, body.length / 2))
    }
    const { status, found } = await probe.send({ method: 'POST', headers, body: half }, probe.patience)
    if (status >= 200 && status < 300) return failed('408, or a closed connection', `${found} for half a batch`)
    return status || found === 'a closed connection' ? ok(found) : failed('408, or a closed connection', found)
  },
}
