/** Runs all conformance checks of an endpoint. */
import { type ConformanceCheck, type CheckResult, skipped } from './conformance-check'
import { preflight, readable, readableRefusal } from './cors'
import { acknowledges, again, atOnce, large, overlap, unknown } from './delivery'
import type { Probe } from './probe'
import { contentType, notABatch, notJson, oversize } from './refusals'
import { slowBody, stalledBody } from './slow-bodies'
import { forged, state, stateOfOthers } from './tokens-and-state'

/** In the order they are reported. */
const CHECKS: readonly ConformanceCheck[] = [
  ...[acknowledges, again, overlap, atOnce, unknown, large, slowBody, stalledBody],
  ...[notJson, notABatch, contentType, oversize],
  ...[preflight, readable, readableRefusal, forged, state, stateOfOthers],
]

export interface NamedResult extends CheckResult {
  code: string
  says: string
}

/** Runs one check after the other, and the slow ones beside them. If no batch is acknowledged, nothing else can be judged. */
export async function runChecks(probe: Probe): Promise<NamedResult[]> {
  const named = ({ code, says, fix }: ConformanceCheck, { outcome, found, fix: own }: CheckResult): NamedResult => ({
    ...{ code, says, outcome, found },
    ...(outcome === 'failed' && { fix: own ?? fix }),
  })
  const [first, ...rest] = CHECKS as [ConformanceCheck, ...ConformanceCheck[]]
  const acknowledgedFirst = await first.run(probe)
  if (acknowledgedFirst.outcome !== 'ok') {
    const unjudged = skipped('nothing else can be judged before a batch is acknowledged')
    return [named(first, acknowledgedFirst), ...rest.map((check) => named(check, unjudged))]
  }
  const slow = new Map(rest.filter((check) => check.slow).map((check) => [check, check.run(probe)]))
  const found = [named(first, acknowledgedFirst)]
  for (const check of rest) {
    const cause = found.find(({ code, outcome }) => code === check.after?.code && outcome === 'failed')
    const finding = cause
      ? skipped(`run it again once this holds: “${cause.says}”`)
      : (slow.get(check) ?? check.run(probe))
    found.push(named(check, await finding))
  }
  return found
}
