/** Each reason as a sentence for the vendor's engineer. Loaded only by `explain` and the debug panel. */
import type { Playbook } from '../playbook/schema'
import type { Reason } from './reason'

const UNITS: [number, string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
]

/** `1209600000` as "14 days": in the largest unit that gives a whole number. */
export function span(ms: number): string {
  const [size, unit] = UNITS.find(([size]) => ms >= size && ms % size === 0) ?? [1, 'millisecond']
  const count = ms / size
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** "3 March", with the year where it is another, with the time within two days. In the browser's time zone. */
export function date(time: number, now: number): string {
  const year = new Date(time).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' as const }
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', ...year }).format(time)
  if (Math.abs(time - now) > 2 * 86_400_000) return day
  return `${day} at ${new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(time)}`
}

const BUSY: Record<string, string> = {
  typing: 'the user is typing',
  modal: 'a modal of the page is open',
  hidden: 'the page is hidden',
  open: 'a card is open already',
  'other-tab': 'another tab shows a card',
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/**
 * The sentence for a reason, such as `Not asked: another ask was shown on 3 March, and the cooldown is 14 days (until 17 March).`
 */
export function sentence(why: Reason, playbook: Playbook | undefined, now: number): string {
  const { code, action = '', what = '', limit = 0 } = why
  const at = why.at === undefined ? '' : ` on ${date(why.at, now)}`
  const until = why.until === undefined ? '' : ` (until ${date(why.until, now)})`
  const name = `"${action}"`
  const known = Object.keys(playbook?.actions ?? {})
  const because = (): string => {
    switch (code) {
      case 'no-playbook':
        return 'no playbook has been read; check data-playbook and the console for what is wrong with it'
      case 'consent':
        return 'consent is waited for; call gainloop("consent", true) once it is given'
      case 'busy':
        return `${BUSY[what] ?? 'the page is busy'}; it is asked as soon as that ends`
      case 'unknown-action':
        return `the playbook has no action ${name}; it has ${known.slice(0, 5).join(', ')}${known.length > 5 ? ' and others' : ''}`
      case 'no-moment':
        return action
          ? `no moment of ${name} is remembered; call gainloop("track", ${name}, …) when a user completes it`
          : 'nothing is pending'
      case 'answered':
        return `this moment was rated${at}, and a moment is rated once`
      case 'cancelled':
        return `this moment was cancelled${at}`
      case 'expired':
        return `its time was over${at}; "expires" says how long an ask stays open`
      case 'dismissed':
        return `it was dismissed${at}, by closing it or by ignoring it as often as "displays" allows`
      case 'muted':
        return `the user chose "Don't ask about this again" for ${name}${at}`
      case 'waiting-for-result':
        return `no result is known yet; call gainloop("result", "${why.moment ?? '<moment id>'}", { … })`
      case 'below-threshold':
        return `the sum of this period is below "atLeast"`
      case 'not-due':
        return `it is not due yet${until}`
      case 'snoozed':
        return `the user asked for later${until}`
      case 'condition':
        return `its "if" does not hold for this user, moment and page`
      case 'sampled-out':
        return `"sample" is ${limit}, and this user is not in the sample for ${name}`
      case 'cooldown':
        return `another ask was shown${at}, and the cooldown is ${span(limit)}${until}`
      case 'same-action':
        return `an ask about ${name} was ${what}${at}, and "sameAction.${what}" is ${span(limit)}${until}`
      case 'session-cap':
        return `this session has had ${plural(limit, 'ask')}, the most "perSession" allows; a session ends after 30 minutes without activity`
      case 'cap-30-days':
        return `the user was shown ${plural(limit, 'ask')} in 30 days, the most "per30Days" allows${until}`
      case 'cap-year':
        return `the user was shown ${plural(limit, 'ask')} in a year, the most "perYear" allows${until}`
      case 'quiet':
        return `the user was first seen${at}, and "quiet" is ${span(limit)}${until}`
      case 'give-up':
        return `the user dismissed ${plural(Number(what), 'ask')}, the last${at}, and "giveUp" is ${span(limit)}${until}`
      case 'another-first':
        return `the ask about ${what} comes first`
    }
  }
  return `Not asked: ${because()}.`
}
