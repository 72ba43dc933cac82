/** What `createReceiver` is called with. */
import type { TrustProxy } from './address'
import type { AskOptions } from './ask/options'
import type { Handlers } from './handlers'
import type { Limits } from './limits'
import type { Log } from './log'
import type { Origins } from './origins'
import type { Store } from './store'
import type { TokenOptions } from './verify-token'
import type { Webhook } from './webhooks/webhook'

export interface ReceiverOptions extends TokenOptions {
  /** Where events are stored: `sqliteStore(file)`, `postgresStore(url)`, or your own. Required. */
  store: Store
  /**
   * Which other origins' pages may post events and read state: exact origins such as `['https://app.example.com']`, or a
   * function that decides. Pages of the receiver's own origin always may. @default none
   */
  origins?: Origins
  /**
   * The names it may be called by, such as `['ratings.example.com']`; others are answered 403. Addresses and `localhost` are always
   * allowed. @default any name; without `secret` and `jwks`, where Node passes its connections on: the hosts of `origins`
   */
  hosts?: readonly string[]
  /**
   * Whether visitors who are not identified may post events, under ids that begin with `anon-`. They have no token, so nothing
   * proves that such events are genuine. @default true
   */
  anonymous?: boolean
  /**
   * Whose `X-Forwarded-For` says where a request comes from: the addresses or networks of your own proxies, such as
   * `['10.0.0.0/8']` or `'loopback'`, or how many of them there are between the receiver and the internet. Without it, everybody
   * behind a proxy shares one limit, that of the proxy's address. @default none
   */
  trustProxy?: TrustProxy
  /** How much one request, one user and one address may ask for. Limits that are left out keep their defaults. @default defaultLimits */
  limits?: Partial<Limits>
  /**
   * Your own code: called once for each newly stored event, after it is stored. Nothing waits for it, and an error it throws is
   * logged. One function for all events, or an object by event type. @default none
   */
  on?: Handlers
  /**
   * URLs that stored events are posted to, signed by the Standard Webhooks scheme. Each event is posted at least once, in no
   * particular order, and retried for three days. Needs a store with an `outbox`. In a serverless function that sleeps between
   * requests, retries wait until the next request wakes it. @default none
   */
  webhooks?: readonly Webhook[]
  /**
   * How many days events are kept after they were received, 1 or more. Older ones are deleted in small batches, every hour; those
   * that still waited for a webhook as well, which is logged. Needs a store with `expire`. @default for ever
   */
  retention?: number
  /**
   * Serves the pages that `askLink` leads to, for users who don't come back to your product: `ask: { playbook }`. Needs a `secret`.
   * @default no such pages
   */
  ask?: AskOptions
  /** The `fetch` that posts webhooks. @default the global `fetch` */
  fetch?: typeof globalThis.fetch
  /** Takes structured log lines, which hold no personal data. @default errors and warnings only, as JSON on stderr */
  log?: Log
  /**
   * The path it is mounted at, such as `/api/gainloop`. Then any path outside of it is answered 404.
   * @default any path: its last part decides, so `/health` and `/api/gainloop/health` are the same
   */
  basePath?: string
  /** Returns the current time in ms since 1970. @default Date.now */
  now?: () => number
}
