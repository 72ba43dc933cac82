/** Which limits stand against an ask. They count asks *shown*, and the ask itself never stands in its own way. */
import { actionOf } from '../moment/action-of'
import { type AskRecord, type Book, seedOf } from '../moment/book'
import { DAY, near } from '../moment/clock'
import type { Playbook } from '../playbook/schema'
import { share } from '../playbook/share'
import { dismissedAt } from './dismissal'
import type { Facts } from './facts'
import { type Bounds, boundsOf } from './limits'
import { type Reason, type ReasonCode, reason } from './reason'

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

const NEVER = -1 / 0

/** The latest of these times that is less than `span` away from now. */
const latest = (times: number[], now: number, span: number): number =>
  times.reduce((last, time) => (time > last && near(now, time, span) ? time : last), NEVER)

const since = (code: ReasonCode, at: number, limit: number, what?: string): Reason[] =>
  at > NEVER ? [reason(code, { at, limit, until: at + limit, ...(what && { what }) })] : []

const dismissal = (record: AskRecord, playbook: Playbook, otherwise: Bounds): number => {
  if (record.status === 'answered') return NEVER
  const ask = actionOf(playbook, record.action)?.ask
  return dismissedAt(record, ask ? boundsOf(playbook, ask) : otherwise) ?? NEVER
}

/**
 * The limits over all actions that hold now, in the order of CONTRACT 3, for an ask that is not among `others`.
 *
 * `per30Days` and `perYear` count asks, not displays: one that was snoozed and comes back is still one ask. Its latest
 * display says when it leaves the window. `giveUp` holds for `for` after the last of `dismissals` dismissals, each within
 * `for` of the next. Times are compared in both directions, see `near`.
 */
export function userLimits(bounds: Bounds, others: AskRecord[], { playbook, book, facts, now }: Situation): Reason[] {
  const cap = (code: ReasonCode, limit: number, span: number): Reason[] => {
    const times = others.map(({ displays }) => latest(displays, now, span)).filter((time) => time > NEVER)
    if (times.length < limit) return []
    const leaving = times.sort((a, b) => a - b)[times.length - limit]
    return [reason(code, { limit, ...(leaving !== undefined && { until: leaving + span }) })]
  }
  const dismissals = others.map((other) => dismissal(other, playbook, bounds)).sort((a, b) => b - a)
  const tired = dismissals.filter((time, index) =>
    near(time, dismissals[index + bounds.dismissals - 1] ?? NEVER, bounds.giveUp),
  )
  const lastShown = Math.max(NEVER, ...others.map(({ displays }) => latest(displays, now, bounds.cooldown)))
  return [
    ...since('cooldown', lastShown, bounds.cooldown),
    ...((facts.session?.asks ?? 0) < bounds.perSession ? [] : [reason('session-cap', { limit: bounds.perSession })]),
    ...cap('cap-30-days', bounds.per30Days, 30 * DAY),
    ...cap('cap-year', bounds.perYear, 365 * DAY),
    ...since('quiet', latest([book.user.since], now, bounds.quiet), bounds.quiet),
    ...since('give-up', latest(tired, now, bounds.giveUp), bounds.giveUp, `${bounds.dismissals}`),
  ]
}

/** The limits of one action that hold now, for an ask that is not among `others`. */
export function actionLimits(action: string, bounds: Bounds, others: AskRecord[], situation: Situation): Reason[] {
  const { playbook, book, now } = situation
  const same = others.filter((other) => other.action === action)
  if (!same.length && bounds.sample >= 1) return []
  const answers = same.map(({ status, settled, updated }) => (status === 'answered' ? (settled ?? updated) : NEVER))
  const dismissals = same.map((other) => dismissal(other, playbook, bounds))
  const sampled = bounds.sample >= 1 || share(seedOf(book.user), action) < bounds.sample
  return [
    ...since('same-action', latest(answers, now, bounds.answered), bounds.answered, 'answered'),
    ...since('same-action', latest(dismissals, now, bounds.dismissed), bounds.dismissed, 'dismissed'),
    ...(sampled ? [] : [reason('sampled-out', { limit: bounds.sample })]),
  ]
}

/** Every limit that stands against this ask now; empty when none does. */
export function limitReasons(record: AskRecord, bounds: Bounds, situation: Situation): Reason[] {
  const others = situation.shown.filter((other) => other !== record)
  return [...userLimits(bounds, others, situation), ...actionLimits(record.action, bounds, others, situation)]
}
