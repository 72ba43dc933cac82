/** The card as a state machine: what is on it, what the user did, and what follows. Pure. The loop carries out the effects. */
import { atGoal, atReview, atTooEarly } from './flow/before-rating'
import { atExit } from './flow/exit'
import { atLesson } from './flow/lesson'
import { atFigures, atQuestion, atReasons } from './flow/rating'
import { atShelf } from './flow/shelf'
import type { FlowContext, FlowEffect, FlowEvent, FlowState, FlowStep } from './flow/state'
import { afterRating, type TransitionContext, type Transitions } from './flow/transition'

export { browseLesson, browseShelf, type FlowStart, startFlow } from './flow/start'
export type { FlowContext, FlowEffect, FlowEvent, FlowExit, FlowState } from './flow/state'

const steps: Record<FlowStep, Transitions> = {
  goal: atGoal,
  review: atReview,
  question: atQuestion,
  'too-early': atTooEarly,
  figures: atFigures,
  reasons: atReasons,
  lesson: atLesson,
  thanks: afterRating,
  lessons: atShelf,
  exit: atExit,
  closed: {},
}

/** Looks up the transition for an event. Its type and the event's are the same, which TypeScript can't see. */
const transitionFor = (state: FlowState, event: FlowEvent) =>
  steps[state.step][event.type] as
    ((state: FlowState, context: TransitionContext, event: FlowEvent) => FlowState | undefined) | undefined

/** The state after an event, and what follows from it. An event that has no meaning at the present step changes nothing. */
export const advance = (
  state: FlowState,
  event: FlowEvent,
  context: FlowContext,
): { state: FlowState; effects: FlowEffect[] } => {
  const effects: FlowEffect[] = []
  const emit = (effect: FlowEffect): void => void effects.push(effect)
  return { state: transitionFor(state, event)?.(state, { ...context, emit }, event) ?? state, effects }
}
