/** The card as a state machine: what is on it, what the user did, what follows. Pure; the composition root carries out the effects. */

import type { LessonDeed, LessonDetails } from '../lesson/progress'
import type { Shelved } from '../lesson/shelf'
import type { Commitment, Moment, Rating, RatingValue } from '../moment/book'
import type { Action, Ask, Band, Lesson, LessonKind, Playbook, Text } from '../playbook/schema'
import { measuredBand, scoreOf } from '../rating/scale'
import { atFigures, atQuestion, atReasons } from './flow-answer'
import { atGoal, atReview, begin } from './flow-before'
import { atLesson, untouched } from './flow-lesson'
import { afterwards } from './flow-moves'
import { atShelf } from './flow-shelf'

/** `goal` right after `track` · `review` of a standing commitment · `question` or measured `figures` · `reasons` · `lesson` · `thanks` (holdout) · `lessons` (the list of them) · `closed`. */
export type Step = 'goal' | 'review' | 'question' | 'figures' | 'reasons' | 'lesson' | 'thanks' | 'lessons' | 'closed'

type Answer = Pick<Rating, 'id' | 'value' | 'scale' | 'score' | 'band'> & { measuredBand?: Band | undefined }
type Did = NonNullable<Commitment['did']>

export interface FlowState {
  step: Step
  action: string
  ask: Ask
  moment: Moment
  /** Opened for the goal alone, before the ask is due: nothing follows the goal, closing dismisses nothing. */
  goalOnly?: boolean
  /** What the user wanted the last time, to start from. */
  goalBefore?: { goal: string | undefined; text?: string | undefined } | undefined
  /** The commitment to come back to, asked about first. */
  commitment?: Pick<Commitment, 'id' | 'lesson' | 'text'> | undefined
  /** Filled once the user has chosen, or the figures have (then `scale` is `metrics`, `value` the band). */
  rating?: Answer | undefined
  /** Obstacles after `missed` and `partly`, strengths after `reached`. */
  reasons: string[]
  comment: string
  /** The lesson shown, withheld, or put away at last. */
  lesson?: Lesson | undefined
  /** Another lesson would fit too: "Show me another" has something to show. */
  more?: boolean
  /** Opened by `lessons()`: what is on the list. */
  shelf?: Shelved[] | undefined
  /** Lessons shown in this card, the present one last, so that "another" goes through all before it repeats. */
  seen?: string[]
  /** Ids of steps and units done in the lesson shown. */
  done: string[]
  opened?: boolean
  completed?: boolean
  requested?: boolean
  /** The user took the lesson's commitment. */
  committed: boolean
  useful?: boolean | undefined
  /** Opened by `lesson(id)`: no ask stands behind it, closing dismisses nothing. */
  browsing: boolean
}

/** What the user did; the card's forms let through only what is offered, and not too long. */
export type FlowEvent =
  | { type: 'state-goal'; goal: string; text?: string }
  | { type: 'skip-goal' }
  | { type: 'review'; did: Did }
  | { type: 'skip-review' }
  /** The answer is committed: a tap, Enter, or the button. `id` is the new rating's id; a changed answer keeps the first one's. */
  | { type: 'rate'; id: string; value: RatingValue }
  /** From the figures on: nothing to choose. At the question: on with the answer as it was before `change`. */
  | { type: 'continue' }
  | { type: 'too-early' }
  | { type: 'later' }
  | { type: 'mute' }
  | { type: 'explain'; reasons: string[]; comment: string }
  | { type: 'skip' }
  /** Back to the question to change the answer. From the reasons: with what was ticked and typed so far, which is kept. */
  | { type: 'change'; reasons?: string[]; comment?: string }
  | { type: 'open' }
  /** `share` of the lesson done, 0 to 1; 1 completes it. */
  | { type: 'progress'; done: string[]; share: number }
  | { type: 'complete' }
  | { type: 'request' }
  | { type: 'commit' }
  | { type: 'judge'; useful: boolean }
  | { type: 'another' }
  /** Of the list. */
  | { type: 'pick'; lesson: string }
  /** From a lesson of the list back to it. */
  | { type: 'lessons' }
  | { type: 'decline' }
  /** Nothing was done: the card is shown again, because what it shows depends on more than the state. */
  | { type: 'again' }
  /** At the reasons: with what was ticked and typed so far, which is kept. */
  | { type: 'close'; reasons?: string[]; comment?: string }

/**
 * What the composition root tells the endpoint and writes into the book: an event's type without `gainloop.`, and its data but
 * for what the root knows better (moment, action, the ask's key, the baseline).
 */
export type Effect =
  | { type: 'goal.stated'; data: { goal: string; text: string | undefined } }
  | { type: 'commitment.reviewed'; data: Pick<Commitment, 'lesson' | 'text'> & { commitment: string; did: Did } }
  | { type: 'commitment.made'; data: Pick<Commitment, 'lesson' | 'text'> & { commitment: string } }
  /** Given, or changed: the same rating id again. */
  | { type: 'rating.given'; data: Omit<Answer, 'id'> & { rating: string; goal: string | undefined } }
  /** The reasons and words as they stand now; what is empty takes back what was given before. */
  | {
      type: 'rating.explained'
      data: { rating: string; obstacles?: string[]; strengths?: string[]; comment?: string | undefined }
    }
  | { type: 'ask.snoozed'; data: object }
  /** `muted`: "Don't ask about this again". */
  | { type: 'ask.dismissed'; data: { muted?: boolean } }
  | { type: `lesson.${LessonDeed}`; data: LessonDetails & { kind: LessonKind; progress?: number } }

/** What a lesson is chosen by: the answer with its reasons. */
export type Answered = Pick<Rating, 'id' | 'moment' | 'action' | 'band' | 'obstacles' | 'strengths'> & {
  goal?: string | undefined
}

/** The lesson for an answer, how far the user had come with it, and whether the holdout keeps it from being shown. */
export interface Offer {
  lesson: Lesson
  done?: string[]
  /** A service asked for before, and not to be offered anew. */
  requested?: boolean
  withheld?: boolean
}

export interface FlowContext {
  playbook: Playbook
  /** A fresh id. */
  id(): string
  /** A playbook's text as the user reads it. */
  say(text: Text): string
  /** The best lesson for an answer, leaving out the ids in `not`; undefined when none is left. */
  chooseLesson(answer: Answered, not: readonly string[]): Offer | undefined
}

export interface Move {
  state: FlowState
  effects: Effect[]
}

type DataOf<T extends Effect['type'], E = Effect> = E extends { type: infer U; data: infer D }
  ? T extends U
    ? D
    : never
  : never

/** How a step says what follows from it. */
export interface Telling extends FlowContext {
  tell<T extends Effect['type']>(type: T, data: DataOf<T>): void
}

/** What each event leads to at a step; one that is not in the table, or leads to nothing, changes nothing. */
export type Moves = {
  [T in FlowEvent['type']]?: (
    state: FlowState,
    context: Telling,
    event: Extract<FlowEvent, { type: T }>,
  ) => FlowState | undefined | false | ''
}

export interface FlowStart {
  playbook: Playbook
  moment: Moment
  /** Ask what the user wants first. @default false */
  goal?: boolean
  /** False when opened right after `track` for the goal alone. @default true */
  due?: boolean
  goalBefore?: FlowState['goalBefore']
  commitment?: FlowState['commitment']
  /** The id of the rating the figures give, where they decide. */
  id: string
}

const blank = { ...untouched, reasons: [], comment: '', browsing: false }

/** The card as it opens for one moment. The moment's action must be in the playbook. */
export const startFlow = ({ playbook, goal, due = true, id, ...about }: FlowStart): FlowState => {
  const { action, metrics } = about.moment
  const declared = playbook.actions[action] as Action
  const { ask } = declared
  const band = ask.judge === 'metrics' ? measuredBand(declared, metrics) : undefined
  const state: FlowState = {
    ...blank,
    ...about,
    step: 'goal',
    action,
    ask,
    goalOnly: !due,
    rating: band && { id, value: band, scale: 'metrics', score: scoreOf(band), band, measuredBand: band },
  }
  return goal ? state : begin(state)
}

/** The card for a lesson opened by hand; its moment and ask are empty. */
export const browseLesson = (offer: Offer): FlowState => ({
  ...blank,
  ...offer,
  step: 'lesson',
  action: '',
  ask: { question: '' },
  moment: { id: '', action: '' } as Moment,
  browsing: true,
})

const steps: { [S in Step]?: Moves } = {
  goal: atGoal,
  review: atReview,
  question: atQuestion,
  figures: atFigures,
  reasons: atReasons,
  lesson: atLesson,
  thanks: afterwards,
  lessons: atShelf,
}

/** One step of the card. An event that means nothing at the present step changes nothing. */
export const advance = (state: FlowState, event: FlowEvent, context: FlowContext): Move => {
  const effects: Effect[] = []
  const tell: Telling['tell'] = (type, data) => effects.push({ type, data } as Effect)
  return { state: steps[state.step]?.[event.type]?.(state, { ...context, tell }, event as never) || state, effects }
}
