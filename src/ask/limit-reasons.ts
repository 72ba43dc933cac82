/** Which limits stand against an ask, and what of the page does. They count asks *shown*, and none stands in its own way. */
import type { ReasonCode } from '../api'
import { type AskRecord, seedOf } from '../moment/book'
import { DAY, near } from '../moment/clock'
import { share } from '../playbook/share'
import { dismissedAt } from './dismissal'
import type { Present } from './facts'
import { type Bounds, boundsOf } from './limits'
import type { Reason } from './reason'

/** What happened to an ask, and when; 0: it did not. */
interface Event {
  record?: AskRecord
  at: number
}

/**
 * Every limit that holds now, by ask: for asks that were never shown and have the same limits one and the same list.
 *
 * `per30Days` and `perYear` count asks, not displays: one that was snoozed and comes back is still one ask. Its latest
 * display says when it leaves the window. `giveUp` holds for `for` after the last of `dismissals` dismissals, each within
 * `for` of the next. Times are compared in both directions, see `near`.
 */
export function limitsOf({ playbook, book, facts, now }: Present): (record: AskRecord) => Reason[] {
  const past = Object.values(book.asks).filter(({ displays }) => displays.length)
  const latestFirst = (when: (record: AskRecord) => number | undefined): Event[] =>
    past.map((record) => ({ record, at: when(record) ?? 0 })).sort((a, b) => b.at - a.at)
  const shown = latestFirst(({ displays }) => displays.at(-1))
  const answered = latestFirst(({ status, settled }) => (status === 'answered' ? settled : 0))
  const dismissed = latestFirst((record) => dismissedAt(record, boundsOf(playbook, record.action).displays))
  const actions = new Set(past.map(({ action }) => action))
  const known = new Map<unknown, Reason[]>()

  const reasonsFor = (record: AskRecord, bounds: Bounds): Reason[] => {
    const reasons: Reason[] = []
    /** As many as `most` of these events are within the span. The one that leaves it next says until when. */
    const hold = (code: ReasonCode, events: Event[], limit: number, most = 1, what?: Reason['what']): void => {
      const recent = events.filter((event) => event.record !== record && near(now, event.at, limit))
      const at = recent[most - 1]?.at
      if (recent.length >= most) reasons.push({ code, at, limit, until: at && at + limit, what })
    }
    const { dismissals, for: giveUp, sample } = bounds
    const { action } = record
    const same = (events: Event[]) => events.filter((event) => event.record?.action === action)
    if (facts.consent === false) reasons.push({ code: 'consent' })
    if (facts.busy) reasons.push({ code: 'busy', what: facts.busy })
    hold('cooldown', shown, bounds.cooldown)
    if ((facts.session?.asks ?? 0) >= bounds.perSession) reasons.push({ code: 'session-cap' })
    hold('cap-30-days', shown, 30 * DAY, bounds.per30Days)
    hold('cap-year', shown, 365 * DAY, bounds.perYear)
    hold('quiet', [{ at: book.user.since }], bounds.quiet)
    const tired = dismissed.filter(({ at }, index) => near(at, dismissed[index + dismissals - 1]?.at, giveUp))
    hold('give-up', tired, giveUp, 1, dismissals)
    hold('same-action', same(answered), bounds.answered, 1, 'answered')
    hold('same-action', same(dismissed), bounds.dismissed, 1, 'dismissed')
    if (sample < 1 && share(seedOf(book.user), action) >= sample) reasons.push({ code: 'sampled-out' })
    return reasons
  }

  return (record) => {
    const { action, displays } = record
    const key = displays.length ? record : action
    let reasons = known.get(key)
    if (!reasons) {
      const bounds = boundsOf(playbook, action)
      const alike = key === record || bounds.sample < 1 || actions.has(action) ? key : bounds
      reasons = known.get(alike) ?? reasonsFor(record, bounds)
      known.set(alike, reasons).set(key, reasons)
    }
    return reasons
  }
}
