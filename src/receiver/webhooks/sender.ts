/** Posts the events that wait in the outbox for one webhook. Each webhook has its own sender, so that a slow one delays no other. */
import type { Log } from '../log'
import type { Delivery, WebhookOutbox } from '../store'
import { storeFailure } from '../store-failure'
import { attempt, TIMEOUT } from './attempt'
import type { Webhook } from './webhook'

const SECOND = 1000
const HOUR = 3_600 * SECOND

/** How many requests one receiver sends to one webhook at once. */
const CONCURRENCY = 10
/** How long a claimed delivery belongs to one receiver, in ms. If that receiver crashes, another takes it over afterwards. */
export const LEASE = 4 * TIMEOUT
/** How long after it was received an event is retried, in ms. Three days survive a weekend. */
export const GIVE_UP_AFTER = 72 * HOUR

/** How long to wait after so many failed attempts, in ms: 5 s, then twice as long each time, up to 4 hours. */
const retryDelay = (attempts: number): number => Math.min(5 * SECOND * 2 ** (attempts - 1), 4 * HOUR)

export interface SenderWorld {
  outbox: WebhookOutbox
  log: Log
  fetch: typeof globalThis.fetch
  now(): number
}

export interface Sender {
  /** Posts whatever is due. */
  check(): void
  /** Starts nothing new and aborts the requests in progress, which are due again at once; resolves when the outbox knows. */
  stop(): Promise<void>
}

export function createSender(webhook: Webhook, world: SenderWorld): Sender {
  const { outbox, log, now } = world
  const hook = new URL(webhook.url).host
  const inProgress = new Map<Promise<void>, AbortController>()
  let stopped = false
  let failing = false
  let checking: Promise<void> | undefined
  let checkAgain = false

  async function deliver(delivery: Delivery, signal: AbortSignal): Promise<void> {
    const error = await attempt(webhook, delivery.body, world, signal)
    // Aborted by `stop`: the next receiver need not wait for the lease to end.
    if (error !== undefined && signal.aborted) return outbox.retry(delivery, now())
    if (error !== undefined && !failing) log({ level: 'warn', event: 'webhook-failing', hook, error })
    if (error === undefined && failing) log({ level: 'info', event: 'webhook-works', hook })
    failing = error !== undefined
    if (error === undefined) return outbox.remove(delivery)
    const next = now() + retryDelay(delivery.attempts + 1)
    if (next - delivery.received < GIVE_UP_AFTER) return outbox.retry(delivery, next)
    await outbox.remove(delivery)
    log({ level: 'error', event: 'webhook-given-up', hook, attempts: delivery.attempts + 1, error })
  }

  function begin(delivery: Delivery): void {
    const controller = new AbortController()
    // `stop` may have been called while the delivery was being claimed.
    if (stopped) controller.abort()
    // If the database does not take the result now, the delivery is due again when its lease ends.
    const delivered = deliver(delivery, controller.signal)
      .catch(storeFailed)
      .finally(() => {
        inProgress.delete(delivered)
        check()
      })
    inProgress.set(delivered, controller)
  }

  async function takeDue(): Promise<void> {
    do {
      checkAgain = false
      const due = await outbox.due(webhook.url, now(), CONCURRENCY - inProgress.size)
      for (const delivery of due) {
        if (stopped) return
        if (await outbox.claim(delivery, now() + LEASE)) begin(delivery)
        // Another receiver claimed it first; there may be more deliveries after it.
        else checkAgain = true
      }
    } while (checkAgain && !stopped && inProgress.size < CONCURRENCY)
  }

  const storeFailed = (error: unknown) => log(storeFailure(error))

  function check(): void {
    checkAgain = true
    if (stopped || checking || inProgress.size >= CONCURRENCY) return
    checking = takeDue()
      .catch((error) => {
        storeFailed(error)
        // Not again at once: a database that is down stays down for a while. The next regular check tries again.
        checkAgain = false
      })
      .finally(() => {
        checking = undefined
        if (checkAgain) check()
      })
  }

  return {
    check,
    async stop() {
      stopped = true
      for (const controller of inProgress.values()) controller.abort()
      await checking
      await Promise.all(inProgress.keys())
    },
  }
}
