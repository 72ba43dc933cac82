/**
 * Empties the outbox: what waits is sent, and deleted only when the endpoint has acknowledged it. At least once by
 * this, exactly once by the events' ids. The events are written by whoever changes the book, in the same transaction.
 */
import type { Host, Retry, Waiting } from '../host/host'
import { delayAfter } from './backoff'
import { batchOf, bytesOf } from './batch'
import { overflow } from './bounds'
import type { GainloopEvent } from './event'
import { heldUntil, isAside } from './hold'
import { type Outcome, send } from './send'

export interface OutboxOptions {
  host: Host
  endpoint: string
  /**
   * The token for one subject's events. `fresh`: the endpoint has just refused the last one (401).
   * @default none is sent
   */
  token?: (subject: string, fresh: boolean) => string | undefined | Promise<string | undefined>
  /** `code`: `unauthorized` `refused` `rejected` `token` `dropped`. */
  onError(error: { code: string; message: string; cause?: unknown }): void
  /** Tabs with the same name take turns. @default 'gainloop:send' */
  lock?: string
  /** 0 to 1. @default Math.random */
  random?: () => number
}

export interface Outbox {
  /** Something was added, or changed. The events, if at hand, can then leave with the page even before they were read back. */
  wake(added?: readonly GainloopEvent[]): void
  /** Tries now, whatever earlier attempts said short of `Retry-After`. Resolves when nothing waits or the endpoint refused; never rejects. */
  flush(): Promise<void>
  /** Stops; a request under way may still be acknowledged. */
  destroy(): void
}

/** These say something about the endpoint, not about the events: no use in looking for the bad one, and later they may pass. */
const ABOUT_ENDPOINT = [404, 405, 410, 415]
const LATER = 3_600_000

/** Holds no timer while nothing waits. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { host, endpoint, onError, lock = 'gainloop:send', random = Math.random } = options
  const { vault } = host
  /** What is known to wait: the page's last moment leaves no time to read storage. */
  let known: Waiting[] = []
  let tokens: Record<string, string | undefined> = {}
  let running: Promise<void> | undefined
  let again = false
  let unreachable = false
  let leaving = false
  let stopped = false
  let cancelTimer = () => {}

  const post = (batch: Waiting[], token: string | undefined, keepalive = false): Promise<Outcome> =>
    send({
      fetch: host.fetch,
      endpoint,
      events: batch.map((record) => record.event),
      token,
      keepalive,
      now: host.now(),
    })

  const attempt = async (batch: Waiting[]): Promise<Outcome> => {
    const subject = subjectOf(batch)
    for (const fresh of [false, true]) {
      let token: string | undefined
      try {
        token = await options.token?.(subject, fresh)
      } catch (cause) {
        onError({ code: 'token', message: 'The token function failed', cause })
        return { type: 'retry' }
      }
      // The endpoint has refused this very one, or none, already.
      if (fresh && token === tokens[subject]) break
      tokens = { [subject]: token }
      const outcome = await post(batch, token)
      if (outcome.type !== 'unauthorized') return outcome
    }
    return { type: 'unauthorized' }
  }

  /** True when the next batch may follow. */
  const deliver = async (batch: Waiting[]): Promise<boolean> => {
    const outcome = await attempt(batch)
    if (outcome.type === 'refused' && batch.length > 1 && !ABOUT_ENDPOINT.includes(outcome.status)) {
      const half = batch.length >> 1
      return (await deliver(batch.slice(0, half))) && deliver(batch.slice(half))
    }
    await settle(batch, outcome)
    return outcome.type === 'acknowledged' || outcome.type === 'refused'
  }

  const settle = async (batch: Waiting[], outcome: Outcome): Promise<void> => {
    const ids = batch.map((record) => record.event.id)
    const now = host.now()
    unreachable = outcome.type === 'retry' && !!outcome.network
    if (outcome.type === 'acknowledged') {
      known = known.filter((record) => !ids.includes(record.event.id))
      await vault.drop(ids)
      for (const cause of outcome.rejected)
        onError({ code: 'rejected', message: 'The endpoint did not keep an event', cause })
      // The endpoint is back: so is what it was set aside for.
      const freed = (await vault.waiting()).filter((record) => record.aside !== undefined && record.retry)
      if (freed.length) await vault.replace(freed.map(({ event, order }) => ({ event, order })))
      return
    }
    // Read again: a record may have been re-addressed in the meantime.
    const all = await vault.waiting()
    const mine = all.filter((record) => ids.includes(record.event.id))
    if (outcome.type === 'refused') {
      const aside = `${outcome.status} ${outcome.detail}`.trim()
      const retry = ABOUT_ENDPOINT.includes(outcome.status) && { tries: 1, at: now, until: now + LATER }
      await vault.replace(mine.map(({ event, order }) => ({ event, order, aside, ...(retry && { retry }) })))
      onError({ code: 'refused', message: `The endpoint refused ${ids.length} event(s): ${aside}`, cause: ids })
      return
    }
    if (outcome.type === 'unauthorized')
      onError({ code: 'unauthorized', message: 'The endpoint refused the token (401)', cause: subjectOf(batch) })
    const asked = outcome.type === 'retry' ? outcome.asked : undefined
    const tries = Math.max(0, ...mine.map((record) => record.retry?.tries ?? 0)) + 1
    const retry: Retry = {
      tries,
      at: now,
      until: now + delayAfter(tries, asked, random()),
      ...(asked !== undefined && { asked: true }),
    }
    await vault.replace(mine.map(({ event, order }) => ({ event, order, retry })))
    const gone = overflow(all, now)
    if (!gone.length) return
    await vault.drop(gone)
    onError({ code: 'dropped', message: `${gone.length} event(s) waited too long`, cause: gone })
  }

  /** Sends until nothing is left that may be sent now. One user's events at a time: a token speaks for one. */
  const pass = async (force: boolean): Promise<void> => {
    const held = new Set<string>()
    while (!stopped) {
      const now = host.now()
      known = (await vault.waiting()).filter((record) => !isAside(record, now))
      const first = known.find((record) => !held.has(record.event.subject))
      if (!first) break
      const { subject } = first.event
      const group = known.filter((record) => record.event.subject === subject)
      if (heldUntil(group, now, force) || !(await deliver(batchOf(group)))) held.add(subject)
    }
    if (stopped || !known.length) return
    const now = host.now()
    const times = [...held].map((subject) =>
      heldUntil(
        known.filter((record) => record.event.subject === subject),
        now,
      ),
    )
    cancelTimer = host.after(Math.max(1_000, Math.min(...times) - now), () => void run(false))
  }

  const run = (force: boolean): Promise<void> => {
    again = true
    running ??= (async () => {
      while (again && !stopped) {
        again = false
        cancelTimer()
        // A storage that fails even in memory leaves nothing to do here.
        await host.exclusively(lock, () => pass(force), true).catch(() => {})
        force = false
      }
      running = undefined
    })()
    return running
  }

  /** The page may be going: what waits leaves with it, in one request of its own, even if another is under way. */
  const leave = () => {
    const group = known.filter((record) => record.event.subject === known[0]?.event.subject)
    const batch = batchOf(group)
    const events = batch.map((record) => record.event)
    if (leaving || !batch.length || heldUntil(group, host.now()) || bytesOf(events) > 60_000) return
    leaving = true
    void post(batch, tokens[subjectOf(batch)], true)
      .then((outcome) => (outcome.type === 'acknowledged' ? settle(batch, outcome) : run(false)))
      .catch(() => {})
      .finally(() => {
        leaving = false
      })
  }

  const offHide = host.onHide(leave)
  const offReturn = host.onReturn(() => void run(unreachable))

  return {
    wake(added = []) {
      known = [...known, ...added.map((event) => ({ event, order: Number.POSITIVE_INFINITY }))]
      void run(false)
    },
    async flush() {
      await running
      await run(true)
    },
    destroy() {
      stopped = true
      cancelTimer()
      offHide()
      offReturn()
    },
  }
}

const subjectOf = (batch: readonly Waiting[]): string => batch[0]?.event.subject ?? ''
