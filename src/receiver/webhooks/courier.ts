/** Takes one webhook's events out of the outbox and posts them. A slow webhook holds up no other: each has a courier of its own. */
import { type Log, nameOf } from '../log'
import type { Delivery, WebhookOutbox } from '../store'
import { attempt, TIMEOUT } from './attempt'
import { GIVE_UP, waitAfter } from './patience'
import type { Webhook } from './webhook'

/** Requests to one webhook at once, from one receiver. */
const AT_ONCE = 10
/** Milliseconds a delivery is one receiver's alone: should that one die, another takes it up after that. */
export const LEASE = 4 * TIMEOUT

export interface World {
  outbox: WebhookOutbox
  log: Log
  fetch: typeof globalThis.fetch
  now(): number
}

export interface Courier {
  /** Posts what is due. */
  look(): void
  /** Begins nothing more; resolves when what it has begun has an answer. */
  stop(): Promise<void>
}

export function courier(webhook: Webhook, world: World): Courier {
  const { outbox, log, now } = world
  const hook = new URL(webhook.url).host
  const underway = new Set<Promise<void>>()
  let stopped = false
  let failing = false
  let looking: Promise<void> | undefined
  let again = false

  async function deliver(delivery: Delivery): Promise<void> {
    const error = await attempt(webhook, delivery.body, world)
    if (error !== undefined && !failing) log({ level: 'warn', event: 'webhook-failing', hook, error })
    if (error === undefined && failing) log({ level: 'info', event: 'webhook-works', hook })
    failing = error !== undefined
    if (error === undefined) return outbox.remove(delivery)
    const next = now() + waitAfter(delivery.attempts + 1)
    if (next - delivery.received < GIVE_UP) return outbox.retry(delivery, next)
    await outbox.remove(delivery)
    log({ level: 'error', event: 'webhook-given-up', hook, attempts: delivery.attempts + 1, error })
  }

  function begin(delivery: Delivery): void {
    // What the database does not take now is tried again when the lease ends.
    const delivered = deliver(delivery)
      .catch(failed)
      .finally(() => {
        underway.delete(delivered)
        look()
      })
    underway.add(delivered)
  }

  async function take(): Promise<void> {
    do {
      again = false
      const due = await outbox.due(webhook.url, now(), AT_ONCE - underway.size)
      for (const delivery of due) {
        if (stopped) return
        if (await outbox.claim(delivery, now() + LEASE)) begin(delivery)
        // Another receiver was faster: there may be more behind it.
        else again = true
      }
    } while (again && !stopped && underway.size < AT_ONCE)
  }

  const failed = (error: unknown) => log({ level: 'error', event: 'store-failed', error: nameOf(error) })

  function look(): void {
    again = true
    if (stopped || looking || underway.size >= AT_ONCE) return
    looking = take()
      .catch((error) => {
        failed(error)
        // With the next look, not at once: a database that is down stays so for a while.
        again = false
      })
      .finally(() => {
        looking = undefined
        if (again) look()
      })
  }

  return {
    look,
    async stop() {
      stopped = true
      await looking
      await Promise.all(underway)
    },
  }
}
