/** Whether something can be stored now. */
import type { Log } from './log'
import type { Store } from './store'
import { isOfDisk, storeFailure } from './store-failure'

/** How long the database has to answer, in ms. What asks about health rarely waits longer than five seconds. */
const TIMEOUT = 3_000

class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/** How long an append that the disk refused counts, in ms. There may still be room for a few bytes, but not for events. */
const DISK_FAILURE_COUNTS = 10_000

export interface Health {
  /** Resolves to whether something can be stored now. */
  check(): Promise<boolean>
  /** To be told that events were stored, or with which error they were not. */
  heard(error?: unknown): void
}

/**
 * It writes to the database: one that is full, read-only or locked can still be read. Whoever asks meanwhile gets the same answer,
 * so that many questions cost one write.
 */
export function healthOf(store: Pick<Store, 'ready' | 'writable'>, log: Log, now: () => number): Health {
  let checking: Promise<boolean> | undefined
  let diskFailed = -Infinity

  async function check(): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TimeoutError()), TIMEOUT)
    })
    const write = async () => {
      await store.ready()
      await store.writable?.()
    }
    try {
      await Promise.race([write(), timeout])
      return Math.abs(now() - diskFailed) > DISK_FAILURE_COUNTS
    } catch (error) {
      log(storeFailure(error))
      return false
    } finally {
      clearTimeout(timer)
      checking = undefined
    }
  }

  return {
    check: () => (checking ??= check()),
    heard(error) {
      diskFailed = isOfDisk(error) ? now() : -Infinity
    },
  }
}
