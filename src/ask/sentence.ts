/** Each reason as a sentence for the vendor's engineer. Loaded only by `explain` and the debug panel. */
import type { ReasonCode } from '../api'
import { DAY } from '../moment/clock'
import type { Detail } from './detail'

const MINUTE = 60_000
const UNITS: [string, number][] = [
  ['day', DAY],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
  ['second', 1_000],
]

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** `1209600000` as "14 days"; what is no whole number of days in hours, and so on. */
const span = (ms = 0): string => {
  const [name, unit] = UNITS.find(([, one]) => ms % one === 0) ?? ['millisecond', 1]
  return counted(ms / unit, name)
}

/** "3 March 2026 at 12:00", in the browser's time zone. */
export const date = (time: number): string =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })

const on = ({ at }: Detail): string => (at ? ` on ${date(at)}` : '')
const until = ({ until }: Detail): string => (until ? ` (until ${date(until)})` : '')

/** Shown so often within so many days. */
const capped =
  (days: number, limit: string) =>
  (told: Detail): string =>
    told.most
      ? `the user was shown ${counted(told.most, 'ask')} within ${days} days, and "${limit}" is ${told.most}${until(told)}`
      : `"${limit}" is 0`

const BUSY: Record<string, string> = {
  typing: 'the user is typing',
  modal: 'a modal of the page is open',
  hidden: 'the page is hidden',
  open: 'a card is open already',
  'other-tab': 'another tab shows a card',
}

const EXPIRED = {
  late: (told: Detail) => `its time ran out${on(told)}; see "expires"`,
  snoozed: ({ most }: Detail) => `the user put it off more than ${counted(most ?? 0, 'time')}; see "snoozes"`,
}

/** What stands against the ask, by code. */
const BECAUSE: Record<ReasonCode, (told: Detail) => string> = {
  'no-playbook': () => 'no playbook was read; the console says why',
  'no-sentences': () => 'the sentences could not be loaded',
  consent: () => 'consent is waited for; call gainloop("consent", true)',
  busy: ({ what = '' }) => `${BUSY[what] ?? 'the page is busy'}; it is asked as soon as that ends`,
  'unknown-action': ({ action, found }) =>
    `the playbook has no action "${action}"${found ? `; did you mean "${found}"?` : ''}`,
  'no-moment': ({ action }) => `no moment of "${action}" is remembered; call gainloop("track", "${action}", …)`,
  answered: (told) => `this moment was rated${on(told)}`,
  cancelled: (told) => `this moment was cancelled${on(told)}`,
  expired: (told) => EXPIRED[told.found === 'snoozed' ? 'snoozed' : 'late'](told),
  dismissed: (told) =>
    told.found === 'closed'
      ? `the user closed it${on(told)}`
      : `it was left unanswered ${counted(told.most ?? 0, 'time')}, the last${on(told)}, and "displays" is ${told.most}`,
  muted: (told) => `the user chose "Don't ask about this again"${on(told)}`,
  'waiting-for-result': ({ moment }) => `no result is known; call gainloop("result", "${moment}", …)`,
  'below-threshold': ({ found, most }) => `the sum is ${found}, and "atLeast" is ${most}`,
  'not-due': (told) =>
    told.found === 'undecided'
      ? `no figure has decided yet; if none comes, the user is asked instead${until(told)}`
      : `it is not due yet${until(told)}`,
  snoozed: (told) => `the user asked for later, or found it too early to tell${until(told)}`,
  condition: ({ found }) => `its "if" does not hold: ${found}`,
  'sampled-out': ({ most = 0 }) =>
    `the user is not in the ${Number((most * 100).toFixed(2))}% that "sample" picks, and stays out of it`,
  cooldown: (told) => `another ask was shown${on(told)}, and the cooldown is ${span(told.limit)}${until(told)}`,
  'same-action': (told) =>
    `an ask about "${told.action}" was ${told.what}${on(told)}, and "sameAction.${told.what}" is ${span(told.limit)}${until(told)}`,
  'session-cap': ({ found, most }) =>
    `this session has had ${counted(Number(found), 'ask')}, and "perSession" is ${most}`,
  'cap-30-days': capped(30, 'per30Days'),
  'cap-year': capped(365, 'perYear'),
  quiet: (told) => `the user was first seen${on(told)}, and "quiet" is ${span(told.limit)}${until(told)}`,
  'give-up': (told) =>
    `the user dismissed ${counted(Number(told.what), 'ask')}, the last${on(told)}, and "giveUp.for" is ${span(told.limit)}${until(told)}`,
  'another-first': ({ what }) => `the ask about "${what}" comes first`,
}

/**
 * The sentence for a reason, such as
 * `Not asked: another ask was shown on 3 March 2026 at 12:00, and the cooldown is 14 days (until 17 March 2026 at 12:00).`
 */
export const sentence = (told: Detail): string => `Not asked: ${BECAUSE[told.code](told)}.`.replace(/\?\.$/, '?')
