/**
 * Empties the outbox: what waits is sent, and deleted only when the endpoint has acknowledged it. At least once by
 * this, exactly once by the events' ids. The events are written by whoever changes the book, in the same transaction.
 */
import type { ErrorCode } from '../api'
import type { Host, Waiting } from '../host/host'
import { holdOf } from './backoff'
import { batchOf, bounded } from './bytes'
import { type Courier, createCourier, type Round } from './courier'
import type { GainloopEvent } from './event'
import { createTokens, type Token } from './tokens'

export interface OutboxOptions {
  host: Host
  endpoint: string
  /**
   * The `source` of the events to send: another app of this origin may share the storage, and has an endpoint of its own.
   * @default all are sent
   */
  source?: string
  /**
   * The token for one subject's events. `fresh`: the endpoint has just refused the last one (401). Undefined sends
   * none; null keeps this subject's events back: nobody here may speak for that user.
   * @default none is sent
   */
  token?: (subject: string, fresh: boolean) => Token | Promise<Token>
  /** `code`: `unauthorized` `refused` `rejected` `token` `unreachable`. */
  onError: (error: { code: ErrorCode; message: string; cause?: unknown }) => void
  /**
   * Finds out why there was no answer, where a page can know that: a policy, a scheme, a missing header. Undefined: it can't.
   * Asked once.
   */
  whyUnanswered?: () => Promise<string | undefined>
  /** Tabs with the same name take turns. */
  lock: string
  /** 0 to 1. @default Math.random */
  random?: () => number
}

/** With more than this many events known, the storage is looked at even while they are held back, so that it stays bounded. */
const MOST = 1_000
/** So many more may be added before that happens again: every look reads all that waits. */
const SLACK = 50

export interface Outbox {
  /** These are being written down. They leave with the page, should it go before that is done; `add` says that it is. */
  hold(events: readonly GainloopEvent[]): void
  /** These wait, and leave with the page if it goes. They are sent by the next `wake`. */
  add(events: readonly GainloopEvent[]): void
  /** Something was added, or changed. The events, if at hand, can then leave with the page even before they were read back. */
  wake(added?: readonly GainloopEvent[]): void
  /** The same after `add`: does nothing while a failed attempt holds back all of these. */
  wakeFor(added: readonly GainloopEvent[]): void
  /** Somebody else speaks now, or with another token: one that is still being waited for is not waited for any longer. */
  renew(): void
  /** Tries now, whatever earlier attempts said short of `Retry-After`. Resolves when nothing waits or the endpoint refused; never rejects. */
  flush(): Promise<void>
  /** Stops; a request under way may still be acknowledged. */
  destroy(): void
}

/** What a round can't go on without. */
interface Needed {
  subject: string
  batch: Waiting[]
  /** The endpoint has just refused the last token. */
  refused?: boolean
}

/** Holds no timer while nothing waits. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { host, source, random = Math.random, lock } = options
  const { vault, now } = host
  const courier: Courier = createCourier({ ...options, random })
  /** What is known to wait: the page's last moment leaves no time to read storage. */
  let known: Waiting[] = []
  /** What is being written down, by its id. */
  const early = new Map<string, Waiting>()
  const tokens = createTokens(options.token ?? (() => undefined), host.after, () => runWithToken())
  let running: Promise<void> = Promise.resolve()
  /** Until when a failed attempt holds back each subject's events. What is added meanwhile needs no look at the storage. */
  let holds = new Map<string, number>()
  /** Counts what was asked of the outbox and what failed, so that one failure answers all who had asked before it. */
  let turn = 0
  const failures: Record<string, number> = {}
  /** Whether events wait for want of a token, or of one that the endpoint takes. */
  let waitsForToken = false
  let stopped = false
  let cancelTimer = (): void => {}

  const isOwn = (event: GainloopEvent): boolean => source === undefined || event.source === source
  const of = (subject: string | undefined) => known.filter(({ event }) => event.subject === subject)
  /** What goes in batches; the rest goes alone. */
  const together = (subject: string | undefined) => of(subject).filter(({ alone }) => !alone)

  /** No token, or a wrong one. */
  const holdForToken = async (round: Round, { subject, batch }: Needed, cause?: unknown): Promise<void> => {
    waitsForToken = true
    hold(round, subject)
    await (cause === undefined ? courier.unauthorized(batch) : courier.withoutToken(batch, cause))
  }

  const hold = (round: Round, subject: string): void => {
    round.held.add(subject)
    failures[subject] = ++turn
  }

  /** What is sent next in this round: a batch, or one event that goes alone. Undefined: nothing more of this subject. */
  const nextOf = (subject: string, round: Round): Waiting[] | undefined => {
    const group = together(subject)
    if (group[0]) return holdOf(group, now(), round.force) ? undefined : courier.batchFor(group, round)
    const due = of(subject).find((record) => !round.tried.has(record.event.id) && !holdOf([record], now(), round.force))
    return due && courier.batchFor([due], round)
  }

  /** Sends until nothing is left that may be sent now. One user's events at a time: a token speaks for one. Resolves to the token it needs. */
  const pass = async (round: Round): Promise<Needed | undefined> => {
    cancelTimer()
    for (;;) {
      const all = await vault.waiting()
      // Also where nothing is ever noted, for want of a token or of an endpoint.
      if (bounded(all, now()).length < all.length) await vault.revise((waiting) => bounded(waiting, now()))
      known = courier.sendable(all).filter(({ event }) => isOwn(event))
      if (stopped) return undefined
      const subjects = new Set(known.map(({ event }) => event.subject))
      const subject = [...subjects].find((one) => !round.held.has(one))
      if (subject === undefined) break
      const batch = failedSince(subject, round) ? undefined : nextOf(subject, round)
      if (!batch) {
        round.held.add(subject)
        continue
      }
      if (options.token && !tokens.has(subject)) return { subject, batch }
      const outcome = await courier.deliver(batch, tokens.of(subject), round)
      if (outcome === 'unauthorized') {
        const needed = { subject, batch, refused: true }
        if (options.token && !round.renewed.has(subject)) return needed
        await holdForToken(round, needed)
      }
      if (outcome === 'held') hold(round, subject)
      if (outcome === 'refused') {
        courier.putOff(of(subject))
        round.held.add(subject)
      }
    }
    const rest = [...round.held].map((subject): [string, Waiting[]] => [subject, together(subject)])
    holds = new Map(rest.map(([subject, group]) => [subject, now() + holdOf(group, now())]))
    setTimer()
    return undefined
  }

  const failedSince = (subject: string, round: Round): boolean => (failures[subject] ?? 0) > round.since

  /** For the first of what is held back, and for the endpoint that refuses everything. */
  const setTimer = (): void => {
    const again = courier.tryAgainAt()
    const waits = known.map((record) => holdOf([record], now())).filter(Boolean)
    if (again !== undefined) waits.push(Math.max(0, again - now()))
    if (waits[0] !== undefined) cancelTimer = host.after(Math.min(...waits), run)
  }

  /** Outside of the lock, so that no other tab waits for this page's server. */
  const fetchToken = async (needed: Needed, round: Round): Promise<void> => {
    const { subject, refused = false } = needed
    const fetched = await tokens.fetch(subject, refused)
    if (fetched.is === 'aborted') return
    if (refused) round.renewed.add(subject)
    if (fetched.is === 'nobody') round.held.add(subject)
    if (fetched.is === 'refused') await holdForToken(round, needed)
    if (fetched.is === 'failed') await holdForToken(round, needed, fetched.cause)
  }

  const work = async (round: Round): Promise<void> => {
    courier.forgive(round.force)
    for (;;) {
      const needed = await host.exclusively(lock, () => pass(round), true)
      if (!needed || stopped) return
      await fetchToken(needed, round)
    }
  }

  /**
   * One round after the other; a storage that fails even in memory leaves nothing to do here.
   * @param since a subject whose attempt fails after this turn is not tried again in this round
   */
  const run = (force = false, since = ++turn): Promise<void> => {
    const round = courier.round({ force, since, turn: ++turn })
    running = running.then(() => work(round)).catch(() => {})
    return running
  }

  /** What waited for want of a token need not wait any longer. */
  const runWithToken = (): void => {
    void run(waitsForToken, Infinity)
    waitsForToken = false
  }

  /** The page may be going: what waits leaves with it, in one request of its own, even if another is under way. */
  const leave = (): void => {
    // The newest are the present user's. What the user has just said goes first: there may not be room for all that waits.
    const newest = [...early.values()]
    const subject = (newest.at(-1) ?? known.at(-1))?.event.subject ?? ''
    const mine = newest.filter(({ event }) => event.subject === subject)
    const batch = batchOf([...mine, ...together(subject).filter(({ event }) => !early.has(event.id))], 0)
    if (!batch[0] || holdOf(batch, now())) return
    // Not twice, should the page be hidden and closed; the next round reads it back.
    known = []
    early.clear()
    courier
      .deliver(batch, tokens.of(subject), courier.round({ force: false, since: turn, turn: ++turn }), true)
      .catch(() => {})
      .then(() => run())
  }

  const offHide = host.onHide(leave)
  const offReturn = host.onReturn(() => run(courier.unreachable(), Infinity))

  // Loaded by the time the page is left, when there is no time to load anything.
  const prepare = (events: readonly GainloopEvent[]): void => {
    if (events.length) host.requests().catch(() => {})
  }
  const add = (events: readonly GainloopEvent[]): void => {
    for (const { id } of events) early.delete(id)
    known.push(...events.map((event) => ({ event })))
    prepare(events)
  }

  const wakeFor = (added: readonly GainloopEvent[]): void => {
    const held = added.length && added.every(({ subject }) => (holds.get(subject) ?? 0) > now())
    if (!held || known.length > MOST + SLACK) void run()
  }

  return {
    hold(events) {
      for (const event of events) early.set(event.id, { event })
      prepare(events)
    },
    add,
    wake(added = []) {
      add(added)
      wakeFor(added)
    },
    wakeFor,
    renew() {
      tokens.abort()
      runWithToken()
    },
    flush: () => run(true),
    destroy() {
      stopped = true
      tokens.abort()
      cancelTimer()
      offHide()
      offReturn()
    },
  }
}
