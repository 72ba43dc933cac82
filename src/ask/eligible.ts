/** What stands against one ask. */
import { factsFor } from '../lesson/facts'
import { historyOf } from '../lesson/history'
import { actionOf } from '../moment/action-of'
import type { AskRecord, Book, Moment } from '../moment/book'
import { isForced } from '../moment/standing'
import { matches } from '../playbook/condition'
import { dismissedAt } from './dismissal'
import type { Present } from './facts'
import { boundsOf } from './limits'
import type { Reason } from './reason'

/** Why this ask is over for good; undefined while it is open. */
export function overReason(
  record: AskRecord,
  moment: Moment | undefined,
  { playbook, book, now }: Omit<Present, 'facts'>,
): Reason | undefined {
  const { status, settled = now, expires = 1 / 0, action } = record
  if (!actionOf(playbook, action)) return { code: 'unknown-action' }
  if (!moment) return { code: 'no-moment' }
  if (status === 'answered') return { code: status, at: settled }
  if (moment.cancelled || status === 'withdrawn') return { code: 'cancelled', at: moment.cancelled ?? settled }
  const muted = book.muted[action] ?? 0
  if (muted > 0) return { code: 'muted', at: muted }
  const end = status === 'expired' ? Math.min(expires, settled) : expires
  if (end <= now) return { code: 'expired', at: end }
  const at = !isForced(record, now) && dismissedAt(record, boundsOf(playbook, action).displays)
  return at ? { code: 'dismissed', at } : undefined
}

/** Why it is not time yet; undefined once the ask is due, or was asked for by hand. */
function earlyReason(record: AskRecord, { moments }: Book, now: number): Reason | undefined {
  const { due = 1 / 0, snoozes } = record
  if (due <= now || isForced(record, now)) return
  if (due < 1 / 0) return { code: snoozes.length ? 'snoozed' : 'not-due', until: due }
  return { code: moments[record.moment]?.digest ? 'below-threshold' : 'waiting-for-result' }
}

/**
 * What stands against an ask; empty when it can be shown. What is over for good has one reason, and that is it.
 * @param limitsOf the limits that hold for an ask, see `limit-reasons.ts`
 * @param all whether to go on where one reason is enough: of what is not due the limits, of what they hold back the condition
 */
export function reasonsAgainst(
  record: AskRecord,
  present: Present,
  limitsOf: (record: AskRecord) => Reason[],
  all = false,
): Reason[] {
  const { playbook, book, facts, now } = present
  const early = earlyReason(record, book, now)
  if (early && !all) return [early]
  const moment = book.moments[record.moment]
  const over = overReason(record, moment, present)
  if (over) return [over]
  const limits = limitsOf(record)
  const reasons = isForced(record, now) ? limits.filter(({ code }) => /^(consent|busy)$/.test(code)) : limits
  if (reasons.length && !all) return reasons
  // The ask's `if` is read against the facts of this instant. It holds for asks made by hand, too.
  const condition = actionOf(playbook, record.action)?.ask.if ?? {}
  // The history is counted out of the whole book: only for a condition that asks about it.
  const history = JSON.stringify(condition).includes('"history') ? historyOf(book, record.action, now) : undefined
  const known = factsFor({ traits: book.user.traits, ...facts }, moment, history)
  const fails: Reason[] = matches(condition, known) ? [] : [{ code: 'condition' }]
  return [...(early ? [early] : []), ...reasons, ...fails]
}
