/** What the browser of another device needs to know of a user, out of everything stored of them. Pure. */
import type { AskRecord, Commitment, LessonRecord, Moment, Rating } from '../moment/book'
import { inTimeOf } from './clamp'
import { folds } from './state-folds'
import type { StoredEvent } from './store'

/** The book's records as lists; a browser merges each by its own key (`momentKey`, the ask's moment, `id`, `lesson`). Times in ms. */
export interface State {
  /** The receiver's clock. */
  now: number
  moments: Moment[]
  ratings: Rating[]
  lessons: LessonRecord[]
  commitments: Commitment[]
  asks: AskRecord[]
  /** Actions the user said "Don't ask about this again" to, and when. */
  muted: Record<string, number>
  /** What sampling and the holdout hash on every device: the first anonymous id that was joined; absent when there was none. */
  seed?: string
}

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
