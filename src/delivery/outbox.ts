/**
 * Empties the outbox: what waits is sent, and deleted only when the endpoint has acknowledged it. At least once by
 * this, exactly once by the events' ids. The events are written by whoever changes the book, in the same transaction.
 */
import type { Host, Waiting } from '../host/host'
import { batchOf, bytesOf } from './batch'
import type { GainloopEvent } from './event'
import { heldUntil, isAside } from './hold'
import { type Outcome, send } from './send'
import { isAboutEvents, type OnError, settle } from './settle'

export interface OutboxOptions {
  host: Host
  endpoint: string
  /**
   * The token for one subject's events. `fresh`: the endpoint has just refused the last one (401). Undefined sends
   * none; null keeps this subject's events back: nobody here may speak for that user.
   * @default none is sent
   */
  token?: (subject: string, fresh: boolean) => Token | Promise<Token>
  onError: OnError
  /** Tabs with the same name take turns. @default 'gainloop:send' */
  lock?: string
  /** 0 to 1. @default Math.random */
  random?: () => number
}

type Token = string | undefined | null

export interface Outbox {
  /** Something was added, or changed. The events, if at hand, can then leave with the page even before they were read back. */
  wake(added?: readonly GainloopEvent[]): void
  /** Tries now, whatever earlier attempts said short of `Retry-After`. Resolves when nothing waits or the endpoint refused; never rejects. */
  flush(): Promise<void>
  /** Stops; a request under way may still be acknowledged. */
  destroy(): void
}

/** Holds no timer while nothing waits. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { host, endpoint, onError, lock = 'gainloop:send', random = Math.random } = options
  const { vault } = host
  /** What is known to wait: the page's last moment leaves no time to read storage. */
  let known: Waiting[] = []
  /** The last subject's, kept until the endpoint refuses it. */
  let tokens: Record<string, string | undefined> = {}
  let running: Promise<void> | undefined
  let again = false
  let unreachable = false
  let leaving = false
  let stopped = false
  let cancelTimer = () => {}

  const of = (subject: string | undefined) => known.filter((record) => record.event.subject === subject)

  const post = (batch: Waiting[], token: string | undefined, keepalive = false): Promise<Outcome> =>
    send({
      fetch: host.fetch,
      endpoint,
      events: batch.map((record) => record.event),
      token,
      keepalive,
      now: host.now(),
    })

  /** Undefined: this subject has nobody to speak for it. */
  const attempt = async (batch: Waiting[]): Promise<Outcome | undefined> => {
    const subject = subjectOf(batch)
    for (const fresh of [false, true]) {
      let token: Token = tokens[subject]
      try {
        if (fresh || !token) token = await options.token?.(subject, fresh)
      } catch (cause) {
        onError({ code: 'token', message: 'The token function failed', cause })
        return { type: 'retry' }
      }
      if (token === null) return undefined
      // The endpoint has refused this very one, or none, already.
      if (fresh && token === tokens[subject]) break
      tokens = { [subject]: token }
      const outcome = await post(batch, token)
      if (outcome.type !== 'unauthorized') return outcome
    }
    tokens = {}
    return { type: 'unauthorized' }
  }

  /** True when the next batch may follow. */
  const deliver = async (batch: Waiting[]): Promise<boolean> => {
    const outcome = await attempt(batch)
    if (!outcome) return false
    if (batch.length > 1 && isAboutEvents(outcome)) {
      const half = batch.length >> 1
      return (await deliver(batch.slice(0, half))) && deliver(batch.slice(half))
    }
    unreachable = outcome.type === 'retry' && !!outcome.network
    if (outcome.type === 'acknowledged') known = known.filter((record) => !batch.includes(record))
    await settle(host, batch, outcome, random(), onError)
    return outcome.type === 'acknowledged' || outcome.type === 'refused'
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
      const group = of(subject)
      if (heldUntil(group, now, force) || !(await deliver(batchOf(group)))) held.add(subject)
    }
    if (stopped) return
    const now = host.now()
    const times = [...held].map((subject) => heldUntil(of(subject), now)).filter(Boolean)
    if (times.length) cancelTimer = host.after(Math.min(...times) - now, () => void run(false))
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
    // The newest are the present user's.
    const group = of(known.at(-1)?.event.subject)
    const batch = batchOf(group)
    const events = batch.map((record) => record.event)
    if (leaving || !batch.length || heldUntil(group, host.now()) || bytesOf(events) > 60_000) return
    leaving = true
    void post(batch, tokens[subjectOf(batch)], true)
      .then((outcome) => (outcome.type === 'acknowledged' ? settle(host, batch, outcome, 0, onError) : undefined))
      .catch(() => {})
      .then(() => {
        leaving = false
        return run(false)
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
