/** One attempt to post one event. */
import { nameOf } from '../log'
import { signatureHeaders, webhookId } from './sign'
import type { Webhook } from './webhook'

/** Milliseconds the other side has to answer. */
export const TIMEOUT = 15_000

/** Why it failed; undefined when the other side took it, which it says with any 2xx. Cut off, it may have arrived all the same. */
export async function attempt(
  { url, secret }: Webhook,
  body: string,
  { fetch, now }: { fetch: typeof globalThis.fetch; now(): number },
  cut: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Gainloop',
        ...(await signatureHeaders(secret, webhookId(JSON.parse(body)), now(), body)),
      },
      body,
      // A redirect would carry the event to where nobody meant it to go.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), cut]),
    })
    // Unread, it would keep the connection.
    await response.body?.cancel()
    return response.ok ? undefined : `status ${response.status}`
  } catch (error) {
    return nameOf(error)
  }
}
