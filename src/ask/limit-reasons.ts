/** Which limits stand against an ask, and what of the page does. They count asks *shown*, and the ask itself never stands in its own way. */
import { actionOf } from '../moment/action-of'
import { type AskRecord, seedOf } from '../moment/book'
import { DAY, near } from '../moment/clock'
import { share } from '../playbook/share'
import { dismissedAt } from './dismissal'
import type { Present } from './facts'
import { type Bounds, boundsOf } from './limits'
import type { Reason, ReasonCode } from './reason'

/** What limits count of one ask: when it was last shown, answered, dismissed; 0 for never. */
interface Past {
  record: AskRecord
  shown: number
  answered: number
  dismissed: number
}

/** Every limit that holds now for an ask of this action that is not among `past`: over all actions, then of this one. */
function reasonsOf(action: string, bounds: Bounds, past: Past[], { book, facts, now }: Present): Reason[] {
  const reasons: Reason[] = []
  const latestFirst = (what: 'shown' | 'answered' | 'dismissed', of = past) =>
    of.map((one) => one[what]).sort((a, b) => b - a)
  /** As many as `most` of these times, the latest first, are within the span. The one that leaves it next says until when. */
  const hold = (code: ReasonCode, times: number[], limit: number, most = 1, what?: Reason['what']): void => {
    const recent = times.filter((time) => near(now, time, limit))
    const at = recent[most - 1]
    if (recent.length >= most) reasons.push({ code, at, limit, until: at && at + limit, what })
  }
  if (facts.consent === false) reasons.push({ code: 'consent' })
  if (facts.busy) reasons.push({ code: 'busy', what: facts.busy })
  const shown = latestFirst('shown')
  const dismissed = latestFirst('dismissed')
  const { dismissals, for: giveUp, sample } = bounds
  const tired = dismissed.filter((time, index) => near(time, dismissed[index + dismissals - 1], giveUp))
  hold('cooldown', shown, bounds.cooldown)
  if ((facts.session?.asks ?? 0) >= bounds.perSession) reasons.push({ code: 'session-cap' })
  hold('cap-30-days', shown, 30 * DAY, bounds.per30Days)
  hold('cap-year', shown, 365 * DAY, bounds.perYear)
  hold('quiet', [book.user.since], bounds.quiet)
  hold('give-up', tired, giveUp, 1, dismissals)
  const same = past.filter(({ record }) => record.action === action)
  for (const what of ['answered', 'dismissed'] as const)
    hold('same-action', latestFirst(what, same), bounds[what], 1, what)
  if (sample < 1 && share(seedOf(book.user), action) >= sample) reasons.push({ code: 'sampled-out' })
  return reasons
}

/**
 * Every limit that holds now, by ask: for asks that were never shown and have the same limits one and the same list.
 *
 * `per30Days` and `perYear` count asks, not displays: one that was snoozed and comes back is still one ask. Its latest
 * display says when it leaves the window. `giveUp` holds for `for` after the last of `dismissals` dismissals, each within
 * `for` of the next. Times are compared in both directions, see `near`.
 */
export function limitsOf(present: Present): (record: AskRecord) => Reason[] {
  const { playbook, book } = present
  const bounds = (action: string) => boundsOf(playbook, actionOf(playbook, action)?.ask)
  const past = Object.values(book.asks)
    .filter(({ displays }) => displays.length)
    .map((record) => ({
      record,
      shown: record.displays.at(-1) ?? 0,
      answered: record.status === 'answered' ? (record.settled ?? 0) : 0,
      dismissed: dismissedAt(record, bounds(record.action).displays),
    }))
  const actions = new Set(past.map(({ record }) => record.action))
  const known = new Map<unknown, Reason[]>()
  return (record) => {
    const { action, displays } = record
    const key = displays.length ? record : action
    let reasons = known.get(key)
    if (!reasons) {
      const own = bounds(action)
      const alike = key === record || own.sample < 1 || actions.has(action) ? key : own
      const others = past.filter((other) => other.record !== record)
      reasons = known.get(alike) ?? reasonsOf(action, own, others, present)
      known.set(alike, reasons).set(key, reasons)
    }
    return reasons
  }
}
