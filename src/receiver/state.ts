/** A user's state for the browser on another of their devices, computed from all their stored events. */
import { inSenderClock } from './clock-skew'
import type { State } from '../delivery/state-schema'
import { applyToState, emptyDraft } from './state-reducers'
import type { StoredEvent } from './store'

export type { State }

/**
 * Applies a user's events in the order they happened, whatever the order they arrived in. It does not know when an ask is due,
 * because that depends on the playbook: the browser that merges a moment schedules its ask.
 *
 * @param now the receiver's clock, in ms since 1970
 * @param skew how far the clock of the requesting device is behind the receiver's, in ms. All times are returned in the device's
 * clock; without this, a device with a wrong clock would count everything it did a second time, some minutes apart. @default 0
 */
export function stateOf(events: readonly StoredEvent[], now: number, skew = 0): State {
  const draft = emptyDraft()
  for (const stored of [...events].sort((a, b) => a.at - b.at)) {
    applyToState(draft, inSenderClock(stored.event, skew))
  }
  return {
    now,
    moments: [...draft.moments.values()],
    ratings: [...draft.ratings.values()],
    lessons: [...draft.lessons.values()],
    commitments: [...draft.commitments.values()],
    asks: [...draft.asks.values()],
    muted: Object.fromEntries(draft.muted),
    ...(draft.seed !== undefined && { seed: draft.seed }),
  }
}
