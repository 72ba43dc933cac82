/** Events are held to the account of their token: nobody counts as a user of a company that nobody vouches for. */
import type { GainloopEvent } from '../delivery/event'
import type { Caller } from './authorize'
import { eventProblem } from './event-problems'
import type { StoredEvent } from './store'
import type { Rejected } from './validate-event'

/** Events to store, and what was left out of some of them. */
export interface Held {
  storable: StoredEvent[]
  warnings: Rejected[]
}

/**
 * An event of another account than the token's is stored without it, for a page that has just changed over to another account may
 * still send what was done in the one before, and no rating is lost. Nothing is known of the account of a token without one, and the
 * vendor's own server may name any.
 */
export function holdToAccount(events: readonly StoredEvent[], caller: Caller): Held {
  const claimed = caller.kind === 'token' && !caller.server ? caller.account : undefined
  if (claimed === undefined) return { storable: [...events], warnings: [] }
  const warnings: Rejected[] = []
  const storable = events.map((stored): StoredEvent => {
    const { account, ...data } = stored.event.data
    if (account === undefined || account === claimed) return stored
    const problem = `expected "${claimed}", the account of the token, got "${account}"; stored without an account`
    warnings.push({ id: stored.event.id, problems: [eventProblem(['data', 'account'], 'other-account', problem)] })
    return { ...stored, event: { ...stored.event, data } as GainloopEvent }
  })
  return { storable, warnings }
}
