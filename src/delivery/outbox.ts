/**
 * Empties the outbox: what waits is sent, and deleted only when the endpoint has acknowledged it. At least once by
 * this, exactly once by the events' ids. The events are written by whoever changes the book, in the same transaction.
 */
import type { ErrorCode } from '../api'
import type { Host, Waiting } from '../host/host'
import { delayAfter, holdOf } from './backoff'
import { batchOf, bounded } from './bytes'
import type { GainloopEvent } from './event'
import { type Attempt, fateOf, send } from './send'

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
  /** Tabs with the same name take turns. */
  lock: string
  /** 0 to 1. @default Math.random */
  random?: () => number
}

type Token = string | undefined | null

/** So many attempts fail in a row before it is worth a line: a train leaves its tunnel sooner. */
const TELLING = 3

/** With more than this many events known, the storage is looked at even while they are held back, so that it stays bounded. */
const MOST = 1_000

export interface Outbox {
  /** These are being written down. They leave with the page, should it go before that is done; `add` says that it is. */
  hold(events: readonly GainloopEvent[]): void
  /** These wait, and leave with the page if it goes. They are sent by the next `wake`. */
  add(events: readonly GainloopEvent[]): void
  /** Something was added, or changed. The events, if at hand, can then leave with the page even before they were read back. */
  wake(added?: readonly GainloopEvent[]): void
  /** Tries now, whatever earlier attempts said short of `Retry-After`. Resolves when nothing waits or the endpoint refused; never rejects. */
  flush(): Promise<void>
  /** Stops; a request under way may still be acknowledged. */
  destroy(): void
}

/** Holds no timer while nothing waits. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { host, endpoint, source, onError, lock, random = Math.random } = options
  const { vault, now } = host
  /** What is known to wait: the page's last moment leaves no time to read storage. */
  let known: Waiting[] = []
  /** What is being written down, by its id. */
  const early = new Map<string, Waiting>()
  /** What a mistaken endpoint refused: not sent again until it takes something, or by the next page. */
  let elsewhere: string[] = []
  /** The last subject's, kept until the endpoint refuses it. */
  let tokens: Record<string, string | undefined> = {}
  let running: Promise<void> = Promise.resolve()
  /** Until when a failed attempt holds back each subject's events. What is added meanwhile needs no look at the storage. */
  let holds = new Map<string, number>()
  let unreachable = false
  let stopped = false
  let cancelTimer = (): void => {}

  const isOwn = (event: GainloopEvent): boolean => source === undefined || event.source === source
  const of = (subject: string | undefined) => known.filter(({ event }) => event.subject === subject)
  /** The same is not said twice in a row. */
  let told = ''
  const tell = (code: ErrorCode, cause: unknown, said: string): void => {
    if (said !== told) onError({ code, message: `delivery to ${endpoint}: ${said}`, cause })
    told = said
  }

  /** Writes down what became of a batch; without a note it is deleted. */
  const note = (ids: string[], written?: Partial<Waiting>) =>
    vault.revise(
      (all) =>
        all.flatMap((record) => (!ids.includes(record.event.id) ? record : written ? { ...record, ...written } : [])),
      ids,
    )

  /** Undefined: this subject has nobody to speak for it. `refusal`: the endpoint has just refused its token, or that there was none. */
  const attempt = async (batch: Waiting[], keepalive: boolean, refusal?: Attempt): Promise<Attempt | undefined> => {
    const subject = batch[0]?.event.subject ?? ''
    const before = tokens[subject]
    const token = keepalive || (before && !refusal) ? before : await options.token?.(subject, !!refusal)
    if (token === null) return undefined
    if (refusal && token === before) return refusal
    // What can't be a header would fail like a network that is down, for ever.
    if (token && /[^\x21-\x7e]/.test(token)) throw new TypeError(`no token: ${token.slice(0, 40)}`)
    tokens = { [subject]: token }
    const answer = await send(host, endpoint, batch, token, keepalive)
    return answer.status === 401 && !refusal ? attempt(batch, false, answer) : answer
  }

  /** True when the next batch may follow. */
  const deliver = async (batch: Waiting[], keepalive = false): Promise<boolean> => {
    const answer = await attempt(batch, keepalive).catch((cause): Attempt => {
      tell('token', cause, `${cause}`)
      return { status: 0, text: `${cause}` }
    })
    if (!answer) return false
    const { status, asked, text } = answer
    const said = `${status || ''} ${text.slice(0, 500)}`.trim() || 'no answer'
    const ids = batch.map(({ event }) => event.id)
    const fate = fateOf(status)
    unreachable = !status
    if (fate === 'later') {
      const tries = (batch[0]?.tries ?? 0) + 1
      if (status === 401) tell('unauthorized', ids, said)
      else if (tries === TELLING) tell('unreachable', ids, said)
      await note(ids, { tries, until: now() + delayAfter(tries, asked, random()), asked: asked && now() + asked })
      return false
    }
    if (fate === 'sent') {
      elsewhere = []
      told = ''
      await note(ids)
      try {
        const { rejected } = JSON.parse(text)
        if (rejected[0]) tell('rejected', rejected, 'rejected')
      } catch {
        // The answer's body is optional, and may be anything.
      }
      return true
    }
    if (fate === 'refused' && batch[1]) {
      const half = batch.length >> 1
      return (await deliver(batch.slice(0, half), keepalive)) && deliver(batch.slice(half), keepalive)
    }
    if (fate === 'refused') await note(ids, { aside: said })
    else elsewhere.push(...ids)
    tell('refused', ids, said)
    return true
  }

  /** Sends until nothing is left that may be sent now. One user's events at a time: a token speaks for one. */
  const pass = async (force: boolean): Promise<void> => {
    cancelTimer()
    if (force) elsewhere = []
    const held: string[] = []
    for (;;) {
      const all = await vault.waiting()
      // Also where nothing is ever noted, for want of a token or of an endpoint.
      if (bounded(all, now()).length < all.length) await vault.revise((waiting) => bounded(waiting, now()))
      known = all.filter(({ event, aside }) => isOwn(event) && !aside && !elsewhere.includes(event.id))
      if (stopped) return
      const subject = known.find(({ event }) => !held.includes(event.subject))?.event.subject
      if (!subject) break
      const group = of(subject)
      if (holdOf(group, now(), force) || !(await deliver(batchOf(group)))) held.push(subject)
    }
    holds = new Map(held.map((subject) => [subject, now() + holdOf(of(subject), now())]))
    const waits = known.map((record) => holdOf([record], now())).filter(Boolean)
    if (waits[0]) cancelTimer = host.after(Math.min(...waits), run)
  }

  /** One pass after the other; a storage that fails even in memory leaves nothing to do here. */
  const run = (force = false): Promise<void> => {
    running = running.then(() => host.exclusively(lock, () => pass(force), true)).catch(() => {})
    return running
  }

  /** The page may be going: what waits leaves with it, in one request of its own, even if another is under way. */
  const leave = (): void => {
    // The newest are the present user's. What the user has just said goes first: there may not be room for all that waits.
    const newest = [...early.values()]
    const subject = (newest.at(-1) ?? known.at(-1))?.event.subject
    const mine = [...newest, ...known.filter(({ event }) => !early.has(event.id))]
    const batch = batchOf(
      mine.filter(({ event }) => event.subject === subject),
      0,
    )
    if (!batch[0] || holdOf(batch, now())) return
    // Not twice, should the page be hidden and closed; the next pass reads it back.
    known = []
    early.clear()
    deliver(batch, true)
      .catch(() => {})
      .then(() => run())
  }

  const offHide = host.onHide(leave)
  const offReturn = host.onReturn(() => run(unreachable))

  // Loaded by the time the page is left, when there is no time to load anything.
  const prepare = (events: readonly GainloopEvent[]): void => {
    if (events.length) host.requests().catch(() => {})
  }
  const add = (events: readonly GainloopEvent[]): void => {
    for (const { id } of events) early.delete(id)
    known.push(...events.map((event) => ({ event })))
    prepare(events)
  }

  return {
    hold(events) {
      for (const event of events) early.set(event.id, { event })
      prepare(events)
    },
    add,
    wake(added = []) {
      add(added)
      const held = added.length && added.every(({ subject }) => (holds.get(subject) ?? 0) > now())
      if (!held || known.length > MOST) run()
    },
    flush: () => run(true),
    destroy() {
      stopped = true
      cancelTimer()
      offHide()
      offReturn()
    },
  }
}
