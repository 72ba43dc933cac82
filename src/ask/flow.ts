/** The card as a state machine: what is on it, what the user did, what follows. Pure; the composition root carries out the effects. */
import type { Moment, Rating, RatingValue } from '../moment/book'
import type { Ask, Band, Lesson } from '../playbook/schema'

/** `goal` right after `track` · `review` of a standing commitment · `question` or measured `figures` · `reasons` · `lesson` · `thanks` (holdout) · `list` of lessons · `closed`. */
export type Step = 'goal' | 'review' | 'question' | 'figures' | 'reasons' | 'lesson' | 'thanks' | 'closed'

export interface FlowState {
  step: Step
  action: string
  ask: Ask
  moment: Moment
  /** The commitment to come back to, asked about first. */
  commitment?: { id: string; lesson: string; text: string }
  /** Filled once the user has chosen, or the figures have. */
  rating?: { id: string; value: RatingValue; scale: string; score: number; band: Band; measuredBand?: Band }
  /** Obstacles after `missed` and `partly`, strengths after `reached`. */
  reasons: string[]
  comment: string
  lesson?: Lesson
  /** Ids of steps and units done in the lesson shown. */
  done: string[]
  /** The user took the lesson's commitment. */
  committed: boolean
  useful?: boolean
  /** Opened by `lesson(id)`: no ask stands behind it, closing dismisses nothing. */
  browsing: boolean
}

export type FlowEvent =
  | { type: 'state-goal'; goal: string; text?: string }
  | { type: 'skip-goal' }
  | { type: 'review'; did: 'yes' | 'partly' | 'no' }
  | { type: 'skip-review' }
  /** The answer is committed: a tap, Enter, or the button. `id` is the new rating's id. */
  | { type: 'rate'; id: string; value: RatingValue }
  /** From the figures on: nothing to choose. */
  | { type: 'continue' }
  | { type: 'too-early' }
  | { type: 'later' }
  | { type: 'mute' }
  | { type: 'explain'; reasons: string[]; comment: string }
  | { type: 'skip' }
  /** Back to the question to change the answer. */
  | { type: 'change' }
  | { type: 'open' }
  | { type: 'progress'; done: string[]; share: number }
  | { type: 'complete' }
  | { type: 'request' }
  | { type: 'commit' }
  | { type: 'judge'; useful: boolean }
  | { type: 'another' }
  | { type: 'decline' }
  | { type: 'close' }

/** What the composition root does with a step taken: write to the book, add events to the outbox. */
export type Effect =
  | { type: 'goal'; goal: string; text?: string }
  | { type: 'reviewed'; did: 'yes' | 'partly' | 'no' }
  | { type: 'rated'; rating: Rating }
  | { type: 'explained'; obstacles?: string[]; strengths?: string[]; comment?: string }
  | { type: 'snoozed' }
  | { type: 'dismissed'; muted: boolean }
  | { type: 'lesson'; what: 'shown' | 'opened' | 'completed' | 'requested' | 'withheld' | 'declined' }
  | { type: 'progressed'; done: string[]; share: number }
  | { type: 'judged'; useful: boolean }
  | { type: 'committed'; text: string }
