/** The headers of Standard Webhooks 1.0: who made this request, when, and that it is whole. */
import type { GainloopEvent } from '../../delivery/event'

/** Of a header, without the dots that part what is signed. */
const plain = (text: string): string => encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('.', '%2E')

/** Of the event, not of the attempt: by it the other side knows what it has already. Ids are unique within their source. */
export const webhookId = ({ id, source }: Pick<GainloopEvent, 'id' | 'source'>): string =>
  `${plain(id)}@${plain(source)}`

/** @param now in ms */
export async function signatureHeaders(secret: string, id: string, now: number, body: string) {
  const timestamp = String(Math.floor(now / 1000))
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`,
  }
}
