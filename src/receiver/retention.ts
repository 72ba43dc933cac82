/** Deletes what is older than the vendor keeps. */
import { type Log, nameOf } from './log'
import type { Store, WebhookOutbox } from './store'
import type { Every } from './timer'

const DAY = 86_400_000
const HOUR = 3_600_000
/** Events of a step: a transaction that nobody who posts waits for long. */
export const STEP = 500

export interface RetentionWorld {
  expire: NonNullable<Store['expire']>
  outbox?: WebhookOutbox | undefined
  log: Log
  now(): number
  every: Every
}

/** At once, then every hour. Returns what ends it, resolving when the step under way is done. */
export function startRetention(days: number, { expire, outbox, log, now, every }: RetentionWorld): () => Promise<void> {
  let stopped = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    let count = 0
    try {
      // What a webhook did not take in time goes as well, but not without a word.
      const waiting = outbox && (await outbox.abandon([], now() - days * DAY))
      if (waiting) log({ level: 'error', event: 'webhook-expired', count: waiting })
      for (let deleted = STEP; deleted === STEP && !stopped; count += deleted) {
        deleted = await expire(now() - days * DAY, STEP)
      }
      if (count) log({ level: 'info', event: 'expired', count })
    } catch (error) {
      log({ level: 'error', event: 'store-failed', error: nameOf(error) })
    }
  }

  const start = () => {
    running ??= run().finally(() => {
      running = undefined
    })
  }
  const stop = every(HOUR, start)
  start()
  return async () => {
    stopped = true
    stop()
    await running
  }
}
