/** The headers of Standard Webhooks 1.0, which prove who sent a request, when, and that it is unchanged. */
import type { GainloopEvent } from '../../delivery/event'

/** Fit for a header, and without dots, which separate the parts of what is signed. */
const headerText = (text: string): string => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('.', '%2E')

/** Identifies the event, not the attempt, so that the recipient recognizes repeats. Event ids are unique within their source only. */
export const webhookId = ({ id, source }: Pick<GainloopEvent, 'id' | 'source'>): string =>
  `${headerText(id)}@${headerText(source)}`

async function signature(secret: string, signed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const bytesOfSignature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signed))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(bytesOfSignature)))}`
}

/**
 * @param secrets several during a rotation: the recipient accepts a request if one of its signatures is right
 * @param now in ms since 1970
 */
export async function signatureHeaders(secrets: string | readonly string[], id: string, now: number, body: string) {
  const timestamp = String(Math.floor(now / 1000))
  const each = typeof secrets === 'string' ? [secrets] : secrets
  const signatures = await Promise.all(each.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
