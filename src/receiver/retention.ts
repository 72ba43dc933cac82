/** Deletes events that are older than the vendor keeps them. */
import type { Log } from './log'
import type { Store, WebhookOutbox } from './store'
import { storeFailure } from './store-failure'
import type { Every } from './timer'

const DAY = 86_400_000
const HOUR = 3_600_000
/** How many events one transaction deletes: few enough that nobody who posts events has to wait long for it. */
export const BATCH_SIZE = 500

export interface RetentionWorld {
  expire: NonNullable<Store['expire']>
  outbox?: WebhookOutbox | undefined
  log: Log
  now(): number
  every: Every
}

/** Runs at once, then every hour. Returns a function that stops it and resolves once the current transaction is done. */
export function startRetention(days: number, { expire, outbox, log, now, every }: RetentionWorld): () => Promise<void> {
  let stopped = false
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    let count = 0
    try {
      // Events that still wait for a webhook are deleted as well; that is worth a line in the log.
      const waiting = outbox && (await outbox.abandon([], now() - days * DAY))
      if (waiting) log({ level: 'error', event: 'webhook-expired', count: waiting })
      for (let deleted = BATCH_SIZE; deleted === BATCH_SIZE && !stopped; count += deleted) {
        deleted = await expire(now() - days * DAY, BATCH_SIZE)
      }
      if (count) log({ level: 'info', event: 'expired', count })
    } catch (error) {
      log(storeFailure(error))
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
