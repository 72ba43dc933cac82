/** One attempt to deliver a batch; judged by the answer alone, never by an error's words. */
import type { Host, Waiting } from '../host/host'
import { retryAfter } from './backoff'

/** A request without an answer is given up after this, in ms. */
const TIMEOUT = 20_000

/**
 * `sent`: the endpoint has them. `later`: to be tried again after a wait. `elsewhere`: something is wrong with the
 * endpoint, no use in looking for a bad event, and it may be mended. `refused`: at least one event is bad.
 */
export type Fate = 'sent' | 'later' | 'elsewhere' | 'refused'

/** @param status 200 for every acknowledgement, 0 when there was no answer */
export const fateOf = (status: number): Fate =>
  status === 200
    ? 'sent'
    : !/^4(?!01|08|29)/.test(`${status}`)
      ? 'later'
      : /^4(0[45]|1[05])/.test(`${status}`)
        ? 'elsewhere'
        : 'refused'

export interface Answer {
  /** The HTTP status; 200 for every acknowledgement, 0 when there was no answer. */
  status: number
  /** What `Retry-After` asked for, in ms. */
  asked?: number | undefined
  /** The body, or its beginning. */
  text?: string
}

/**
 * Never rejects. Each event says when it is sent by the clock that stamped it, so that the receiver can tell how wrong that
 * is, and which attempt this is: CloudEvents extensions, which an endpoint may ignore, where a header would need its CORS.
 * @param keepalive lets the request outlive the page: at most 65,536 bytes in flight in all, so only when the page is hidden
 */
export async function send(
  { fetch, now }: Host,
  endpoint: string,
  batch: readonly Waiting[],
  token: string | undefined,
  keepalive: boolean,
): Promise<Answer> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify(
        batch.map(({ event, tries = 0 }) => ({
          ...event,
          sentat: new Date(now()).toISOString(),
          attempt: tries + 1,
        })),
      ),
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      keepalive,
      signal: AbortSignal.timeout(TIMEOUT),
    })
    const { ok, status, headers, redirected } = response
    // A redirect to a login page answers 200 as well, and has swallowed the body.
    const swallowed = redirected && /html/.test(headers.get('content-type') ?? '')
    return {
      status: ok ? (swallowed ? 302 : 200) : status,
      asked: retryAfter(headers, now()),
      text: await response.text().catch(() => ''),
    }
  } catch {
    return { status: 0 }
  }
}
