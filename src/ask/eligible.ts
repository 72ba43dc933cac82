/** Whether one ask is open, due, and wanted under the facts of this instant; limits apart. */
import { factsFor } from '../lesson/facts'
import { historyOf } from '../lesson/history'
import type { AskRecord, Moment } from '../moment/book'
import { digestOf } from '../moment/schedule'
import { matches } from '../playbook/condition'
import type { Ask } from '../playbook/schema'
import type { Situation } from './limit-reasons'
import { boundsOf } from './limits'
import { type Reason, reason } from './reason'
import { dismissedAt, isForced, isOpen } from './standing'

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
export function earlyReason(record: AskRecord, ask: Ask, now: number): Reason | undefined {
  const { due, snoozes } = record
  if (isForced(record, now) || (due !== undefined && due <= now)) return
  if (due === undefined) return reason(digestOf(ask) ? 'below-threshold' : 'waiting-for-result')
  return reason(snoozes.length ? 'snoozed' : 'not-due', { until: due })
}

/** The ask's `if`, read against the facts of this instant. Holds for asks made by hand, too. */
export function conditionReason(moment: Moment, ask: Ask, { book, facts, now }: Situation): Reason | undefined {
  if (!ask.if) return
  const all = factsFor({ traits: book.user.traits, ...facts }, moment, historyOf(book, moment.action, now))
  return matches(ask.if, all) ? undefined : reason('condition')
}
