/** Every verdict in full, for the vendor's engineer: what `decide` says about each moment, in sentences. */
import type { Verdict } from '../api'
import type { AskRecord } from '../moment/book'
import type { CompiledPlaybook } from '../playbook/compiled'
import { nearest } from '../playbook/nearest'
import type { Circumstances } from './circumstances'
import { type DueAsk, decide } from './decide'
import { allRefusals } from './eligibility'
import { createLimitCheck, type LimitCheck } from './limits'
import { askSentence, generalSentence } from './sentence'

const momentVerdict = (
  record: AskRecord,
  winner: DueAsk | undefined,
  check: LimitCheck,
  circumstances: Circumstances,
): Verdict => {
  const { action } = record
  const moment = circumstances.book.moments[record.moment]?.id
  const refusals = allRefusals(record, circumstances, check)
  if (refusals.length === 0 && winner && winner.record !== record)
    refusals.push({ code: 'another-first', what: winner.moment.label ?? winner.moment.id })
  return {
    action,
    ...(moment !== undefined && { moment }),
    ask: refusals.length === 0,
    reasons: refusals.map((refusal) => ({
      code: refusal.code,
      message: askSentence(refusal, record, circumstances),
      ...(refusal.until !== undefined && { until: refusal.until }),
    })),
  }
}

const generalVerdict = (
  code: 'no-playbook' | 'no-moment' | 'unknown-action',
  action: string,
  near?: string,
): Verdict => ({
  action,
  ask: false,
  reasons: [{ code, message: generalSentence(code, action, near) }],
})

/**
 * The verdict on every moment that has an ask, the latest first, then on every action without one; of one action if `action`
 * is given. At most one has `ask: true`. An ask that is over for good has one reason only.
 */
export function explain({
  action: wanted,
  playbook,
  ...rest
}: Omit<Circumstances, 'playbook'> & { playbook: CompiledPlaybook | undefined; action?: string }): Verdict[] {
  if (!playbook) return [generalVerdict('no-playbook', wanted ?? '')]
  const circumstances = { ...rest, playbook }
  const { book } = circumstances
  const check = createLimitCheck(circumstances)
  const decision = decide(circumstances)
  const winner = 'ask' in decision ? decision.ask : undefined
  const verdicts = Object.values(book.asks)
    .filter(({ action, moment }) => (!wanted || wanted === action) && book.moments[moment])
    .reverse()
    .map((record) => momentVerdict(record, winner, check, circumstances))
  const known = Object.keys(playbook.actions)
  const missing = (wanted ? [wanted] : known).filter((name) => !verdicts.some(({ action }) => action === name))
  return [
    ...verdicts,
    ...missing.map((name) =>
      playbook.actions[name]
        ? generalVerdict('no-moment', name)
        : generalVerdict('unknown-action', name, nearest(name, known)),
    ),
  ]
}
