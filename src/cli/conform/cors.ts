/** Whether pages of another origin may post and read responses, as their browser decides it. */
import { acknowledged, type ConformanceCheck, type CheckResult, failed, ok, skipped } from './conformance-check'
import type { Probe } from './probe'
import type { EndpointResponse } from './request'

const NO_ORIGIN = skipped(
  'if your pages have another origin than the endpoint, pass it: --origin https://app.example.com',
)

const lists = (header: string | undefined, name: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim().toLowerCase() === name)

/** The failure if a page of that origin may not read this response; undefined if it may. */
function expectReadable({ origin }: Probe, { headers }: EndpointResponse): CheckResult | undefined {
  const allowed = headers['access-control-allow-origin']
  return allowed === '*' || allowed === origin
    ? undefined
    : failed(`access-control-allow-origin: ${origin}`, allowed ?? 'no such header')
}

export const preflight: ConformanceCheck = {
  code: 'preflight',
  says: 'The browser may ask whether a page of that origin may post',
  fix: 'answer OPTIONS with 204, access-control-allow-origin with that origin, access-control-allow-headers: authorization, content-type',
  async run(probe) {
    if (!probe.origin) return NO_ORIGIN
    const answer = await probe.send({
      method: 'OPTIONS',
      headers: {
        origin: probe.origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    if (!acknowledged(answer)) return failed('2xx', answer.found)
    const refused = expectReadable(probe, answer)
    if (refused) return refused
    const named = answer.headers['access-control-allow-headers']
    for (const name of ['authorization', 'content-type']) {
      // The wildcard does not cover `authorization`: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
      const covered = lists(named, name) || (name !== 'authorization' && lists(named, '*'))
      if (!covered) return failed(`access-control-allow-headers with ${name}`, named ?? 'no such header')
    }
    return ok(answer.found)
  },
}

export const readable: ConformanceCheck = {
  code: 'cors',
  says: 'A page of that origin may read the response to its batch',
  fix: 'send access-control-allow-origin with that origin in every response, not only to OPTIONS',
  async run(probe) {
    if (!probe.origin) return NO_ORIGIN
    const answer = await probe.post([probe.event()])
    return expectReadable(probe, answer) ?? ok(answer.found)
  },
}

export const readableRefusal: ConformanceCheck = {
  code: 'cors-refusals',
  says: 'A page of that origin may also read an error response',
  fix: 'send access-control-allow-origin with 4xx and 5xx as well: a response that can’t be read looks like being offline, so the batch is sent again for ever',
  async run(probe) {
    if (!probe.origin) return NO_ORIGIN
    const answer = await probe.post('[')
    return expectReadable(probe, answer) ?? ok(answer.found)
  },
}
