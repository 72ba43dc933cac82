/** What a conformance check is, and its possible results. */
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

export const acknowledged = ({ status }: EndpointResponse): boolean => status >= 200 && status < 300

/** Bad request, too large, wrong type, unprocessable: what says that the body is bad. After 415 browsers keep their own batches. */
const REFUSALS = [400, 413, 415, 422]

/** After 401 browsers ask for a new token. */
const RETRIED = [401, 408, 429]

const isPage = ({ headers, text }: EndpointResponse): boolean =>
  text.trim() !== '' && !isJson(text) && /html/i.test(headers['content-type'] ?? '')

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Any 2xx status acknowledges the whole batch, unless it comes with a page: browsers take that for a wrong address. */
export function expectAcknowledged(response: EndpointResponse): CheckResult {
  if (!acknowledged(response)) return failed('2xx', response.found)
  if (!isPage(response)) return ok(response.found)
  return failed(
    '2xx without HTML',
    `${response.found} with text/html`,
    'answer with an empty body or JSON: browsers take a page for a login or a wrong address, and keep the batch',
  )
}

export function expectRefused({ status, found }: EndpointResponse): CheckResult {
  if (status < 400 || status >= 500 || RETRIED.includes(status))
    return failed('a 4xx that is not 401, 408 or 429', found)
  // Any other status speaks of the endpoint, so that browsers keep what they have and try again.
  return REFUSALS.includes(status) ? ok(found) : failed(`one of ${REFUSALS.join(', ')}`, found)
}
