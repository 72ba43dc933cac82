import type { ReasonCode } from '../api'
import { DAY } from '../moment/clock'
import type { Circumstances } from './circumstances'
import { decide } from './decide'

/** Whether the page, the user or a new session may end this reason at any time. */
const mayChange = (code: ReasonCode): boolean =>
  code === 'condition' || code === 'busy' || code === 'consent' || code === 'session-cap'

/**
 * When a page should look at the book again, in milliseconds since 1970, so that nothing is loaded before there is something to
 * do. 0 when there is an ask to show, or one that something other than time holds back. Otherwise when a limit ends or the
 * next ask becomes due. When nothing is pending, a day from now, and negative: no timer is set for it, but a page that is opened
 * then loads the playbook to see whether it has changed.
 */
export function lookAgain(circumstances: Circumstances): number {
  const decision = decide(circumstances)
  if ('ask' in decision || decision.reasons.some(({ code, moment }) => moment && mayChange(code))) return 0
  return decision.until ?? -(circumstances.now + DAY)
}
