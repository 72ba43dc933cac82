/** All that CONTRACT 5 asks of an endpoint, in the order it is told. */
import { type Check, type Finding, skipped } from './check'
import { preflight, readable, readableRefusal } from './cors'
import { acknowledges, again, atOnce, large, overlap, unknown } from './delivery'
import type { Probe } from './probe'
import { contentType, notABatch, notJson, oversize } from './refusals'
import { slowBody, stalledBody } from './slow'
import { forged, state, stateOfOthers } from './who'

export const checks: readonly Check[] = [
  ...[acknowledges, again, overlap, atOnce, unknown, large, slowBody, stalledBody],
  ...[notJson, notABatch, contentType, oversize],
  ...[preflight, readable, readableRefusal, forged, state, stateOfOthers],
]

export interface Checked extends Finding {
  code: string
  says: string
}

/** One after the other, but what takes long beside the others. Where no batch is acknowledged, nothing else can be judged. */
export async function runChecks(probe: Probe): Promise<Checked[]> {
  const told = ({ code, says, fix }: Check, { outcome, found, fix: own }: Finding): Checked => ({
    ...{ code, says, outcome, found },
    ...(outcome === 'failed' && { fix: own ?? fix }),
  })
  const [first, ...rest] = checks as [Check, ...Check[]]
  const begun = await first.look(probe)
  if (begun.outcome !== 'ok') {
    const unjudged = skipped('nothing else can be judged before a batch is acknowledged')
    return [told(first, begun), ...rest.map((check) => told(check, unjudged))]
  }
  const slow = new Map(rest.filter((check) => check.slow).map((check) => [check, check.look(probe)]))
  const found = [told(first, begun)]
  for (const check of rest) {
    const why = found.find(({ code, outcome }) => code === check.after?.code && outcome === 'failed')
    const finding = why ? skipped(`look at it again once “${why.says}” holds`) : (slow.get(check) ?? check.look(probe))
    found.push(told(check, await finding))
  }
  return found
}
