/** A user's state for the browser on another of their devices, computed from their stored events. */
import type { GainloopEvent } from '../delivery/event'
import { inSenderClock } from './clock-skew'
import type { State } from '../delivery/state-schema'
import { isFromCard } from './from-card'
import { pruneState } from './prune-state'
import { applyToState, emptyDraft, STATE_TYPES, type StateDraft } from './state-reducers'
import type { Store, StoredEvent } from './store'
import { yieldToOthers } from './yield-to-others'

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
  return stateIn(draft, now)
}

/** How many pages are applied before the draft is pruned. A page has at most about 1 MiB. */
const PAGES_BETWEEN_PRUNES = 4

/** What the last event of a card says of its user. */
export type LastSaid = Pick<GainloopEvent['data'], 'language' | 'segments' | 'account'>

/**
 * The same from the store, for a user with any number of events: it reads a page at a time, lets other requests have their turn in
 * between, and keeps only what has changed last. Also resolves to how many events it has read, and what the last one of a card said.
 */
export async function readState(
  store: Pick<Store, 'history' | 'eventsOf'>,
  subject: string,
  now: number,
  skew: number,
): Promise<{ state: State; events: number; last: LastSaid | undefined }> {
  const draft = emptyDraft()
  let last: LastSaid | undefined
  let [pages, events] = [0, 0]
  const readPages = store.history?.(subject, STATE_TYPES) ?? [await store.eventsOf(subject)]
  for await (const page of readPages) {
    for (const stored of page) applyToState(draft, inSenderClock(stored.event, skew))
    events += page.length
    last = page.findLast(isFromCard)?.event.data ?? last
    if (++pages % PAGES_BETWEEN_PRUNES === 0) pruneState(draft)
    await yieldToOthers()
  }
  pruneState(draft)
  return { state: stateIn(draft, now), events, last }
}

const stateIn = (draft: StateDraft, now: number): State => ({
  now,
  moments: [...draft.moments.values()],
  ratings: [...draft.ratings.values()],
  lessons: [...draft.lessons.values()],
  commitments: [...draft.commitments.values()],
  asks: [...draft.asks.values()],
  muted: Object.fromEntries(draft.muted),
  ...(draft.preference && { preference: draft.preference }),
  ...(draft.seed !== undefined && { seed: draft.seed }),
})
