/** One attempt to deliver a batch; judged by the answer alone, never by an error's words. */
import { retryAfter } from './backoff'
import type { GainloopEvent } from './event'

/** A request without an answer is given up after this, in ms. */
const TIMEOUT = 20_000

export interface Attempt {
  fetch(url: string, init: RequestInit): Promise<Response>
  endpoint: string
  events: GainloopEvent[]
  token: string | undefined
  /** Let the request outlive the page: at most 65,536 bytes in flight in all, so only when the page is hidden. */
  keepalive?: boolean
  /** For a `Retry-After` date. */
  now: number
}

export type Outcome =
  /** The endpoint has the batch; what it won't keep it names. */
  | { type: 'acknowledged'; rejected: unknown[] }
  /** No answer (`network`), or one that asks for another try, after `asked` ms if it says so. */
  | { type: 'retry'; network?: true; asked?: number | undefined; cause?: unknown }
  | { type: 'unauthorized' }
  | { type: 'refused'; status: number; detail: string }

/** Never rejects. */
export async function send({ fetch, endpoint, events, token, keepalive = false, now }: Attempt): Promise<Outcome> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify(events),
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      keepalive,
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const { ok, status, headers } = response
    // A redirect to a login page answers 200 as well, and has swallowed the body.
    if (ok && !(response.redirected && /html/.test(headers.get('content-type') ?? '')))
      return { type: 'acknowledged', rejected: await rejectedIn(response) }
    if (status === 401) return { type: 'unauthorized' }
    if (status === 408 || status === 429 || status >= 500 || status < 400)
      return { type: 'retry', asked: retryAfter(headers, now), cause: status }
    return { type: 'refused', status, detail: (await response.text().catch(() => '')).slice(0, 500) }
  } catch (cause) {
    return { type: 'retry', network: true, cause }
  }
}

/** The answer's body is optional, and may be anything. */
async function rejectedIn(response: Response): Promise<unknown[]> {
  try {
    const { rejected } = await response.json()
    return Array.isArray(rejected) ? rejected : []
  } catch {
    return []
  }
}
