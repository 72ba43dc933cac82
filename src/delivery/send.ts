/** One attempt to deliver a batch; judged by the answer alone, never by an error's words. */
import type { Answer, Host, Waiting } from '../host/host'
import { withTimeout } from '../host/timer'
import { mistakenFor } from './acknowledgement'
import { retryAfter } from './backoff'

/**
 * What an attempt means for its batch.
 * - `sent`: the endpoint has the events.
 * - `later`: try again after a wait.
 * - `elsewhere`: the address does not take events at present. No event is bad, and time or the vendor may mend it.
 * - `refused`: at least one event is bad.
 */
export type Fate = 'sent' | 'later' | 'elsewhere' | 'refused'

/** Bad request, too large, unprocessable: what speaks of the events and not of the endpoint. */
const REFUSED = [400, 413, 422]
/** What another attempt may mend: a new token, less haste. */
const LATER = [401, 408, 425, 429]

/** @param status the HTTP status, or 0 when there was no answer */
export function fateOf(status: number): Fate {
  if (status >= 200 && status < 300) return 'sent'
  if (REFUSED.includes(status)) return 'refused'
  return !status || status >= 500 || LATER.includes(status) ? 'later' : 'elsewhere'
}

export interface Attempt {
  /** The HTTP status, or 0 when there was no answer. */
  status: number
  fate: Fate
  /** What `Retry-After` asked for, in ms. */
  asked?: number | undefined
  /** The body. */
  text: string
  /** What the engineer is told of it. */
  said: string
}

/** How much of a body is quoted, in characters. */
const QUOTED = 500
/** No code of the endpoint's is waited for longer, in ms. The request itself has its own limit. */
const PATIENCE = 20_000

/**
 * Never rejects. Each event says when it is sent by the clock that stamped it, so that the receiver can tell how wrong that
 * clock is, and which attempt this is. Both are CloudEvents extensions, which an endpoint may ignore; a header would need
 * its CORS.
 * @param keepalive lets the request outlive the page: at most 65,536 bytes in flight in all, so only when the page is hidden
 */
export async function send(
  { requests, now, after }: Host,
  endpoint: string,
  batch: readonly Waiting[],
  token: string | undefined,
  keepalive: boolean,
): Promise<Attempt> {
  try {
    const { post } = await withTimeout(PATIENCE, requests(), after)
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
    return judged(answer, retryAfter(answer.headers, now()))
  } catch {
    return { status: 0, fate: 'later', text: '', said: 'no answer' }
  }
}

function judged(answer: Answer, asked: number | undefined): Attempt {
  const { status, text } = answer
  const fate = fateOf(status)
  const contentType = answer.headers.get('content-type') ?? ''
  const redirectedTo = answer.redirected ? answer.url : undefined
  const mistaken = fate === 'sent' ? mistakenFor({ ...answer, contentType, redirectedTo }) : undefined
  const said = [status, mistaken, text.slice(0, QUOTED)].filter(Boolean).join(' ').trim()
  return { status, fate: mistaken ? 'elsewhere' : fate, asked, text, said }
}
