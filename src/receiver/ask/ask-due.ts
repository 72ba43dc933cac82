/** Lists the asks that are due and that nobody has seen, for a job of the vendor's own: they send the message, we never do. */
import { decide } from '../../ask/decide'
import { parsePlaybook } from '../../check/parse'
import type { AskRecord, Book } from '../../moment/book'
import { isPeriodMoment, periodLength, periodOf } from '../../moment/digest'
import { compilePlaybook } from '../../playbook/compile'
import type { CompiledPlaybook } from '../../playbook/compiled'
import type { PlaybookInput } from '../../playbook/schema'
import { askedIn } from '../asked-in'
import { isFromCard } from '../from-card'
import { secondsOf } from '../sign-token'
import { stateOf } from '../state'
import { STATE_TYPES } from '../state-reducers'
import { isAnonymous, type Store, type StoredEvent, type StoredUser } from '../store'
import { userBook } from './user-book'

export interface AskDueOptions {
  /** The playbook, as in the product: the parsed JSON. It says when an ask is due, and how often a user may be asked. */
  playbook: PlaybookInput
  /** The time it is: a Date, ISO 8601 or milliseconds since 1970. @default now */
  now?: Date | string | number | undefined
  /**
   * For how long the ask has been due, and the user has done nothing on a card: a duration like `"1d"`, or a number of seconds.
   * Whoever comes back sooner is asked in the product. @default "1d"
   */
  unseenFor?: string | number | undefined
  /**
   * Only asks that have been unseen for so long since this time, such as when your job ran last, so that nobody is sent two messages
   * about one ask. @default all
   */
  since?: Date | string | number | undefined
  /** Only asks about this action. @default all */
  action?: string | undefined
  /**
   * Your facts about a user, as in `identify({ traits })`, for an ask with an `if` that reads them. Without them such an ask is not
   * listed. @default nothing is known
   */
  traits?:
    | ((subject: string) => Record<string, unknown> | undefined | Promise<Record<string, unknown> | undefined>)
    | undefined
}

/** An ask to send a link to. All of it may be passed on to `askLink`. */
export interface UnseenAsk {
  /** The user's id. */
  subject: string
  action: string
  /** The moment's id. */
  moment: string
  /** What the user calls the moment. */
  label?: string
  /** When the action was completed, in ISO 8601. */
  at: string
  /** Since when the ask has been due, in ISO 8601. */
  dueAt: string
  /** For an ask of `every` or `digest`: its period. */
  period?: { from: string; to: string }
  /** The language that the user last saw the card in. */
  language?: string
  /** The id of the account that the user last acted for. */
  account?: string
}

const fail = (problem: string): never => {
  throw new TypeError(`askDue: ${problem}`)
}

/**
 * Whose asks are due and were not seen: at most one for each named user, the one that the product would show. Asks that were
 * answered, cancelled, shown or dismissed, that have expired, or that a limit holds back are not listed, nor are users who chose
 * "Don't ask about this again". For `every` and `digest` an ask is listed once an event has told the receiver of its periods.
 *
 * @example
 * for await (const due of askDue(store, { playbook, since: lastRun })) {
 *   await sendMail(due.subject, await askLink({ url, secret, playbook, ...due, expiresIn: '7d' }))
 * }
 *
 * @returns an async iterable, which reads the store page by page while it is iterated.
 * @throws TypeError if the playbook or a time is malformed.
 */
export function askDue(
  store: Pick<Store, 'users' | 'eventsUnder' | 'asksIn'>,
  options: AskDueOptions,
): AsyncIterable<UnseenAsk> {
  const { playbook, unseenFor = '1d', action, traits } = options ?? {}
  const now = timeOf('now', options?.now ?? Date.now())
  return unseenAsks(store, {
    ...{ now, action, traits },
    playbook: readPlaybook(playbook),
    silence: secondsOf(unseenFor, fail) * 1000,
    since: options.since === undefined ? -Infinity : timeOf('since', options.since),
  })
}

interface Search {
  playbook: CompiledPlaybook
  now: number
  silence: number
  since: number
  action: string | undefined
  traits: AskDueOptions['traits']
}

async function* unseenAsks(
  store: Pick<Store, 'users' | 'eventsUnder' | 'asksIn'>,
  search: Search,
): AsyncGenerator<UnseenAsk> {
  for await (const page of store.users(search.action === undefined ? {} : { action: search.action })) {
    const named = page.filter(({ user }) => !isAnonymous(user))
    const events = await eventsByUser(store, named)
    for (const { user } of named) {
      const found = await unseenAsk(user, events.get(user) ?? [], search, store)
      if (found) yield found
    }
  }
}

async function eventsByUser(store: Pick<Store, 'eventsUnder'>, users: readonly StoredUser[]) {
  const owners = new Map(users.flatMap(({ user, subjects }) => subjects.map((subject) => [subject, user])))
  const events = new Map<string, StoredEvent[]>()
  for await (const stored of store.eventsUnder([...owners.keys()], STATE_TYPES, { unreadable() {} })) {
    const user = owners.get(stored.event.subject) ?? stored.event.subject
    const known = events.get(user)
    if (known) known.push(stored)
    else events.set(user, [stored])
  }
  return events
}

async function unseenAsk(
  subject: string,
  all: readonly StoredEvent[],
  search: Search,
  store: Pick<Store, 'asksIn'>,
): Promise<UnseenAsk | undefined> {
  const { playbook, now, silence, since } = search
  const source = `/gainloop/${playbook.id}`
  const events = all.filter(({ event, at }) => event.source === source && at <= now)
  const fromCard = events.filter(isFromCard).sort((a, b) => a.at - b.at)
  const seen = fromCard.at(-1)?.at ?? -Infinity
  if (seen + silence > now) return undefined
  const traits = (await search.traits?.(subject)) ?? {}
  const { language, account } = fromCard.at(-1)?.event.data ?? {}
  const state = stateOf(events, now)
  const told = new Set(state.moments.filter(isPeriodMoment).map(({ action }) => action))
  const book = userBook(subject, state, playbook, {
    ...{ now, traits },
    account: account === undefined ? undefined : ((await askedIn(store, account, subject, now, 0)) ?? { id: account }),
  })
  const asks = Object.entries(book.asks).map(([key, record]) => {
    const dated = datedAsk(record, book, search)
    const isLeftOut = dated.status === 'pending' && !isUnseen(dated, told, search)
    return [key, isLeftOut ? { ...dated, status: 'withdrawn' } : dated]
  })
  const decision = decide({
    playbook,
    book: { ...book, asks: Object.fromEntries(asks) },
    facts: { traits, ...(language && { language }) },
    now,
  })
  if (!('ask' in decision)) return undefined
  const { moment, record, action } = decision.ask
  const due = record.due ?? now
  if (Math.max(due, seen) + silence <= since) return undefined
  return {
    ...{ subject, action, moment: moment.id },
    ...(moment.label !== undefined && { label: moment.label }),
    at: new Date(moment.at).toISOString(),
    dueAt: new Date(due).toISOString(),
    ...periodOf(moment),
    ...(language && { language }),
    ...(account !== undefined && { account }),
  }
}

/** The ask with its own times. One that a result makes due would be due just now for a browser that hears of it just now. */
function datedAsk(record: AskRecord, { moments }: Book, { playbook, now }: Search): AskRecord {
  const { at = 0, updated = 0, digest } = moments[record.moment] ?? {}
  const life = playbook.actions[record.action]?.ask.expires ?? 0
  const due = Math.max(at, updated, digest?.to ?? 0)
  return record.due === now ? { ...record, due, expires: due + life } : record
}

/**
 * Whether it has been due for long, and was not shown, unless the user put it off then.
 * @param told the actions of whose periods the receiver has heard. Those of others are counted from when a browser first saw the
 * user, which only that browser knows.
 */
function isUnseen(
  { action, due = Infinity, displays, snoozes, early = [] }: AskRecord,
  told: ReadonlySet<string>,
  { playbook, now, silence, action: wanted }: Search,
): boolean {
  const wasSeen = (displays.at(-1) ?? -Infinity) > Math.max(-Infinity, ...snoozes, ...early)
  if (due + silence > now || (wanted !== undefined && action !== wanted) || wasSeen) return false
  return periodLength(playbook, action) === undefined || told.has(action)
}

function readPlaybook(json: unknown): CompiledPlaybook {
  if (json === undefined) return fail('expected "playbook" to be the parsed playbook, got nothing')
  const parsing = parsePlaybook(json)
  return parsing.ok
    ? compilePlaybook(parsing.playbook)
    : fail(`the playbook has a problem. ${parsing.problems[0]?.message}`)
}

function timeOf(what: string, given: Date | string | number): number {
  const time = +new Date(given)
  return Number.isNaN(time) ? fail(`expected "${what}" to be a date, got ${JSON.stringify(given)}`) : time
}
