import { DAY } from '../moment/clock'
import { type Circumstances, decide } from './decide'

/** Reasons that the page, the user or a new session may undo at any time. */
const MAY_CHANGE = /^(condition|busy|consent|session-cap)$/

/**
 * When a page should look at the book again, so that nothing is loaded before there is something to do: 0 when there is an
 * ask to show, or one that only something other than time holds back; else when a limit ends or the next ask becomes due,
 * in milliseconds since 1970. When nothing is pending, a day from now, negative: no timer is worth that, but a page opened
 * then looks whether the playbook has something new.
 */
export function lookAgain(circumstances: Circumstances): number {
  const decision = decide(circumstances)
  if ('ask' in decision || decision.reasons.some(({ code, moment }) => moment && MAY_CHANGE.test(code))) return 0
  return decision.until ?? -(circumstances.now + DAY)
}
