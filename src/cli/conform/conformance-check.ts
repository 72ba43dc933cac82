/** What a conformance check is, and its possible results. */
import { mistakenFor } from '../../delivery/acknowledgement'
import type { Probe } from './probe'
import type { EndpointResponse } from './request'

export interface CheckResult {
  outcome: 'ok' | 'failed' | 'skipped'
  /** A status, what was expected and what was received, or why the check was skipped. */
  found: string
  /** How to fix the endpoint, if it is not the check's usual fix. */
  fix?: string
}

export interface ConformanceCheck {
  /** For programs; never changes. */
  code: string
  /** A sentence that is true for an endpoint that conforms. */
  says: string
  /** How to fix an endpoint for which it is not true. */
  fix: string
  /** Starts before the other checks, because it waits long. */
  slow?: true
  /** If that check fails, this one would fail for the same reason, so it is skipped. */
  after?: ConformanceCheck
  run(probe: Probe): Promise<CheckResult>
}

export const ok = (found: string): CheckResult => ({ outcome: 'ok', found })
export const skipped = (why: string): CheckResult => ({ outcome: 'skipped', found: why })
export const failed = (expected: string, got: string, fix?: string): CheckResult => ({
  outcome: 'failed',
  found: `expected ${expected}, got ${got}`,
  ...(fix && { fix }),
})

const isSuccess = ({ status }: EndpointResponse): boolean => status >= 200 && status < 300

/** A page of HTML, as an app answers for every address, does not acknowledge a batch. Undefined: it is none. */
const pageIn = ({ status, headers, text }: EndpointResponse): string | undefined =>
  mistakenFor({ status, text, contentType: headers['content-type'] ?? '', complete: true })

/** Any other 2xx status acknowledges the whole batch. */
export const acknowledged = (response: EndpointResponse): boolean => isSuccess(response) && !pageIn(response)

/** A refusal that browsers do not retry. They retry 401 with a new token, and 408 and 429 later. */
const refusedForGood = ({ status }: EndpointResponse): boolean =>
  status >= 400 && status < 500 && ![401, 408, 429].includes(status)

export function expectAcknowledged(response: EndpointResponse): CheckResult {
  if (acknowledged(response)) return ok(response.found)
  if (!isSuccess(response)) return failed('2xx', response.found)
  return failed(
    '2xx without a page',
    `${response.found} with HTML`,
    'let this address reach your endpoint: something before it answers with a page, such as single-page hosting or a login',
  )
}

export const expectRefused = (response: EndpointResponse): CheckResult =>
  refusedForGood(response) ? ok(response.found) : failed('a 4xx that is not 401, 408 or 429', response.found)
