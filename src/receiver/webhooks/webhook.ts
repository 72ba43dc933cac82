/** One webhook as the vendor configures it, and the check of its settings. */
import { type EventType, eventData } from '../../delivery/event'
import { nearest } from '../../playbook/nearest'
import { isLoopback } from '../origins'

export interface Webhook {
  /**
   * The URL that events are posted to: `https:`, or `http:` on this machine. It also identifies the webhook: if you change it, the
   * events that wait for the old URL are dropped after three days.
   */
  url: string
  /** Signs the requests; the recipient needs it too. `whsec_` and 24 to 64 bytes in base64: `whsec_$(openssl rand -base64 32)`.
   * During a rotation a list of the new and the old one: requests are signed with each, and the recipient may know either. */
  secret: string | readonly string[]
  /** The event types to post, such as `['gainloop.rating.given']`. @default all of them */
  types?: readonly EventType[]
}

const TYPES = Object.keys(eventData)
const EXAMPLE = '{ url: "https://crm.example.com/gainloop", secret: process.env.WEBHOOK_SECRET }'
const MAKE = 'make one with: echo "whsec_$(openssl rand -base64 32)"'

/** The first problem of the option `webhooks`, in words; undefined if there is none. */
export function webhooksProblem(webhooks: unknown): string | undefined {
  if (!Array.isArray(webhooks)) return `expected "webhooks" to be a list like [${EXAMPLE}]`
  const urls = new Set<string>()
  for (const [index, webhook] of webhooks.entries()) {
    const at = `webhooks[${index}]`
    if (typeof webhook !== 'object' || webhook === null) return `expected ${at} to be like ${EXAMPLE}`
    const { url, secret, types, ...rest } = webhook as Record<string, unknown>
    const [other] = Object.keys(rest)
    if (other !== undefined) return `${at} has no "${other}"; there is url, secret and types`
    const problem = urlProblem(url) ?? secretsProblem(secret) ?? typesProblem(types)
    if (problem) return `${at}.${problem}`
    if (urls.has(String(url))) return `${at}.url is given twice: ${String(url)}; list all its types once`
    urls.add(String(url))
  }
  return undefined
}

function urlProblem(given: unknown): string | undefined {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined
  if (!url) return `url: expected a URL like "https://crm.example.com/gainloop", got ${quoted(given)}`
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.origin))) {
    return `url: expected https:, or http: on this machine, got ${quoted(given)}; ratings are personal data`
  }
  if (url.username || url.password)
    return 'url: contains a user name or a password; leave them out, since each request is signed'
  return undefined
}

/** The most secrets of one webhook: during a rotation there are two. */
const MAX_SECRETS = 4

function secretsProblem(secrets: unknown): string | undefined {
  if (!Array.isArray(secrets)) return secretProblem(secrets)
  if (!secrets.length || secrets.length > MAX_SECRETS) return `secret: expected one, or a list of up to ${MAX_SECRETS}`
  return secrets.map(secretProblem).find((problem) => problem !== undefined)
}

/** Never quotes the secret. */
function secretProblem(secret: unknown): string | undefined {
  if (typeof secret !== 'string' || secret === '')
    return `secret: is not given; is its environment variable set? If you have none, ${MAKE}`
  const base64 = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(secret)?.[1]
  if (base64 === undefined) return `secret: expected "whsec_" and base64; ${MAKE}`
  const bytes = atob(base64).length
  return bytes < 24 || bytes > 64 ? `secret: has ${bytes} bytes, expected 24 to 64; ${MAKE}` : undefined
}

function typesProblem(types: unknown): string | undefined {
  if (types === undefined) return undefined
  if (!Array.isArray(types) || !types.length) {
    return `types: expected a list like ["gainloop.rating.given"], got ${quoted(types)}; for all events leave it out`
  }
  const type: unknown = types.find((each) => !TYPES.includes(each))
  if (type === undefined) return undefined
  const near = TYPES.find((each) => each === `gainloop.${type}`) ?? nearest(String(type), TYPES)
  return `types: there is no event type ${quoted(type)}. ${near ? `Did you mean "${near}"?` : `There is ${TYPES.join(', ')}`}`
}

const quoted = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
