/** What `serve` runs with: options first, then the environment, then defaults for trying it out. */
import { isLoopback, originTest } from '../receiver/origins'
import { shortSecretProblem } from '../receiver/secret'
import { type Webhook, webhooksProblem } from '../receiver/webhooks/webhook'
import type { Values } from './command'
import { eventType } from './event-types'
import { messages, wrongUsage } from './messages'

export interface ServeSettings {
  db: string
  port: number
  host: string
  secret?: string
  jwks?: string
  /** Undefined: pages on this machine only. */
  origins?: string[]
  /** Whether visitors who are not identified may post. */
  anonymous: boolean
  /** Days events are kept; undefined: for ever. */
  retention?: number
  webhooks?: Webhook[]
}

/** @throws Told on a value that can't be meant. */
export function serveSettings(values: Values, env: Record<string, string | undefined>): ServeSettings {
  const given = (name: string): string | undefined => {
    const option = values[name]
    return typeof option === 'string' ? option : env[`GAINLOOP_${name.toUpperCase()}`]
  }
  const secret = given('secret')
  // An empty one is a secret somebody meant to set: a container's missing variable must not open the door.
  if (secret?.trim() === '') throw wrongUsage(messages.emptySecret())
  const tooShort = secret && shortSecretProblem(secret)
  if (tooShort) throw wrongUsage(messages.shortSecret(tooShort))
  const jwks = given('jwks')
  if (jwks !== undefined && !/^https?:/.test(URL.canParse(jwks) ? new URL(jwks).protocol : '')) {
    throw wrongUsage(messages.badJwks(jwks))
  }
  const port = given('port') || '8787'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw wrongUsage(messages.badPort(port))
  const origins = Array.isArray(values.origin)
    ? values.origin.map(String)
    : (env.GAINLOOP_ORIGIN ?? '').split(/[\s,]+/).filter(Boolean)
  for (const origin of origins) {
    try {
      originTest([origin])
    } catch {
      throw wrongUsage(messages.badOrigin(origin))
    }
  }
  const days = given('retention') || undefined
  if (days !== undefined && !(Number(days) >= 1)) throw wrongUsage(messages.badRetention(days))
  const webhooks = webhooksOf(values, env)
  return {
    db: given('db') || 'gainloop.db',
    port: Number(port),
    host: given('host') || '127.0.0.1',
    ...(secret && { secret }),
    ...(jwks && { jwks }),
    ...(origins.length && { origins }),
    ...(days && { retention: Number(days) }),
    ...(webhooks.length && { webhooks }),
    anonymous: !values['no-anonymous'] && truth('GAINLOOP_ANONYMOUS', env.GAINLOOP_ANONYMOUS || 'true'),
  }
}

/** One secret and one list of types for all of them; whoever needs more writes a server of ten lines. */
function webhooksOf(values: Values, env: Record<string, string | undefined>): Webhook[] {
  const listed = (name: string, variable: string): string[] => {
    const option = values[name]
    return Array.isArray(option) ? option.map(String) : (env[variable] ?? '').split(/[\s,]+/).filter(Boolean)
  }
  const types = listed('webhook-type', 'GAINLOOP_WEBHOOK_TYPE').map(eventType)
  const secret = String(values['webhook-secret'] ?? env.GAINLOOP_WEBHOOK_SECRET ?? '')
  const webhooks = listed('webhook', 'GAINLOOP_WEBHOOK').map((url) => ({ url, secret, ...(types.length && { types }) }))
  const problem = webhooksProblem(webhooks)
  if (problem) throw wrongUsage(messages.badWebhook(problem))
  return webhooks
}

function truth(name: string, value: string): boolean {
  if (/^(true|1|yes|on)$/i.test(value)) return true
  if (/^(false|0|no|off)$/i.test(value)) return false
  throw wrongUsage(messages.badSwitch(name, value))
}

/** What the person who started it should know, beside the URL. */
export function serveNotes({ origins, secret, jwks, host, anonymous }: ServeSettings): string[] {
  const notes: string[] = []
  if (!origins) {
    notes.push('Pages on localhost may post; for your own site add: --origin https://app.example.com')
  }
  if (!secret && !jwks) {
    notes.push(
      isLoopback(`http://${host.includes(':') ? `[${host}]` : host}`)
        ? 'No --secret: whoever reaches this address may post for any user. Fine on your own machine.'
        : 'Warning: no --secret, so whoever reaches this address may post for any user, and read their state and the report. Add: --secret "$(openssl rand -base64 32)"',
    )
  }
  if (anonymous && (secret || jwks)) {
    notes.push(
      'Visitors who are not signed in may post, as anon-… and without a token; to refuse them add: --no-anonymous',
    )
  }
  return notes
}
