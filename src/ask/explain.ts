/** Every verdict in full, for the vendor's engineer: what `decide` would say of each moment, in sentences. */
import { actionOf } from '../moment/action-of'
import { type Circumstances, decide } from './decide'
import { reasonsAgainst } from './eligible'
import { limitsOf } from './limit-reasons'
import type { Reason, ReasonCode } from './reason'
import { sentence } from './sentence'

export interface Verdict {
  action: string
  /** The moment's id; absent for an action of which no moment is remembered. */
  moment?: string | undefined
  /** Whether it is the ask to show now. */
  ask: boolean
  /** Every reason why it is not; `until` in milliseconds since 1970. */
  reasons: { code: ReasonCode; message: string; until?: number | undefined }[]
}

/**
 * The verdict on every moment that has an ask, the latest first, then on every action without one; of one action when given.
 * At most one has `ask: true`. What is over for good has one reason, and that is it.
 */
export function explain({ action: only, ...circumstances }: Circumstances & { action?: string }): Verdict[] {
  const { playbook, book } = circumstances
  const verdict = (action: string, reasons: Reason[], moment?: string): Verdict => ({
    action,
    moment,
    ask: !reasons.length,
    reasons: reasons.map((reason) => ({
      code: reason.code,
      message: sentence({ ...reason, action, moment }),
      until: reason.until,
    })),
  })
  if (!playbook) return [verdict(only ?? '', [{ code: 'no-playbook' }])]
  const present = { ...circumstances, playbook }
  const limits = limitsOf(present)
  const first = decide(present)
  const winner = 'ask' in first ? first.ask : undefined
  const verdicts = Object.values(book.asks)
    .filter(({ action, moment }) => (!only || only === action) && book.moments[moment])
    .reverse()
    .map((record) => {
      const reasons = reasonsAgainst(record, present, limits, true)
      if (!reasons.length && winner && winner.record !== record)
        reasons.push({ code: 'another-first', what: winner.moment.label ?? winner.moment.id })
      return verdict(record.action, reasons, book.moments[record.moment]?.id)
    })
  for (const name of only ? [only] : Object.keys(playbook.actions))
    if (!verdicts.some(({ action }) => action === name))
      verdicts.push(verdict(name, [{ code: actionOf(playbook, name) ? 'no-moment' : 'unknown-action' }]))
  return verdicts
}
