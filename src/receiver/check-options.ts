/** Checks the options of `createReceiver` at once: a slip of the pen must not leave the endpoint open. */
import { eventData } from '../delivery/event'
import { nearest } from '../playbook/nearest'
import { proxyTest, type TrustProxy } from './address'
import { defaultLimits } from './limits'
import type { AskOptions } from './ask/options'
import type { ReceiverOptions } from './options'
import { HOW_TO_MAKE_A_SECRET, shortSecretProblem } from './secret'
import type { Store } from './store'
import { webhooksProblem } from './webhooks/webhook'

/** Every option. The compiler reports one that is missing here. */
const OPTIONS: Record<keyof ReceiverOptions, true> = {
  store: true,
  secret: true,
  jwks: true,
  audience: true,
  issuer: true,
  origins: true,
  hosts: true,
  anonymous: true,
  trustProxy: true,
  limits: true,
  on: true,
  webhooks: true,
  retention: true,
  ask: true,
  fetch: true,
  log: true,
  basePath: true,
  now: true,
}
/** Every option of `ask`, likewise. */
const ASK_OPTIONS: Record<keyof AskOptions, true> = {
  playbook: true,
  url: true,
  theme: true,
  secret: true,
  files: true,
}
const REQUIRED_METHODS = ['ready', 'append', 'eventsOf', 'events', 'erase'] as const satisfies (keyof Store)[]
const EXAMPLE = "createReceiver({ store: sqliteStore('gainloop.db'), secret: process.env.GAINLOOP_SECRET })"

const CLAIM_EXAMPLES = { audience: 'gainloop', issuer: 'https://login.example.com/' }

const fail = (problem: string): never => {
  throw new TypeError(`createReceiver: ${problem}`)
}

/** @throws TypeError that says what is wrong, where, and what to write instead. */
export function checkOptions(options: unknown): asserts options is ReceiverOptions {
  if (!isRecord(options)) return fail(`expected options, got ${describe(options)}; try ${EXAMPLE}`)
  checkNames('option', options, Object.keys(OPTIONS))
  const { store, origins, anonymous, limits, on } = options
  if (!isRecord(store) || REQUIRED_METHODS.some((method) => typeof store[method] !== 'function')) {
    fail(`expected "store" to be a store, got ${describe(store)}; try ${EXAMPLE}`)
  }
  for (const name of ['secret', 'jwks'] as const) if (name in options) checkKey(name, options[name])
  for (const name of ['audience', 'issuer'] as const) if (name in options) checkClaim(name, options)
  if (origins !== undefined && !Array.isArray(origins) && typeof origins !== 'function') {
    fail(`expected "origins" to be a list like ["https://app.example.com"], or a function, got ${describe(origins)}`)
  }
  if (
    options.hosts !== undefined &&
    (!Array.isArray(options.hosts) || options.hosts.some((host) => typeof host !== 'string'))
  ) {
    fail(`expected "hosts" to be a list like ["ratings.example.com"], got ${describe(options.hosts)}`)
  }
  // The text "false" from an environment variable is truthy.
  if (anonymous !== undefined && typeof anonymous !== 'boolean') {
    fail(`expected "anonymous" to be true or false, got ${describe(anonymous)}`)
  }
  if (isRecord(limits)) checkNames('limit', limits, Object.keys(defaultLimits))
  if (isRecord(on)) checkNames('event', on, [...Object.keys(eventData), '*'])
  checkProxies(options.trustProxy)
  checkWebhooks(options.webhooks, store)
  checkRetention(options.retention, store)
  if (options.ask !== undefined) {
    if (!isRecord(options.ask)) return fail(`expected "ask" to be { playbook }, got ${describe(options.ask)}`)
    checkNames('option of "ask"', options.ask, Object.keys(ASK_OPTIONS))
  }
}

function checkProxies(trust: unknown): void {
  if (!['undefined', 'boolean', 'number', 'string'].includes(typeof trust) && !Array.isArray(trust)) {
    fail(`expected "trustProxy" to be a list like ["10.0.0.0/8"], or a number of proxies, got ${describe(trust)}`)
  }
  try {
    proxyTest(trust as TrustProxy | undefined)
  } catch (error) {
    fail(`"trustProxy": ${(error as Error).message}`)
  }
}

function checkWebhooks(webhooks: unknown, store: unknown): void {
  if (webhooks === undefined) return
  const problem = webhooksProblem(webhooks)
  if (problem) fail(problem)
  if (!isRecord(store) || !isRecord(store.outbox)) {
    fail('"webhooks" need a store with an "outbox", like sqliteStore and postgresStore')
  }
}

function checkRetention(days: unknown, store: unknown): void {
  if (days === undefined) return
  if (typeof days !== 'number' || !(days >= 1)) {
    const got = typeof days === 'number' ? days : describe(days)
    fail(`expected "retention" to be a number of days, 1 or more, got ${got}; to keep everything leave it out`)
  }
  if (!isRecord(store) || typeof store.expire !== 'function') {
    fail('"retention" needs a store that can "expire" events, like sqliteStore and postgresStore')
  }
}

/** A key that was given but is empty: most likely an environment variable is not set. That must not open the endpoint. */
function checkKey(name: 'secret' | 'jwks', value: unknown): void {
  const variable = `process.env.GAINLOOP_${name.toUpperCase()}`
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    const found = typeof value === 'string' ? 'empty' : String(value)
    fail(
      `"${name}" is given, but ${found}: is ${variable} set? For an endpoint that is open to everybody leave "${name}" out`,
    )
  }
  if (name === 'jwks') return
  if (typeof value !== 'string') return fail(`expected "secret" to be text, got ${describe(value)}`)
  const problem = shortSecretProblem(value)
  if (problem) fail(`"secret" ${problem}; ${HOW_TO_MAKE_A_SECRET}`)
}

/** Like a key: a claim that was given but is empty would open the endpoint to the tokens of every application. */
function checkClaim(name: 'audience' | 'issuer', options: Record<string, unknown>): void {
  const value = options[name]
  const texts = name === 'audience' && Array.isArray(value) && value.length ? value : [value]
  if (texts.some((text) => typeof text !== 'string' || text.trim() === '')) {
    fail(
      `"${name}" is given, but ${describe(value)}: expected text like "${CLAIM_EXAMPLES[name]}"; to check none leave "${name}" out`,
    )
  }
  if (options.secret === undefined && options.jwks === undefined) {
    fail(`"${name}" is given, but neither "secret" nor "jwks", so no token is checked at all`)
  }
}

function checkNames(what: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const near = nearest(name, known) ?? known.find((each) => each === `gainloop.${name}`)
    fail(`there is no ${what} "${name}". ${near ? `Did you mean "${near}"?` : `There is ${known.join(', ')}`}`)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? JSON.stringify(value) : `a ${typeof value}`
}
