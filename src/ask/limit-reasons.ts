/** Which limits stand against an ask. They count asks *shown*, and the ask itself never stands in its own way. */
import { actionOf } from '../moment/action-of'
import { type AskRecord, type Book, seedOf } from '../moment/book'
import { DAY, near } from '../moment/clock'
import type { Playbook } from '../playbook/schema'
import { share } from '../playbook/share'
import type { Facts } from './facts'
import { type Bounds, boundsOf } from './limits'
import { type Reason, type ReasonCode, reason } from './reason'
import { dismissedAt } from './standing'

export interface Situation {
  playbook: Playbook
  book: Book
  facts: Facts
  now: number
  /** The asks that limits count: shown, answered or dismissed. */
  shown: AskRecord[]
}

export const isCounted = ({ displays, status }: AskRecord): boolean =>
  displays.length > 0 || status === 'answered' || status === 'dismissed'

/**
 * Every limit that stands against this ask now, in the order of CONTRACT 3; empty when none does.
 *
 * `per30Days` and `perYear` count asks, not displays: one that was snoozed and comes back is still one ask. Its latest
 * display says when it leaves the window. `giveUp` holds for `for` after the last of `dismissals` dismissals, over all
 * actions, each within `for` of the next. Times are compared in both directions, see `near`.
 */
export function limitReasons(
  record: AskRecord,
  bounds: Bounds,
  { playbook, book, facts, now, shown }: Situation,
): Reason[] {
  const { action } = record
  const others = shown.filter((other) => other !== record)
  const reasons: Reason[] = []
  const since = (code: ReasonCode, times: (number | undefined)[], limit: number, what?: string) => {
    const at = Math.max(...times.filter((time): time is number => time !== undefined && near(now, time, limit)))
    if (at > -1 / 0) reasons.push(reason(code, { at, limit, until: at + limit, ...(what && { what }) }))
  }
  const cap = (code: ReasonCode, most: number, span: number) => {
    const times = others
      .map(({ displays }) => Math.max(0, ...displays.filter((time) => near(now, time, span))))
      .filter(Boolean)
      .sort((a, b) => a - b)
    const leaving = times[times.length - most]
    if (times.length >= most) reasons.push(reason(code, { limit: most, ...(leaving && { until: leaving + span }) }))
  }
  const dismissals = others.map((other) => {
    const ask = actionOf(playbook, other.action)?.ask
    return dismissedAt(other, ask ? boundsOf(playbook, ask) : bounds)
  })
  const same = (times: (number | undefined)[]) => times.filter((_, index) => others[index]?.action === action)

  since(
    'cooldown',
    others.flatMap(({ displays }) => displays),
    bounds.cooldown,
  )
  since(
    'same-action',
    same(others.map(({ status, settled, updated }) => (status === 'answered' ? (settled ?? updated) : undefined))),
    bounds.answered,
    'answered',
  )
  since('same-action', same(dismissals), bounds.dismissed, 'dismissed')
  const asks = facts.session?.asks ?? 0
  if (asks >= bounds.perSession) reasons.push(reason('session-cap', { limit: bounds.perSession }))
  cap('cap-30-days', bounds.per30Days, 30 * DAY)
  cap('cap-year', bounds.perYear, 365 * DAY)
  since('quiet', [book.user.since], bounds.quiet)
  const inOrder = dismissals.filter((time) => time !== undefined).sort((a, b) => b - a)
  const tired = inOrder.filter((time, index) =>
    near(time, inOrder[index + bounds.dismissals - 1] ?? Infinity, bounds.giveUp),
  )
  since('give-up', tired, bounds.giveUp, `${bounds.dismissals}`)
  if (bounds.sample < 1 && share(seedOf(book.user), action) >= bounds.sample)
    reasons.push(reason('sampled-out', { limit: bounds.sample }))
  return reasons
}
