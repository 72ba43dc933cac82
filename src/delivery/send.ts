/** One attempt to deliver a batch; judged by the answer alone, never by an error's words. */
import type { Answer, Host, Waiting } from '../host/host'
import { withTimeout } from '../host/timer'
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
  const client = await withTimeout(PATIENCE, requests(), after).catch((cause: unknown) => cause as Error)
  if (client instanceof Error) return noAnswer(client.message)
  try {
    const answer = await client.post(endpoint, {
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
    return noAnswer('no answer')
  }
}

const noAnswer = (said: string): Attempt => ({ status: 0, fate: 'later', text: '', said })

function judged(answer: Answer, asked: number | undefined): Attempt {
  const { status, text } = answer
  const fate = fateOf(status)
  const mistaken = fate === 'sent' ? mistakenFor(answer) : undefined
  const said = [status, mistaken, text.slice(0, QUOTED)].filter(Boolean).join(' ').trim()
  return { status, fate: mistaken ? 'elsewhere' : fate, asked, text, said }
}

/**
 * Why a 2xx is no acknowledgement: it is a page, such as a login, the app's own page for every address, or the offline page
 * of a service worker; or it came by a redirect that may have turned the POST into a GET without a body.
 */
function mistakenFor({ status, headers, redirected, url, text, complete }: Answer): string | undefined {
  const json = jsonOf(text)
  const labelled = /\bx?html\b/i.test(headers.get('content-type') ?? '')
  // PHP labels every answer as HTML, an empty one and JSON too.
  const empty = complete && text.trim() === ''
  if (json === undefined && !empty && (labelled || /^\s*<(!doctype\s+html|html|head|body)\b/i.test(text)))
    return 'with a page (HTML), which is no acknowledgement:'
  if (!redirected || status === 202 || (json !== null && typeof json === 'object' && 'accepted' in json))
    return undefined
  return `after a redirect${url && ` to ${url}`}, which may have dropped what was posted:`
}

/** Undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
