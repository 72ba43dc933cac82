/** What the endpoint can't read is refused, so that browsers neither take it for stored nor send it for ever. */
import { pipeline } from 'node:stream/promises'
import { acknowledged, type ConformanceCheck, failed, expectRefused, ok } from './conformance-check'

const OVERSIZE = 8 * 1024 * 1024
const PIECE = 65_536

export const notJson: ConformanceCheck = {
  code: 'not-json',
  says: 'A body that is cut off in the middle is refused for good',
  fix: 'answer 400 when the body is not JSON: 2xx would mean that it is stored, and after 5xx it would be sent again for ever',
  run: async (probe) => expectRefused(await probe.post(JSON.stringify([probe.event()]).slice(0, -20))),
}

export const notABatch: ConformanceCheck = {
  code: 'not-a-batch',
  says: 'JSON that is not a batch is refused for good',
  fix: 'answer 400 when the JSON is not an array',
  run: async (probe) => expectRefused(await probe.post('"batch"')),
}

export const contentType: ConformanceCheck = {
  code: 'content-type',
  says: 'A batch sent as text/plain is refused for good',
  fix: 'answer 415 unless the content type is application/cloudevents-batch+json: any page may post text/plain to you without a preflight',
  run: async (probe) => expectRefused(await probe.post([probe.event()], { 'content-type': 'text/plain' })),
}

/** A valid batch, but for the 8 MiB of spaces in it. */
function* eightMebibytes(event: object) {
  yield '['
  for (let sent = 0; sent < OVERSIZE; sent += PIECE) yield ' '.repeat(PIECE)
  yield `${JSON.stringify(event)}]`
}

export const oversize: ConformanceCheck = {
  code: 'oversize',
  says: 'A body of 8 MiB without a content-length is refused',
  fix: 'count the bytes while they arrive, and answer 413 beyond a limit such as 256 KiB: otherwise anyone can fill the memory',
  async run(probe) {
    const answer = await probe.post((request) => pipeline(eightMebibytes(probe.event()), request))
    if (acknowledged(answer)) return failed('413', answer.found)
    // Many servers close the connection of a client that goes on sending. That is a refusal too.
    return answer.found === 'a closed connection' ? ok(answer.found) : expectRefused(answer)
  },
}
