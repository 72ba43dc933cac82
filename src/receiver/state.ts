/** What the browser of another device needs to know of a user, out of everything stored of them. Pure. */
import type { AskRecord, Commitment, LessonRecord, Moment, Rating } from '../moment/book'
import type { State } from '../delivery/state-schema'
import { inTimeOf } from './clamp'
import { folds } from './state-folds'
import type { StoredEvent } from './store'

export type { State }

type Fold = (draft: Draft, data: StoredEvent['event']['data'], at: number, event: StoredEvent['event']) => void

/** The state in the making, by each record's own key. */
export interface Draft {
  moments: Map<string, Moment>
  ratings: Map<string, Rating>
  lessons: Map<string, LessonRecord>
  commitments: Map<string, Commitment>
  asks: Map<string, AskRecord>
  muted: Map<string, number>
  seed?: string
}

/**
 * Told in the order things happened, whatever the order they arrived in.
 * When an ask is due is the playbook’s matter and unknown here: the browser that merges a moment schedules its ask.
 * @param skew how far the clock of whoever asks is behind the receiver's, in ms: all times are told in theirs. A device that
 * was corrected would else meet all it did a second time, some minutes apart.
 */
export function stateOf(events: readonly StoredEvent[], now: number, skew = 0): State {
  const draft: Draft = {
    moments: new Map(),
    ratings: new Map(),
    lessons: new Map(),
    commitments: new Map(),
    asks: new Map(),
    muted: new Map(),
  }
  for (const stored of [...events].sort((a, b) => a.at - b.at)) {
    const event = inTimeOf(stored.event, skew)
    const fold = folds[event.type] as Fold | undefined
    fold?.(draft, event.data, Date.parse(event.time), event)
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
