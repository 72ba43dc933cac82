/** Delivers batches, and writes down what became of each: delivered, held back, or parted until what can't be taken stands alone. */
import type { ErrorCode } from '../api'
import type { Host, Waiting } from '../host/host'
import { delayAfter, longDelayAfter } from './backoff'
import { batchOf } from './bytes'
import { type Attempt, send } from './send'

export interface CourierOptions {
  host: Host
  endpoint: string
  onError: (error: { code: ErrorCode; message: string; cause?: unknown }) => void
  whyUnanswered?: () => Promise<string | undefined>
  random: () => number
}

/** One walk through everything that waits. */
export interface Round {
  /** Whatever earlier attempts said, short of `Retry-After`. */
  force: boolean
  turn: number
  /** A subject whose attempt failed after this turn is not tried again. */
  since: number
  /** Subjects of which nothing more is sent in this round. */
  held: Set<string>
  /** Subjects whose token was fetched anew in this round. */
  renewed: Set<string>
  /** Subjects whose events the endpoint refused altogether in this round. */
  refused: Set<string>
  /** Events that were sent by themselves in this round, by their ids. */
  tried: Set<string>
  /** Subjects of which the endpoint took something in this round: what it does not take now is the fault of the events. */
  taken: Set<string>
  /** Failed attempts in this round since the last that succeeded. */
  misses: number
  /** Failed attempts in a row of the subject whose turn it is. */
  tries: number
}

/** What follows a batch. `on`: the next one. `held`: this subject's events wait. `refused`: they wait for the endpoint to be mended. */
export type Outcome = 'on' | 'held' | 'refused' | 'unauthorized'

/** After so many failed attempts in a row a batch is suspected: one event of it is sent by itself, to see whether the endpoint is well. */
const SUSPECTED = 2
/** So many attempts fail in a row before it is worth a line: a short gap in the network is not. */
const TELLING = 3
/** A batch of 60,000 bytes is down to one event after fewer halvings. The endpoint has failed meanwhile if nothing was taken then. */
const MISSES = 10
const ALONE = 'The endpoint takes other events, but not this one: from now on it is sent by itself'
/** How often a page looks why there is no answer. */
const DIAGNOSES = 3

export interface Courier {
  round(options: Pick<Round, 'force' | 'turn' | 'since'>): Round
  /** What may be sent: without what was refused for good, and what an endpoint refused that takes nothing at present. */
  sendable(all: readonly Waiting[]): Waiting[]
  /** The next batch of a subject's events, none of which goes alone. */
  batchFor(group: readonly Waiting[], round: Round): Waiting[]
  deliver(batch: Waiting[], token: string | undefined, round: Round, keepalive?: boolean): Promise<Outcome>
  /** The endpoint refused the token, and there is no other. */
  unauthorized(batch: readonly Waiting[]): Promise<void>
  /** There is no token, for this reason. */
  withoutToken(batch: readonly Waiting[], cause: unknown): Promise<void>
  /** These wait as well, for the endpoint refuses everything. */
  putOff(records: readonly Waiting[]): void
  /** When what an endpoint refused that takes nothing is to be tried again, in ms since 1970. Undefined: there is none. */
  tryAgainAt(): number | undefined
  /** Lets it be tried again, if that time has come; or now. */
  forgive(now?: boolean): void
  /** Whether the last attempt reached no endpoint: it had no answer, or the answer was somebody else's page. */
  unreachable(): boolean
}

export function createCourier({ host, endpoint, onError, whyUnanswered, random }: CourierOptions): Courier {
  const { vault, now } = host
  /** What an endpoint refused that took nothing, and whose it is: not sent again until it takes something, or an hour has passed. */
  const elsewhere = new Map<string, string>()
  /** Rounds in a row that ended so, and when the next one may begin. Not written down: the next page tries at once. */
  let refusals = { rounds: 0, last: 0, until: 0 }
  /** What was `elsewhere` until the endpoint took something else. */
  const doubted = new Set<string>()
  let unreachable = false
  let unauthorized = ''
  let diagnoses = 0

  /** What was said since something was delivered last: the same is said once. */
  const told = new Set<string>()
  /** The statuses of which was said that one event alone gets them. */
  const toldAlone = new Set<number>()
  /** @param about the same as what was told before, in other words, such as a page that holds the time */
  const tell = (code: ErrorCode, cause: unknown, said: string, about: string | number = said): void => {
    const key = `${code} ${about}`
    if (!told.has(key)) onError({ code, message: `delivery to ${endpoint}: ${said}`, cause })
    told.add(key)
  }

  /** A failed request looks the same whatever the reason: the page has to look for it elsewhere. */
  const tellWhy = async (ids: string[]): Promise<void> => {
    if (!whyUnanswered || diagnoses++ >= DIAGNOSES) return
    const why = await whyUnanswered()
    if (why) tell('unreachable', ids, why, 0)
  }

  /** Writes down what became of these; without a note they are deleted. */
  const note = (ids: readonly string[], written?: (record: Waiting) => Partial<Waiting>) =>
    vault.revise(
      (all) =>
        all.flatMap((record) =>
          !ids.includes(record.event.id) ? record : written ? { ...record, ...written(record) } : [],
        ),
      ids,
    )

  const putOff = (records: readonly Waiting[]): void => {
    for (const { event } of records) elsewhere.set(event.id, event.subject)
  }

  const holdBack = (batch: readonly Waiting[], tries: number, wait?: number, fault = 0): Promise<void> => {
    const until = now() + delayAfter(tries, wait, random())
    return note(idsOf(batch), ({ faults = 0 }) => ({
      tries,
      faults: faults + fault,
      until,
      asked: wait && now() + wait,
    }))
  }

  const setAlone = (batch: readonly Waiting[]): Promise<void> => {
    const tries = triesOf(batch) + 1
    return note(idsOf(batch), () => ({ alone: true, tries, until: now() + longDelayAfter(tries, random()), asked: 0 }))
  }

  const halves = async (batch: Waiting[], ...rest: [string | undefined, Round, boolean]): Promise<Outcome> => {
    const half = batch.length >> 1
    const first = await deliver(batch.slice(0, half), ...rest)
    return first === 'on' ? deliver(batch.slice(half), ...rest) : first
  }

  const taken = async ({ text }: Attempt, batch: readonly Waiting[], round: Round): Promise<void> => {
    for (const [id, subject] of elsewhere) {
      if (round.refused.has(subject)) continue
      doubted.add(id)
      elsewhere.delete(id)
    }
    if (elsewhere.size === 0) refusals = { rounds: 0, last: 0, until: 0 }
    told.clear()
    round.taken.add(subjectOf(batch))
    round.misses = 0
    await note(idsOf(batch))
    try {
      const { rejected, warnings } = JSON.parse(text)
      if (rejected[0]) tell('rejected', rejected, 'rejected')
      // They were stored, without an account that the token does not vouch for.
      if (warnings?.[0]) tell('unauthorized', warnings, 'other account')
    } catch {
      // The answer's body is optional, and may be anything.
    }
  }

  /** Whether the endpoint took other events of this subject, and could not take these before: they are to blame, or one of them is. */
  const isToBlame = ({ fate, status, asked }: Attempt, batch: readonly Waiting[], round: Round): boolean => {
    const failed = isFailure(status)
    if (asked || !(failed || fate === 'elsewhere')) return false
    if (batch[0]?.alone) return true
    if (!round.taken.has(subjectOf(batch)) || round.misses > MISSES) return false
    return failed ? faultsOf(batch) >= SUSPECTED : batch.some(({ event }) => doubted.has(event.id))
  }

  const deliver: Courier['deliver'] = async (batch, token, round, keepalive = false) => {
    const answer = await send(host, endpoint, batch, token, keepalive)
    const { status, fate, said } = answer
    const ids = idsOf(batch)
    const [first] = batch
    if (first?.alone) round.tried.add(first.event.id)
    unreachable = !status || (fate === 'elsewhere' && status < 300)
    if (fate === 'sent') {
      await taken(answer, batch, round)
      return 'on'
    }
    if (status === 401) {
      unauthorized = said
      return 'unauthorized'
    }
    if (fate === 'refused') {
      if (batch[1]) return halves(batch, token, round, keepalive)
      await note(ids, () => ({ aside: said }))
      tell('refused', ids, said)
      return 'on'
    }
    round.misses++
    if (isToBlame(answer, batch, round)) {
      if (batch[1]) return halves(batch, token, round, keepalive)
      if (!toldAlone.has(status)) tell('refused', ids, `${said}. ${ALONE}`)
      toldAlone.add(status)
      await setAlone(batch)
      return 'on'
    }
    if (fate === 'elsewhere') {
      if (refusals.last !== round.turn) {
        const rounds = refusals.rounds + 1
        refusals = { rounds, last: round.turn, until: now() + longDelayAfter(rounds, random()) }
      }
      round.refused.add(subjectOf(batch))
      putOff(batch)
      tell('refused', ids, said, status)
      return 'refused'
    }
    if (!status) void tellWhy(ids).catch(() => {})
    const tries = Math.max(round.tries, triesOf(batch)) + 1
    if (tries >= TELLING) tell('unreachable', ids, said, status)
    await holdBack(batch, tries, answer.asked, isFailure(status) ? 1 : 0)
    return 'held'
  }

  return {
    round: (options) => ({
      ...options,
      refused: new Set(),
      held: new Set(),
      renewed: new Set(),
      tried: new Set(),
      taken: new Set(),
      misses: 0,
      tries: 0,
    }),
    sendable: (all) => all.filter(({ event, aside }) => !aside && !elsewhere.has(event.id)),
    batchFor(group, round) {
      const batch = batchOf(group)
      round.tries = triesOf(group)
      if (!batch[1] || round.taken.has(subjectOf(batch)) || faultsOf(batch) < SUSPECTED) return batch
      // The newest of those that failed least: the oldest is the likeliest to be what the endpoint can't take.
      const least = Math.min(...batch.map(({ faults = 0 }) => faults))
      return batch.filter(({ faults = 0 }) => faults === least).slice(-1)
    },
    deliver,
    async unauthorized(batch) {
      tell('unauthorized', idsOf(batch), unauthorized, 401)
      await holdBack(batch, triesOf(batch) + 1)
    },
    async withoutToken(batch, cause) {
      tell('token', cause, `${cause}`)
      await holdBack(batch, triesOf(batch) + 1)
    },
    putOff,
    tryAgainAt: () => (elsewhere.size > 0 ? refusals.until : undefined),
    forgive(at = false) {
      if (at || refusals.until <= now()) elsewhere.clear()
    },
    unreachable: () => unreachable,
  }
}

const idsOf = (batch: readonly Waiting[]): string[] => batch.map(({ event }) => event.id)
const triesOf = (batch: readonly Waiting[]): number => Math.max(0, ...batch.map(({ tries = 0 }) => tries))
const faultsOf = (batch: readonly Waiting[]): number => Math.max(0, ...batch.map(({ faults = 0 }) => faults))
const isFailure = (status: number): boolean => !status || status >= 500
const subjectOf = (batch: readonly Waiting[]): string => batch[0]?.event.subject ?? ''
