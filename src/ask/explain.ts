/** Every verdict in full, for the vendor's engineer: what `decide` would say of each moment, in sentences. */
import type { ReasonCode } from '../api'
import { actionOf } from '../moment/action-of'
import { nearest } from '../playbook/nearest'
import { type Circumstances, decide } from './decide'
import { type Detail, detailOf } from './detail'
import { reasonsAgainst } from './eligible'
import { limitsOf } from './limit-reasons'
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
  const verdict = (action: string, reasons: Detail[], moment?: string): Verdict => ({
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
      const details = reasons.map((reason) => detailOf(reason, record, present))
      return verdict(record.action, details, book.moments[record.moment]?.id)
    })
  const known = Object.keys(playbook.actions)
  const without = (name: string): Detail =>
    actionOf(playbook, name) ? { code: 'no-moment' } : { code: 'unknown-action', found: nearest(name, known) }
  for (const name of only ? [only] : known)
    if (!verdicts.some(({ action }) => action === name)) verdicts.push(verdict(name, [without(name)]))
  return verdicts
}
