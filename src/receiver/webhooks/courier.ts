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
  /** Begins nothing more and cuts off what it has begun, to be due at once; resolves when that is in the outbox. */
  stop(): Promise<void>
}

export function courier(webhook: Webhook, world: World): Courier {
  const { outbox, log, now } = world
  const hook = new URL(webhook.url).host
  /** Each with what cuts it off. */
  const underway = new Map<Promise<void>, AbortController>()
  let stopped = false
  let failing = false
  let looking: Promise<void> | undefined
  let again = false

  async function deliver(delivery: Delivery, cut: AbortSignal): Promise<void> {
    const error = await attempt(webhook, delivery.body, world, cut)
    // Nobody's failure: whoever starts next need not wait for the lease to end.
    if (error !== undefined && cut.aborted) return outbox.retry(delivery, now())
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
    const cut = new AbortController()
    // Asked to stop while it was being claimed.
    if (stopped) cut.abort()
    // What the database does not take now is tried again when the lease ends.
    const delivered = deliver(delivery, cut.signal)
      .catch(failed)
      .finally(() => {
        underway.delete(delivered)
        look()
      })
    underway.set(delivered, cut)
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
      for (const cut of underway.values()) cut.abort()
      await looking
      await Promise.all(underway.keys())
    },
  }
}
