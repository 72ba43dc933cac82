/** The settings of `serve`: from options, then from the environment, then defaults for trying it out. */
import { proxyTest, type TrustProxy } from '../receiver/address'
import { isLoopback, originTest } from '../receiver/origins'
import { shortSecretProblem } from '../receiver/secret'
import { type Webhook, webhooksProblem } from '../receiver/webhooks/webhook'
import type { Values } from './command'
import { messages, wrongUsage } from './messages'
import { eventTypeOption } from './option-values'

export interface ServeSettings {
  db: string
  port: number
  host: string
  secret?: string
  jwks?: string
  audience?: string
  issuer?: string
  /** Whose `X-Forwarded-For` counts. Undefined: nobody's. */
  trustProxy?: TrustProxy
  /** Undefined: pages on localhost only. */
  origins?: string[]
  /** The names it may be called by. */
  hosts?: string[]
  /** Whether visitors who are not identified may post events. */
  anonymous: boolean
  /** Files of the playbooks whose asks are shown as pages. */
  playbooks?: string[]
  /** How many days events are kept. Undefined: for ever. */
  retention?: number
  webhooks?: Webhook[]
}

/** @throws CliError for a malformed value */
export function serveSettings(values: Values, env: Record<string, string | undefined>): ServeSettings {
  const given = (name: string): string | undefined => {
    const option = values[name]
    return typeof option === 'string' ? option : env[`GAINLOOP_${name.toUpperCase()}`]
  }
  const secret = given('secret')
  // An empty secret is most likely a variable that is missing in a container. That must not open the endpoint.
  if (secret?.trim() === '') throw wrongUsage(messages.emptySecret())
  const tooShort = secret && shortSecretProblem(secret)
  if (tooShort) throw wrongUsage(messages.shortSecret(tooShort))
  const jwks = given('jwks')
  if (jwks !== undefined && !isHttpUrl(jwks)) {
    throw wrongUsage(messages.badJwks(jwks))
  }
  const [audience, issuer] = [given('audience') || undefined, given('issuer') || undefined]
  if ((audience || issuer) && !secret && !jwks)
    throw wrongUsage(messages.claimWithoutKey(audience ? 'audience' : 'issuer'))
  const trustProxy = trustProxyOf(values['trust-proxy'] ?? env.GAINLOOP_TRUST_PROXY)
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
  const hosts = Array.isArray(values['allow-host'])
    ? values['allow-host'].map(String)
    : (env.GAINLOOP_ALLOW_HOST ?? '').split(/[\s,]+/).filter(Boolean)
  const playbooks = Array.isArray(values.playbook)
    ? values.playbook.map(String)
    : (env.GAINLOOP_PLAYBOOK ?? '').split(',').filter((file) => file.trim())
  if (playbooks.length && !secret) throw wrongUsage(messages.playbookWithoutSecret())
  const days = given('retention') || undefined
  if (days !== undefined && !(Number(days) >= 1)) throw wrongUsage(messages.badRetention(days))
  const webhooks = webhooksOf(values, env)
  return {
    db: given('db') || 'gainloop.db',
    port: Number(port),
    host: given('host') || '127.0.0.1',
    ...(playbooks.length && { playbooks }),
    ...(secret && { secret }),
    ...(jwks && { jwks }),
    ...(audience && { audience }),
    ...(issuer && { issuer }),
    ...(trustProxy !== undefined && { trustProxy }),
    ...(origins.length && { origins }),
    ...(hosts.length && { hosts }),
    ...(days && { retention: Number(days) }),
    ...(webhooks.length && { webhooks }),
    anonymous: !values['no-anonymous'] && switchValue('GAINLOOP_ANONYMOUS', env.GAINLOOP_ANONYMOUS || 'true'),
  }
}

/** Addresses and networks, or a number of proxies. */
function trustProxyOf(given: Values[string] | undefined): TrustProxy | undefined {
  const listed = (Array.isArray(given) ? given : [given ?? ''])
    .join(',')
    .split(/[\s,]+/)
    .filter(Boolean)
  if (!listed.length) return undefined
  const trust = listed.length === 1 && /^\d+$/.test(listed[0] ?? '') ? Number(listed[0]) : listed
  try {
    proxyTest(trust)
  } catch (error) {
    throw wrongUsage(messages.badTrustProxy((error as Error).message))
  }
  return trust
}

/** All webhooks share one secret and one list of types. Whoever needs more can write a server in ten lines. */
function webhooksOf(values: Values, env: Record<string, string | undefined>): Webhook[] {
  const listed = (name: string, variable: string): string[] => {
    const option = values[name]
    return Array.isArray(option) ? option.map(String) : (env[variable] ?? '').split(/[\s,]+/).filter(Boolean)
  }
  const types = listed('webhook-type', 'GAINLOOP_WEBHOOK_TYPE').map(eventTypeOption)
  const secrets = String(values['webhook-secret'] ?? env.GAINLOOP_WEBHOOK_SECRET ?? '').split(/[\s,]+/)
  const secret = secrets.length > 1 ? secrets.filter(Boolean) : (secrets[0] ?? '')
  const webhooks = listed('webhook', 'GAINLOOP_WEBHOOK').map((url) => ({ url, secret, ...(types.length && { types }) }))
  const problem = webhooksProblem(webhooks)
  if (problem) throw wrongUsage(messages.badWebhook(problem))
  return webhooks
}

const isHttpUrl = (text: string): boolean => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)

function switchValue(name: string, value: string): boolean {
  if (['true', '1', 'yes', 'on'].includes(value.toLowerCase())) return true
  if (['false', '0', 'no', 'off'].includes(value.toLowerCase())) return false
  throw wrongUsage(messages.badSwitch(name, value))
}

/** What `serve` prints after its URL. */
export function serveNotes({ origins, secret, jwks, audience, issuer, host, anonymous }: ServeSettings): string[] {
  const notes: string[] = []
  if (!origins) {
    notes.push('Pages on localhost may post events. For your own site add: --origin https://app.example.com')
  }
  if (!secret && !jwks) {
    notes.push(
      isLoopback(`http://${host.includes(':') ? `[${host}]` : host}`)
        ? 'No --secret: anyone who reaches this address may post for any user. That is fine on your own machine.'
        : 'Warning: no --secret, so anyone who reaches this address may post for any user, and read their state and the report. Add: --secret "$(openssl rand -base64 32)"',
    )
  }
  if (jwks && !(audience && issuer)) {
    notes.push(
      'Tokens that your identity provider made for other applications are accepted too. To refuse them add: --audience <aud> --issuer <iss>',
    )
  }
  if (anonymous && (secret || jwks)) {
    notes.push(
      'Visitors who are not signed in may post, as anon-… and without a token. To refuse them add: --no-anonymous',
    )
  }
  return notes
}
