/** One attempt to post one event. */
import { errorName } from '../log'
import { signatureHeaders, webhookId } from './sign'
import type { Webhook } from './webhook'

/** How long a webhook has to answer, in ms. */
export const TIMEOUT = 15_000

/**
 * Why the attempt failed; undefined if the webhook answered with a 2xx status. An attempt that was aborted or timed out may have
 * arrived nevertheless.
 */
export async function attempt(
  { url, secret }: Webhook,
  body: string,
  { fetch, now }: { fetch: typeof globalThis.fetch; now(): number },
  abort: AbortSignal,
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
      // Following a redirect would send personal data to a URL that nobody configured.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), abort]),
    })
    // An unread body would keep the connection occupied.
    await response.body?.cancel()
    return response.ok ? undefined : `status ${response.status}`
  } catch (error) {
    return errorName(error)
  }
}
