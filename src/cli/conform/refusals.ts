/** What can't be read is refused, so that nobody takes it for stored, nor sends it for ever. */
import { pipeline } from 'node:stream/promises'
import { acknowledged, type Check, failed, isRefused, ok } from './check'

const LARGEST = 8 * 1024 * 1024
const PIECE = 65_536

export const notJson: Check = {
  code: 'not-json',
  says: 'A body that broke off in the middle is refused for good',
  fix: 'answer 400 when the body is not JSON: 2xx would say it is stored, 5xx would have it sent again for ever',
  look: async (probe) => isRefused(await probe.post(JSON.stringify([probe.event()]).slice(0, -20))),
}

export const notABatch: Check = {
  code: 'not-a-batch',
  says: 'JSON that is no batch is refused for good',
  fix: 'answer 400 when the JSON is not an array',
  look: async (probe) => isRefused(await probe.post('"batch"')),
}

export const contentType: Check = {
  code: 'content-type',
  says: 'A batch that calls itself text/plain is refused for good',
  fix: 'answer 415 unless the content type is application/cloudevents-batch+json: any page may post text/plain to you, without asking',
  look: async (probe) => isRefused(await probe.post([probe.event()], { 'content-type': 'text/plain' })),
}

/** A batch that would be taken, were it not for 8 MiB of spaces. */
function* eightMebibytes(event: object) {
  yield '['
  for (let sent = 0; sent < LARGEST; sent += PIECE) yield ' '.repeat(PIECE)
  yield `${JSON.stringify(event)}]`
}

export const oversize: Check = {
  code: 'oversize',
  says: 'A body of 8 MiB that does not say how long it is is refused',
  fix: 'count the bytes while they come in, and answer 413 past a limit, such as 256 KiB: else anybody can fill the memory',
  async look(probe) {
    const answer = await probe.post((request) => pipeline(eightMebibytes(probe.event()), request))
    if (acknowledged(answer)) return failed('413', answer.found)
    // Many servers hang up on whoever goes on sending; that is a refusal, too.
    return answer.found === 'a closed connection' ? ok(answer.found) : isRefused(answer)
  },
}
