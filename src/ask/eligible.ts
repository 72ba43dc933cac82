/** Whether one ask is open, due, and wanted under the facts of this instant; limits apart. */
import { factsFor } from '../lesson/facts'
import { historyOf } from '../lesson/history'
import type { AskRecord, Book, Moment } from '../moment/book'
import { isForced, isOpen } from '../moment/standing'
import { matches } from '../playbook/condition'
import type { Ask } from '../playbook/schema'
import { dismissedAt } from './dismissal'
import type { Situation } from './limit-reasons'
import { boundsOf } from './limits'
import { type Reason, type ReasonCode, reason } from './reason'

/** Why this ask is over for good; undefined while it is open. */
export function settledReason(
  record: AskRecord,
  moment: Moment,
  ask: Ask,
  { playbook, book, now }: Situation,
): Reason | undefined {
  const { status, settled, expires = Infinity } = record
  const at = settled === undefined ? {} : { at: settled }
  if (status === 'answered') return reason('answered', at)
  if (moment.cancelled !== undefined || status === 'withdrawn')
    return reason('cancelled', { at: moment.cancelled ?? now })
  const muted = Object.hasOwn(book.muted, record.action) && book.muted[record.action]
  if (muted) return reason('muted', { at: muted })
  if (expires <= now || !(status === 'dismissed' || isOpen(record, now)))
    return reason('expired', { at: Math.min(expires, settled ?? Infinity) })
  const dismissed = isForced(record, now) ? undefined : dismissedAt(record, boundsOf(playbook, ask))
  return dismissed === undefined ? undefined : reason('dismissed', { at: dismissed })
}

/** Why it is not time yet; undefined once the ask is due, or was asked for by hand. */
export function earlyCode(record: AskRecord, { moments }: Book, now: number): ReasonCode | undefined {
  const { due } = record
  if ((due !== undefined && due <= now) || isForced(record, now)) return
  if (due === undefined) return moments[record.moment]?.digest ? 'below-threshold' : 'waiting-for-result'
  return record.snoozes.length ? 'snoozed' : 'not-due'
}

export const earlyReason = (code: ReasonCode, { due }: AskRecord): Reason =>
  reason(code, due === undefined ? {} : { until: due })

/** The ask's `if`, read against the facts of this instant. Holds for asks made by hand, too. */
export function conditionReason(moment: Moment, ask: Ask, { book, facts, now }: Situation): Reason | undefined {
  if (!ask.if) return
  // The history is counted out of the whole book: only for a condition that asks about it.
  const history = JSON.stringify(ask.if).includes('"history') ? historyOf(book, moment.action, now) : undefined
  const all = factsFor({ traits: book.user.traits, ...facts }, moment, history)
  return matches(ask.if, all) ? undefined : reason('condition')
}
