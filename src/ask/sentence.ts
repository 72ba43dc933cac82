/**
 * Each reason as a sentence for the vendor's engineer, with what the playbook and the book say about it. Loaded only by
 * `explain` and the debug panel.
 */
import type { ReasonCode } from '../api'
import type { AskRecord } from '../moment/book'
import { DAY } from '../moment/clock'
import { conditionFacts } from '../moment/condition-facts'
import { historyOf } from '../moment/history'
import { type CompiledLimits, limitsFor } from '../playbook/compiled'
import { matches } from '../playbook/condition'
import { isJoin } from '../playbook/condition-operators'
import { reach } from '../playbook/plain'
import type { Condition } from '../playbook/schema'
import type { Circumstances } from './circumstances'
import type { Refusal } from './refusal'

const MINUTE = 60_000
const UNITS: [string, number][] = [
  ['day', DAY],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
  ['second', 1_000],
]

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `1209600000` as "14 days". A span that is no whole number of days is given in hours, and so on. */
const span = (ms = 0): string => {
  const [name, unit] = UNITS.find(([, one]) => ms % one === 0) ?? ['millisecond', 1]
  return counted(ms / unit, name)
}

/** "3 March 2026 at 12:00", in the browser's time zone. */
export const date = (time: number): string =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })

const on = ({ at }: Refusal): string => (at ? ` on ${date(at)}` : '')
const untilDate = ({ until }: Refusal): string => (until ? ` (until ${date(until)})` : '')

/** A value in the console's width. */
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** The parts of a condition that fail: `properties.recipients is 5, and must be {"$gte":20}`. */
const failingParts = (condition: Condition, facts: unknown): string =>
  Object.entries(condition)
    .filter(([path, test]) => !matches({ [path]: test }, facts))
    .map(([path, test]) =>
      isJoin(path)
        ? `${path} of ${short(test)}`
        : `${path} is ${reach(facts, path).map(short).join(' ')}, and must be ${short(test)}`,
    )
    .join('; ')

/** A refusal of one ask, and everything its sentence may need. */
interface Refused {
  refusal: Refusal
  record: AskRecord
  limits: CompiledLimits
  circumstances: Circumstances
}

const failingCondition = ({ record: { action, moment }, circumstances }: Refused): string => {
  const { playbook, book, facts, now } = circumstances
  const known = conditionFacts(
    { traits: book.user.traits, ...facts },
    book.moments[moment],
    historyOf(book, action, now),
  )
  return failingParts(playbook.actions[action]?.source.ask.if ?? {}, known)
}

const belowThreshold = ({ record: { action, moment }, circumstances: { playbook, book } }: Refused): string => {
  const trigger = playbook.actions[action]?.ask.trigger
  const atLeast = trigger?.kind === 'digest' ? trigger.atLeast : 0
  return `the sum is ${book.moments[moment]?.digest?.sum}, and "atLeast" is ${atLeast}`
}

const cap =
  (limit: 'per30Days' | 'perYear', days: number) =>
  ({ refusal, limits }: Refused): string => {
    const most = limits[limit]
    return most
      ? `the user was shown ${counted(most, 'ask')} within ${days} days, and "${limit}" is ${most}${untilDate(refusal)}`
      : `"${limit}" is 0`
  }

const BUSY: Record<string, string> = {
  typing: 'the user is typing',
  modal: 'a modal of the page is open',
  hidden: 'the page is hidden, or the frame or element that the card would stand in',
  loading: 'the page is still loading',
  open: 'a card is open already',
  'other-tab': 'another tab shows a card',
}

type GeneralCode = 'no-playbook' | 'no-sentences' | 'unknown-action' | 'no-moment'

/** Reasons that are not about one ask. */
const GENERAL: Record<GeneralCode, (action: string, near?: string) => string> = {
  'no-playbook': () => 'no playbook was read; the console says why',
  'no-sentences': () => 'the sentences could not be loaded',
  'unknown-action': (action, near) =>
    `the playbook has no action "${action}"${near ? `; did you mean "${near}"?` : ''}`,
  'no-moment': (action) => `no moment of "${action}" is remembered; call gainloop("track", "${action}", …)`,
}

const isGeneral = (code: ReasonCode): code is GeneralCode => Object.hasOwn(GENERAL, code)

const OF_ASK: Record<Exclude<ReasonCode, GeneralCode>, (refused: Refused) => string> = {
  consent: () => 'consent is waited for; call gainloop("consent", true)',
  busy: ({ refusal: { what = '' } }) => `${BUSY[what] ?? 'the page is busy'}; it is asked as soon as that ends`,
  answered: ({ refusal }) => `this moment was rated${on(refusal)}`,
  cancelled: ({ refusal }) => `this moment was cancelled${on(refusal)}`,
  expired: ({ refusal, record, limits: { snoozes } }) =>
    record.snoozes.length > snoozes
      ? `the user put it off more than ${counted(snoozes, 'time')}; see "snoozes"`
      : `its time ran out${on(refusal)}; see "expires"`,
  dismissed: ({ refusal, record, limits: { displays } }) =>
    record.status === 'dismissed'
      ? `the user closed it${on(refusal)}`
      : `it was left unanswered ${counted(displays, 'time')}, the last${on(refusal)}, and "displays" is ${displays}`,
  muted: ({ refusal }) => `the user chose "Don't ask about this again"${on(refusal)}`,
  'waiting-for-result': ({ record, circumstances: { book } }) => {
    const moment = book.moments[record.moment]
    const target = moment?.digest ? record.action : moment?.id
    return `no result ${moment?.metrics && Object.keys(moment.metrics).length ? 'decides yet' : 'is known'}; call gainloop("result", "${target}", …)`
  },
  'below-threshold': belowThreshold,
  'not-due': ({ refusal, record, circumstances }) =>
    circumstances.playbook.actions[record.action]?.ask.judge === 'metrics'
      ? `no figure has decided yet; if none comes, the user is asked instead${untilDate(refusal)}`
      : `it is not due yet${untilDate(refusal)}`,
  snoozed: ({ refusal }) => `the user asked for later, or found it too early to tell${untilDate(refusal)}`,
  condition: (refused) => `its "if" does not hold: ${failingCondition(refused)}`,
  'sampled-out': ({ limits: { sample } }) =>
    `the user is not in the ${Number((sample * 100).toFixed(2))}% that "sample" picks, and stays out of it`,
  cooldown: ({ refusal }) =>
    `another ask was shown${on(refusal)}, and the cooldown is ${span(refusal.limit)}${untilDate(refusal)}`,
  'same-action': ({ refusal, record }) =>
    `an ask about "${record.action}" was ${refusal.what}${on(refusal)}, and "sameAction.${refusal.what}" is ${span(refusal.limit)}${untilDate(refusal)}`,
  'session-cap': ({ limits: { perSession }, circumstances: { facts } }) =>
    `this session has had ${counted(facts.session?.asks ?? 0, 'ask')}, and "perSession" is ${perSession}`,
  'cap-30-days': cap('per30Days', 30),
  'cap-year': cap('perYear', 365),
  'account-limit': ({ refusal, limits: { perAccount }, circumstances: { book } }) =>
    `users of the account "${book.user.account?.id}" were shown ${counted(perAccount?.asks ?? 0, 'ask')} within ${span(perAccount?.per)}, and "perAccount" allows no more${untilDate(refusal)}`,
  quiet: ({ refusal }) =>
    `the user was first seen${on(refusal)}, and "quiet" is ${span(refusal.limit)}${untilDate(refusal)}`,
  'give-up': ({ refusal, limits: { giveUp } }) =>
    `the user dismissed ${counted(giveUp.dismissals, 'ask')}, the last${on(refusal)}, and "giveUp.for" is ${span(refusal.limit)}${untilDate(refusal)}`,
  'another-first': ({ refusal }) => `the ask about "${refusal.what}" comes first`,
}

const notAsked = (because: string): string => `Not asked: ${because}${because.endsWith('?') ? '' : '.'}`

/** @param near the known action that the name was probably meant to be */
export const generalSentence = (code: GeneralCode, action: string, near?: string): string =>
  notAsked(GENERAL[code](action, near))

/**
 * The sentence for a refusal of one ask, such as
 * `Not asked: another ask was shown on 3 March 2026 at 12:00, and the cooldown is 14 days (until 17 March 2026 at 12:00).`
 */
export const askSentence = (refusal: Refusal, record: AskRecord, circumstances: Circumstances): string => {
  const { code } = refusal
  if (isGeneral(code)) return generalSentence(code, record.action)
  const limits = limitsFor(circumstances.playbook, record.action)
  return notAsked(OF_ASK[code]({ refusal, record, limits, circumstances }))
}
