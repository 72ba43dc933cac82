/** What is on the card, what the user can do, and what follows from it. */
import type { Postponement } from '../asks'
import type { OfferedFor, LessonOffer } from '../../lesson/offer'
import type { LessonActivity, LessonDetails } from '../../lesson/progress'
import type { ShelfLesson } from '../../lesson/shelf'
import type { Commitment, Moment, Rating, RatingValue } from '../../moment/book'
import type { CompiledPlaybook } from '../../playbook/compiled'
import type { Band, Lesson, LessonKind, Text } from '../../playbook/schema'
import type { CompiledAsk } from '../../playbook/compiled'

export type FlowStep =
  /** What does the user want? Asked right after `track`. */
  | 'goal'
  /** How did the commitment of last time go? */
  | 'review'
  | 'question'
  /** It is too early to tell. When is the user to be asked again? */
  | 'too-early'
  /** The measured figures, in place of the question. */
  | 'figures'
  /** Obstacles or strengths, and a comment. */
  | 'reasons'
  | 'lesson'
  /** The user is in the holdout, or the playbook has no lesson. */
  | 'thanks'
  /** The list of lessons the user was shown. */
  | 'lessons'
  /** The user has left: a line says what happens now, and offers to undo it. */
  | 'exit'
  | 'closed'

/** How the user left. `ended`: the ask was put off once too often. `goal-stated`: there is nothing to undo. */
export type ExitWay = 'later' | 'too-early' | 'ended' | 'dismissed' | 'muted' | 'goal' | 'goal-stated'

/** A way out that was taken. Its effects wait until it can't be undone any more, so that what is undone was never posted. */
export interface FlowExit {
  way: ExitWay
  /** When the ask comes back, in ms since 1970. */
  until?: number | undefined
  effects: FlowEffect[]
  /** Where "Undo" leads back to. Undefined where there is nothing to undo. */
  from?: FlowState | undefined
}

/** The user's answer, or what the figures decided: then `scale` is `metrics`, and `value` the band. */
export type FlowRating = Pick<Rating, 'id' | 'value' | 'scale' | 'score' | 'band'> & { measuredBand?: Band | undefined }

type Did = NonNullable<Commitment['did']>

/** The parts of an ask that the card shows. */
export type FlowAsk = Pick<
  CompiledAsk,
  'question' | 'why' | 'scale' | 'obstacles' | 'strengths' | 'comment' | 'tooEarly'
>

export interface FlowPlan {
  id: string
  text: string
  /** In the user's own words. */
  own?: true
}

export interface FlowState {
  step: FlowStep
  action: string
  ask: FlowAsk
  moment: Moment
  /** Opened for the goal alone, before the ask is due: nothing follows the goal, and closing dismisses nothing. */
  goalOnly?: boolean
  /** What the user wanted the last time, to start from. */
  goalBefore?: { goal: string | undefined; text?: string | undefined } | undefined
  /** The commitment of last time, which is asked about first. */
  commitment?: Pick<Commitment, 'id' | 'lesson' | 'text'> | undefined
  /** How the card was left. */
  exit?: FlowExit | undefined
  /** The step at which the user chose to change the answer. */
  changedAt?: FlowStep | undefined
  /** Absent until the user has chosen. */
  rating?: FlowRating | undefined
  /** Obstacles after `missed` and `partly`, strengths after `reached`. */
  reasons: string[]
  comment: string
  /** The lesson that is shown, withheld, or was shown last. */
  lesson?: Lesson | undefined
  /** Another lesson fits too, so "Show me another" has something to show. */
  more?: boolean
  /** Other kinds in which there is a lesson for the answer too. */
  ways?: LessonKind[]
  /** The moment that the texts of a lesson speak of that was opened by hand. */
  about?: Moment | undefined
  /** What is on the list, if `lessons()` opened the card. */
  shelf?: ShelfLesson[] | undefined
  /** Lessons shown in this card, the present one last: "Show me another" goes through all before it repeats one. */
  seen?: string[]
  /** 1 while the lesson is the one that the rating led to; one more with each that the user wanted instead. */
  choice?: number
  /** Ids of steps and units done in the lesson that is shown. */
  done: string[]
  opened?: boolean
  completed?: boolean
  requested?: boolean
  /** The plan that the user took from the lesson, in the lesson's words or their own. */
  plan?: FlowPlan | undefined
  useful?: boolean | undefined
  /** Opened by `lesson()` or `lessons()`: there is no ask, and closing dismisses nothing. */
  browsing: boolean
}

/** What the user did. The card's forms let through only what is offered, and nothing that is too long. */
export type FlowEvent =
  | { type: 'state-goal'; goal: string; text?: string }
  | { type: 'skip-goal' }
  | { type: 'review'; did: Did }
  | { type: 'skip-review' }
  /** A tap, Enter, or the button. `id` is the new rating's id. A changed answer keeps the first one's. */
  | { type: 'rate'; id: string; value: RatingValue }
  /** At the figures: on. At the question: back to where the answer was to be changed, which stays as it is. */
  | { type: 'continue' }
  | { type: 'too-early' }
  /** At "Too early to tell": ask again after so many ms. */
  | { type: 'ask-in'; after: number }
  | { type: 'back' }
  /** At the figures: that is not how it went. */
  | { type: 'disagree' }
  | { type: 'undo' }
  | { type: 'later' }
  | { type: 'mute' }
  | { type: 'explain'; reasons: string[]; comment: string }
  | { type: 'skip' }
  /** Back to the question. From the reasons, what was ticked and typed so far is kept. */
  | { type: 'change'; reasons?: string[]; comment?: string }
  | { type: 'open' }
  /** `share` of the lesson done, 0 to 1. 1 completes it. */
  | { type: 'progress'; done: string[]; share: number }
  | { type: 'complete' }
  | { type: 'request' }
  /** Takes the lesson's commitment, or a plan in the user's `own` words in place of it. */
  | { type: 'commit'; own?: string }
  /** Takes the plan back. */
  | { type: 'withdraw' }
  | { type: 'judge'; useful: boolean }
  | { type: 'another' }
  /** Takes a lesson of another kind. */
  | { type: 'another-way'; kind: LessonKind }
  /** Opens a lesson of the list. */
  | { type: 'pick'; lesson: string }
  /** From a lesson of the list back to the list. */
  | { type: 'lessons' }
  | { type: 'decline' }
  /** Nothing happened. The card is shown again, because what it shows depends on more than the state. */
  | { type: 'again' }
  /** At the reasons, what was ticked and typed so far is kept. */
  | { type: 'close'; reasons?: string[]; comment?: string }

/** `own`: in the user's own words. */
type PlanEffectData = Pick<Commitment, 'lesson' | 'text'> & { commitment: string; own?: true }

/** The data of each effect. It lacks what the loop adds: the moment, the action, the ask's key and the baseline. */
export interface EffectData {
  'goal.stated': { goal: string; text: string | undefined }
  /** Remembered for `limits.goal`, and not posted. */
  'goal.skipped': object
  'commitment.reviewed': Pick<Commitment, 'lesson' | 'text'> & { commitment: string; did: Did }
  'commitment.made': PlanEffectData
  'commitment.withdrawn': PlanEffectData
  /** Given, or changed: then the id is the same again. */
  'rating.given': Omit<FlowRating, 'id'> & { rating: string; goal: string | undefined }
  /** The reasons and the comment as they are now. An empty one takes back what was given before. */
  'rating.explained': { rating: string; obstacles?: string[]; strengths?: string[]; comment?: string | undefined }
  /** The kind of lesson that the user takes, where there were several. */
  'preference.stated': { kind: LessonKind }
  'ask.snoozed': Postponement
  /** `muted`: with "Don't ask about this again". */
  'ask.dismissed': { muted?: boolean }
}

export type LessonEffectData = LessonDetails & { kind: LessonKind; progress?: number; choice?: number }

/** What the loop writes into the book and posts to the endpoint. The type is the event's, without `gainloop.`. */
export type FlowEffect =
  | { [T in keyof EffectData]: { type: T; data: EffectData[T] } }[keyof EffectData]
  | { type: `lesson.${LessonActivity}`; data: LessonEffectData }

/** A lesson to show, how far the user has come with it, and whether the holdout keeps it from being shown. */
export type FlowOffer = Pick<LessonOffer, 'lesson'> & Partial<LessonOffer>

/** What the flow needs from outside. */
export interface FlowContext {
  playbook: CompiledPlaybook
  newId(): string
  /** A playbook's text as the user reads it, without marks. */
  plainText(text: Text): string
  /** When the ask comes back after "Ask me later"; or `after` so many ms. Undefined where it was put off too often. */
  comesBack(after?: number): number | undefined
  /** The best lesson for a rating without the excluded ones, of any kind or of one. Undefined when none is left. */
  chooseLesson(rating: OfferedFor, exclude: readonly string[], kind?: LessonKind): FlowOffer | undefined
}
