/** Whether one ask can be shown now, and what stands against it. */
import { conditionFacts } from '../moment/condition-facts'
import type { AskRecord, Moment } from '../moment/book'
import { historyOf } from '../moment/history'
import { limitsFor } from '../playbook/compiled'
import { measuredBand } from '../rating/measured'
import type { Circumstances } from './circumstances'
import type { LimitCheck } from './limits'
import type { Refusal } from './refusal'
import { dismissedAt, isForced } from './status'

/** Why this ask is over for good. Undefined while it is open. */
export function endedRefusal(
  record: AskRecord,
  moment: Moment | undefined,
  { playbook, book, now }: Omit<Circumstances, 'facts'>,
): Refusal | undefined {
  const { status, settled = now, expires = Infinity, action } = record
  if (!playbook.actions[action]) return { code: 'unknown-action' }
  if (!moment) return { code: 'no-moment' }
  if (status === 'answered') return { code: 'answered', at: settled }
  if (moment.cancelled || status === 'withdrawn') return { code: 'cancelled', at: moment.cancelled ?? settled }
  const muted = book.muted[action]
  if (muted) return { code: 'muted', at: muted }
  const end = status === 'expired' ? Math.min(expires, settled) : expires
  if (end <= now) return { code: 'expired', at: end }
  const dismissed = isForced(record, now) ? 0 : dismissedAt(record, limitsFor(playbook, action).displays)
  return dismissed ? { code: 'dismissed', at: dismissed } : undefined
}

/** Why this ask is not due yet. Undefined once it is, or when the page called `ask()` for it. */
export function earlyCode(
  record: AskRecord,
  { book: { moments }, playbook, now }: Pick<Circumstances, 'book' | 'playbook' | 'now'>,
): 'snoozed' | 'not-due' | 'below-threshold' | 'waiting-for-result' | undefined {
  const { due, snoozes, early = [] } = record
  const moment = moments[record.moment]
  const action = playbook.actions[record.action]
  // There is nothing to ask, and nothing to tell yet: not even by `ask()`.
  const isMute = action?.ask.question === undefined && !(action && measuredBand(action, moment?.metrics))
  if ((due !== undefined && due <= now) || (isForced(record, now) && !isMute)) return undefined
  if (due !== undefined) return snoozes.length + early.length > 0 ? 'snoozed' : 'not-due'
  const trigger = action?.ask.trigger
  const isEnough = trigger?.kind !== 'digest' || (moment?.digest?.sum ?? 0) >= trigger.atLeast
  return isEnough ? 'waiting-for-result' : 'below-threshold'
}

/** Whether the ask's `if` holds. It is read against the facts of this instant, for asks made by `ask()` too. */
function meetsCondition(record: AskRecord, { playbook, book, facts, now }: Circumstances): boolean {
  const condition = playbook.actions[record.action]?.ask.condition
  if (!condition) return true
  const history = condition.readsHistory ? historyOf(book, record.action, now) : undefined
  return condition.holds(
    conditionFacts(
      { traits: book.user.traits, account: book.user.account, ...facts },
      book.moments[record.moment],
      history,
    ),
  )
}

/** `ask()` passes every limit. But nothing is shown without consent, or where it can't be seen. */
const passesForced = ({ code }: Refusal): boolean => code !== 'consent' && code !== 'busy'

const limitRefusals = (record: AskRecord, now: number, check: LimitCheck): Refusal[] => {
  const refusals = check(record)
  return isForced(record, now) ? refusals.filter((refusal) => !passesForced(refusal)) : refusals
}

/** The first kind of refusal that stands against an ask that is due. Empty when it can be shown. */
export function firstRefusals(record: AskRecord, circumstances: Circumstances, check: LimitCheck): Refusal[] {
  const ended = endedRefusal(record, circumstances.book.moments[record.moment], circumstances)
  if (ended) return [ended]
  const limits = limitRefusals(record, circumstances.now, check)
  if (limits.length > 0) return limits
  return meetsCondition(record, circumstances) ? [] : [{ code: 'condition' }]
}

/** Everything that stands against an ask. An ask that is over for good has one reason only. */
export function allRefusals(record: AskRecord, circumstances: Circumstances, check: LimitCheck): Refusal[] {
  const { book, now } = circumstances
  const ended = endedRefusal(record, book.moments[record.moment], circumstances)
  if (ended) return [ended]
  const early = earlyCode(record, circumstances)
  const refusals = [...limitRefusals(record, now, check)]
  if (early) refusals.unshift({ code: early, until: record.due })
  if (!meetsCondition(record, circumstances)) refusals.push({ code: 'condition' })
  return refusals
}
