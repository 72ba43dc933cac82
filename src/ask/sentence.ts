/** Each reason as a sentence for the vendor's engineer. Loaded only by `explain` and the debug panel. */
import { DAY } from '../moment/clock'
import type { Reason, ReasonCode } from './reason'

/** What stands against the ask, by code; `{…}` stands for what is known of it. */
const BECAUSE: Record<ReasonCode, string> = {
  'no-playbook': 'no playbook was read; the console says why',
  consent: 'consent is waited for; call gainloop("consent", true)',
  busy: 'the page is busy ({what}); it is asked as soon as that ends',
  'unknown-action': 'the playbook has no action "{action}"',
  'no-moment': 'no moment of "{action}" is remembered; call gainloop("track", "{action}", …)',
  answered: 'this moment was rated{at}',
  cancelled: 'this moment was cancelled{at}',
  expired: 'its time was over{at}; see "expires"',
  dismissed: 'it was closed or ignored too often{at}; see "displays"',
  muted: 'the user chose "Don\'t ask about this again"{at}',
  'waiting-for-result': 'no result is known; call gainloop("result", "{moment}", …)',
  'below-threshold': 'the sum is below "atLeast"',
  'not-due': 'it is not due yet{until}',
  snoozed: 'the user asked for later{until}',
  condition: 'its "if" does not hold',
  'sampled-out': 'the user is not in the "sample"',
  cooldown: 'another ask was shown{at}, and the cooldown is {limit}{until}',
  'same-action': 'an ask about "{action}" was {what}{at}, and "sameAction" is {limit}{until}',
  'session-cap': 'this session has had "perSession" asks',
  'cap-30-days': 'the user was shown "per30Days" asks{until}',
  'cap-year': 'the user was shown "perYear" asks{until}',
  quiet: 'the user was first seen{at}, and "quiet" is {limit}{until}',
  'give-up': 'the user dismissed {what} asks, the last{at}, and "giveUp" is {limit}{until}',
  'another-first': 'the ask about "{what}" comes first',
}

/** `1209600000` as "14 days", less than a day in hours. */
const span = (ms: number): string => (ms < DAY ? `${(ms / DAY) * 24} hours` : `${ms / DAY} days`)

/** "3 March 2026 at 12:00", in the browser's time zone. */
export const date = (time: number): string =>
  new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })

/**
 * The sentence for a reason, such as
 * `Not asked: another ask was shown on 3 March 2026 at 12:00, and the cooldown is 14 days (until 17 March 2026 at 12:00).`
 */
export function sentence(reason: Reason): string {
  const { at, until, limit = 0 } = reason
  const values: Record<string, unknown> = {
    ...reason,
    at: at ? ` on ${date(at)}` : '',
    until: until ? ` (until ${date(until)})` : '',
    limit: span(limit),
  }
  return `Not asked: ${BECAUSE[reason.code].replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`)}.`
}
