/** What `createReceiver` was called with, looked at once: a door left open by a slip of the pen is told of before anybody comes in. */
import { eventData } from '../delivery/event'
import { nearest } from '../playbook/nearest'
import { defaultLimits } from './limits'
import type { ReceiverOptions } from './receiver'
import { HOW_TO_MAKE_A_SECRET, shortSecretProblem } from './secret'
import type { Store } from './store'
import { webhooksProblem } from './webhooks/webhook'

/** Every option; the compiler says when one is missing here. */
const OPTIONS: Record<keyof ReceiverOptions, true> = {
  store: true,
  secret: true,
  jwks: true,
  origins: true,
  anonymous: true,
  limits: true,
  on: true,
  webhooks: true,
  retention: true,
  fetch: true,
  log: true,
  basePath: true,
  now: true,
}
const METHODS = ['ready', 'append', 'eventsOf', 'events', 'erase'] as const satisfies (keyof Store)[]
const EXAMPLE = "createReceiver({ store: sqliteStore('gainloop.db'), secret: process.env.GAINLOOP_SECRET })"

const fail = (problem: string): never => {
  throw new TypeError(`createReceiver: ${problem}`)
}

/** @throws TypeError with what is wrong, where, and how to mend it. */
export function checkOptions(options: unknown): asserts options is ReceiverOptions {
  if (!isRecord(options)) return fail(`expected options, got ${kindOf(options)}; try ${EXAMPLE}`)
  known('option', options, Object.keys(OPTIONS))
  const { store, origins, anonymous, limits, on } = options
  if (!isRecord(store) || METHODS.some((method) => typeof store[method] !== 'function')) {
    fail(`expected "store" to be a store, got ${kindOf(store)}; try ${EXAMPLE}`)
  }
  for (const name of ['secret', 'jwks'] as const) if (name in options) checkKey(name, options[name])
  if (origins !== undefined && !Array.isArray(origins) && typeof origins !== 'function') {
    fail(`expected "origins" to be a list like ["https://app.example.com"], or a function, got ${kindOf(origins)}`)
  }
  // "false" from an environment would be true.
  if (anonymous !== undefined && typeof anonymous !== 'boolean') {
    fail(`expected "anonymous" to be true or false, got ${kindOf(anonymous)}`)
  }
  if (isRecord(limits)) known('limit', limits, Object.keys(defaultLimits))
  if (isRecord(on)) known('event', on, [...Object.keys(eventData), '*'])
  checkWebhooks(options.webhooks, store)
  checkRetention(options.retention, store)
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
    fail(
      `expected "retention" to be a number of days, 1 or more, got ${typeof days === 'number' ? days : kindOf(days)}; to keep all leave it out`,
    )
  }
  if (!isRecord(store) || typeof store.expire !== 'function') {
    fail('"retention" needs a store that can "expire" events, like sqliteStore and postgresStore')
  }
}

/** A key that somebody meant to give: a variable that is missing must not open the door. */
function checkKey(name: 'secret' | 'jwks', value: unknown): void {
  const variable = `process.env.GAINLOOP_${name.toUpperCase()}`
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    const found = typeof value === 'string' ? 'empty' : String(value)
    fail(
      `"${name}" is given, but ${found}: is ${variable} set? For an endpoint that is open to everybody leave "${name}" out`,
    )
  }
  if (name === 'jwks') return
  if (typeof value !== 'string') return fail(`expected "secret" to be text, got ${kindOf(value)}`)
  const problem = shortSecretProblem(value)
  if (problem) fail(`"secret" ${problem}; ${HOW_TO_MAKE_A_SECRET}`)
}

function known(what: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    const near = nearest(name, names) ?? names.find((each) => each === `gainloop.${name}`)
    fail(`there is no ${what} "${name}". ${near ? `Did you mean "${near}"?` : `There is ${names.join(', ')}`}`)
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const kindOf = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object'
    ? 'an object'
    : typeof value === 'string'
      ? JSON.stringify(value)
      : `a ${typeof value}`
}
