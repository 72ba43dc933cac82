/** One attempt to deliver a batch; judged by the answer alone, never by an error's words. */
import type { Host, Waiting } from '../host/host'
import { retryAfter } from './backoff'

/**
 * What an attempt means for its batch.
 * - `sent`: the endpoint has the events.
 * - `later`: try again after a wait.
 * - `elsewhere`: the endpoint does not take this kind of request. No event is bad, and the vendor may mend it.
 * - `refused`: at least one event is bad.
 */
export type Fate = 'sent' | 'later' | 'elsewhere' | 'refused'

const FATES: Record<number, Fate> = {
  401: 'later',
  404: 'elsewhere',
  405: 'elsewhere',
  408: 'later',
  410: 'elsewhere',
  415: 'elsewhere',
  429: 'later',
}

/** @param status the HTTP status, or 0 when there was no answer */
export function fateOf(status: number): Fate {
  const known = FATES[status]
  if (known) return known
  if (status >= 200 && status < 300) return 'sent'
  return status >= 400 && status < 500 ? 'refused' : 'later'
}

export interface Attempt {
  /** The HTTP status, or 0 when there was no answer. */
  status: number
  /** What `Retry-After` asked for, in ms. */
  asked?: number | undefined
  /** The body. */
  text: string
}

/**
 * Never rejects. Each event says when it is sent by the clock that stamped it, so that the receiver can tell how wrong that
 * clock is, and which attempt this is. Both are CloudEvents extensions, which an endpoint may ignore; a header would need
 * its CORS.
 * @param keepalive lets the request outlive the page: at most 65,536 bytes in flight in all, so only when the page is hidden
 */
export async function send(
  { requests, now }: Host,
  endpoint: string,
  batch: readonly Waiting[],
  token: string | undefined,
  keepalive: boolean,
): Promise<Attempt> {
  try {
    const { post } = await requests()
    const answer = await post(endpoint, {
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
    })
    const { headers, redirected, text } = answer
    // A redirect to a login page answers 200 as well, and has swallowed the body.
    const swallowed = answer.ok && redirected && headers.get('content-type')?.includes('html')
    return { status: swallowed ? 302 : answer.status, asked: retryAfter(headers, now()), text }
  } catch {
    return { status: 0, text: '' }
  }
}
