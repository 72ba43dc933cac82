/** The card as a state machine: what is on it, what the user did, what follows. Pure; the composition root carries out the effects. */
import type { Commitment, Moment, Rating, RatingValue } from '../moment/book'
import type { Ask, Band, Lesson, Playbook, Text } from '../playbook/schema'
import { measuredBand, scoreOf } from '../rating/scale'
import { atFigures, atQuestion, atReasons } from './flow-answer'
import { atGoal, atReview, firstStep } from './flow-before'
import { atLesson, atThanks } from './flow-lesson'
import { stay } from './flow-moves'

/** `goal` right after `track` · `review` of a standing commitment · `question` or measured `figures` · `reasons` · `lesson` · `thanks` (holdout) · `closed`. */
export type Step = 'goal' | 'review' | 'question' | 'figures' | 'reasons' | 'lesson' | 'thanks' | 'closed'

export interface FlowState {
  step: Step
  action: string
  ask: Ask
  moment: Moment
  /** Opened for the goal alone, before the ask is due: nothing follows the goal, closing dismisses nothing. */
  goalOnly?: boolean
  /** What the user wanted the last time, to start from. */
  goalBefore?: { goal: string; text?: string }
  /** The commitment to come back to, asked about first. */
  commitment?: Pick<Commitment, 'id' | 'lesson' | 'text'>
  /** Filled once the user has chosen, or the figures have (then `scale` is `metrics`, `value` the band). */
  rating?: Pick<Rating, 'id' | 'value' | 'scale' | 'score' | 'band' | 'measuredBand'>
  /** Obstacles after `missed` and `partly`, strengths after `reached`. */
  reasons: string[]
  comment: string
  /** The lesson shown; at `thanks` the one withheld, if any. */
  lesson?: Lesson
  /** Another lesson would fit too: "Show me another" has something to show. */
  more?: boolean
  /** Lessons shown before the present one in this card, so that "another" goes through all before it repeats. */
  seen?: string[]
  /** Ids of steps and units done in the lesson shown. */
  done: string[]
  opened?: boolean
  completed?: boolean
  requested?: boolean
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
  /** The answer is committed: a tap, Enter, or the button. `id` is the new rating's id; a changed answer keeps the first one's. */
  | { type: 'rate'; id: string; value: RatingValue }
  /** From the figures on: nothing to choose. At the question: on with the answer as it was before `change`. */
  | { type: 'continue' }
  | { type: 'too-early' }
  | { type: 'later' }
  | { type: 'mute' }
  | { type: 'explain'; reasons: string[]; comment: string }
  | { type: 'skip' }
  /** Back to the question to change the answer. */
  | { type: 'change' }
  | { type: 'open' }
  /** `share` of the lesson done, 0 to 1; 1 completes it. */
  | { type: 'progress'; done: string[]; share: number }
  | { type: 'complete' }
  | { type: 'request' }
  | { type: 'commit' }
  | { type: 'judge'; useful: boolean }
  | { type: 'another' }
  | { type: 'decline' }
  /** At the reasons: with what was ticked and typed so far, which is kept. */
  | { type: 'close'; reasons?: string[]; comment?: string }

/** What the composition root does with a step taken: write to the book, add events to the outbox. */
export type Effect =
  | { type: 'goal'; goal: string; text?: string }
  | { type: 'reviewed'; commitment: string; did: 'yes' | 'partly' | 'no' }
  /** Given, or changed: the same rating id again. */
  | { type: 'rated'; rating: Rating }
  /** The reasons as they stand now; an empty list takes back what was given before. */
  | { type: 'explained'; rating: string; obstacles?: string[]; strengths?: string[]; comment?: string }
  | { type: 'snoozed' }
  | { type: 'dismissed'; muted: boolean }
  | { type: 'lesson'; what: LessonDeed; lesson: Lesson }
  | { type: 'progressed'; lesson: Lesson; done: string[]; share: number }
  | { type: 'judged'; lesson: Lesson; useful: boolean }
  /** `text` is the lesson's template: the root renders it in the user's language. */
  | { type: 'committed'; lesson: Lesson; text: Text }

export type LessonDeed = 'shown' | 'opened' | 'completed' | 'requested' | 'withheld' | 'declined'

/** The lesson for a rating, how far the user had come with it, and whether the holdout keeps it from being shown. */
export interface Offer {
  lesson: Lesson
  done?: string[]
  withheld?: boolean
}

export interface FlowContext {
  playbook: Playbook
  now: number
  /** The best lesson for a rating, leaving out the ids in `not`; undefined when none is left. */
  chooseLesson(rating: Rating, not: readonly string[]): Offer | undefined
}

export interface Move {
  state: FlowState
  effects: Effect[]
}

export type Handler = (state: FlowState, event: FlowEvent, context: FlowContext) => Move

export interface FlowStart {
  playbook: Playbook
  moment: Moment
  /** Ask what the user wants first; only where the action has a goal and the moment none yet. @default false */
  goal?: boolean
  /** False when opened right after `track` for the goal alone. @default true */
  due?: boolean
  goalBefore?: FlowState['goalBefore']
  commitment?: FlowState['commitment']
  /** The id of the rating the figures give, where they decide. */
  id: string
}

/** The card as it opens for one moment. The moment's action must be in the playbook. */
export const startFlow = ({ playbook, moment, goal, due = true, goalBefore, commitment, id }: FlowStart): FlowState => {
  const action = playbook.actions[moment.action]
  if (!action) throw new RangeError(`No action ${moment.action}`)
  const band: Band | undefined = action.ask.judge === 'metrics' ? measuredBand(action, moment.metrics) : undefined
  const state: FlowState = {
    step: 'question',
    action: moment.action,
    ask: action.ask,
    moment,
    ...(!due && { goalOnly: true }),
    ...(goalBefore && { goalBefore }),
    ...(commitment && { commitment }),
    ...(band && { rating: { id, value: band, scale: 'metrics', score: scoreOf(band), band, measuredBand: band } }),
    reasons: [],
    comment: '',
    done: [],
    committed: false,
    browsing: false,
  }
  return { ...state, step: goal && action.goal && !moment.goal ? 'goal' : firstStep(state) }
}

/** The card for a lesson opened by hand; its moment and ask are empty. */
export const browseLesson = (lesson: Lesson, done: string[] = []): FlowState => ({
  step: 'lesson',
  action: '',
  ask: { question: '' },
  moment: { id: '', action: '', at: 0, updated: 0 },
  reasons: [],
  comment: '',
  lesson,
  done,
  committed: false,
  browsing: true,
})

const at: Record<Step, Handler> = {
  goal: atGoal,
  review: atReview,
  question: atQuestion,
  figures: atFigures,
  reasons: atReasons,
  lesson: atLesson,
  thanks: atThanks,
  closed: stay,
}

/** One step of the card. An event that means nothing at the present step changes nothing. */
export const advance: Handler = (state, event, context) => at[state.step](state, event, context)
