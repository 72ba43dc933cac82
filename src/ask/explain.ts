/** Every verdict in full, for the vendor's engineer: what `decide` would say of each moment, in sentences. */
import { actionOf } from '../moment/action-of'
import { type Moment, momentKey } from '../moment/book'
import { newAsk, periodOf } from '../moment/schedule'
import { isForced } from '../moment/standing'
import type { Playbook } from '../playbook/schema'
import { type Circumstances, decide, generalReasons } from './decide'
import { conditionReason, earlyCode, earlyReason, settledReason } from './eligible'
import { isCounted, limitReasons, type Situation } from './limit-reasons'
import { boundsOf } from './limits'
import { type Reason, type ReasonCode, reason } from './reason'
import { sentence } from './sentence'

export interface Verdict {
  action: string
  /** The moment's id; absent for an action of which no moment is remembered. */
  moment?: string
  /** Whether it is the ask to show now. */
  ask: boolean
  /** Every reason why it is not; `until` in milliseconds since 1970. */
  reasons: { code: ReasonCode; message: string; until?: number }[]
}

/** All that stands against the ask of one moment. What is over for good has one reason, and that is it. */
function reasonsAgainst(moment: Moment, situation: Situation): Reason[] {
  const { playbook, book, now } = situation
  const ask = actionOf(playbook, moment.action)?.ask
  if (!ask) return [reason('unknown-action')]
  const record = book.asks[momentKey(moment.action, moment.id)] ?? newAsk(moment, now)
  const settled = settledReason(record, moment, ask, situation)
  if (settled) return [settled]
  const early = earlyCode(record, book, now)
  return [
    early && earlyReason(early, record),
    conditionReason(moment, ask, situation),
    ...(isForced(record, now) ? [] : limitReasons(record, boundsOf(playbook, ask), situation)),
  ].filter((each) => !!each)
}

function verdictsOf(
  circumstances: Circumstances,
  playbook: Playbook,
  only: string | undefined,
): Omit<Verdict, 'reasons'>[] {
  const { book } = circumstances
  const moments = Object.values(book.moments)
    .filter(({ action, digest }) => {
      const ask = actionOf(playbook, action)?.ask
      return (!only || only === action) && (digest || !ask || !periodOf(ask))
    })
    .sort((a, b) => b.at - a.at)
  const without = (only ? [only] : Object.keys(playbook.actions)).filter(
    (name) => !moments.some(({ action }) => action === name),
  )
  return [
    ...moments.map(({ action, id }) => ({ action, moment: id, ask: false })),
    ...without.map((action) => ({ action, ask: false })),
  ]
}

/**
 * The verdict on every moment remembered, the latest first, then on every action without one; of one action when given.
 * At most one has `ask: true`.
 */
export function explain({ action: only, ...circumstances }: Circumstances & { action?: string }): Verdict[] {
  const { playbook, book, facts, now } = circumstances
  const spoken = (reasons: Reason[]) =>
    reasons.map((why) => ({
      code: why.code,
      message: sentence(why, playbook, now),
      ...(why.until !== undefined && { until: why.until }),
    }))
  if (!playbook) return [{ action: only ?? '', ask: false, reasons: spoken([reason('no-playbook')]) }]
  const situation = { playbook, book, facts, now, shown: Object.values(book.asks).filter(isCounted) }
  const { busy: _, consent: __, ...calm } = facts
  const first = decide({ ...circumstances, facts: calm })
  const winner = 'ask' in first ? first.ask.moment : undefined
  const general = generalReasons(facts)
  return verdictsOf(circumstances, playbook, only).map((verdict) => {
    const moment = verdict.moment === undefined ? undefined : book.moments[momentKey(verdict.action, verdict.moment)]
    const own = moment
      ? reasonsAgainst(moment, situation)
      : [reason(actionOf(playbook, verdict.action) ? 'no-moment' : 'unknown-action')]
    if (!own.length && winner && winner !== moment)
      own.push(reason('another-first', { what: `"${winner.label ?? winner.id}"` }))
    const all = [...own, ...(moment ? general : [])].map((why) => ({
      ...why,
      action: verdict.action,
      ...(moment && { moment: moment.id }),
    }))
    return { ...verdict, ask: !all.length, reasons: spoken(all) }
  })
}
