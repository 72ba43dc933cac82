/** Pages of another origin, as their browser judges the answers. */
import type { Answer } from './ask'
import { acknowledged, type Check, type Finding, failed, ok, skipped } from './check'
import type { Probe } from './probe'

const NO_ORIGIN = skipped(
  'give the origin of your pages with --origin https://app.example.com, if it is another than the endpoint’s',
)

const lists = (header: string | undefined, name: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim().toLowerCase() === name)

/** Whether a page of that origin may read this answer. Undefined when it may. */
function unreadable({ origin }: Probe, { headers }: Answer): Finding | undefined {
  const allowed = headers['access-control-allow-origin']
  return allowed === '*' || allowed === origin
    ? undefined
    : failed(`access-control-allow-origin: ${origin}`, allowed ?? 'no such header')
}

export const preflight: Check = {
  code: 'preflight',
  says: 'The browser may ask whether a page of that origin may post',
  fix: 'answer OPTIONS with 204, access-control-allow-origin with that origin, access-control-allow-headers: authorization, content-type',
  async look(probe) {
    if (!probe.origin) return NO_ORIGIN
    const answer = await probe.ask({
      method: 'OPTIONS',
      headers: {
        origin: probe.origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    if (!acknowledged(answer)) return failed('2xx', answer.found)
    const refused = unreadable(probe, answer)
    if (refused) return refused
    const named = answer.headers['access-control-allow-headers']
    for (const name of ['authorization', 'content-type']) {
      // "*" is every header but this one.
      const covered = lists(named, name) || (name !== 'authorization' && lists(named, '*'))
      if (!covered) return failed(`access-control-allow-headers with ${name}`, named ?? 'no such header')
    }
    return ok(answer.found)
  },
}

export const readable: Check = {
  code: 'cors',
  says: 'A page of that origin may read what its batch was answered',
  fix: 'send access-control-allow-origin with that origin with every answer, not to OPTIONS only',
  async look(probe) {
    if (!probe.origin) return NO_ORIGIN
    const answer = await probe.post([probe.event()])
    return unreadable(probe, answer) ?? ok(answer.found)
  },
}

export const readableRefusal: Check = {
  code: 'cors-refusals',
  says: 'A page of that origin may read a refusal, too',
  fix: 'send access-control-allow-origin with 4xx and 5xx as well: a refusal that can’t be read looks like being offline, and is tried again for ever',
  async look(probe) {
    if (!probe.origin) return NO_ORIGIN
    const answer = await probe.post('[')
    return unreadable(probe, answer) ?? ok(answer.found)
  },
}
