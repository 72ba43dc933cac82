/** Before the rating: the goal, the commitment of last time, and how an ask that is not answered can be left. */
import type { FlowState } from './state'
import { emit, goTo, type TransitionContext, type Transitions } from './transition'

const toAsk = (state: FlowState): FlowState => goTo(state, state.rating ? 'figures' : 'question')

/** The first step once the goal is stated or skipped. */
export const afterGoal = (state: FlowState): FlowState => {
  if (state.goalOnly) return goTo(state, 'closed')
  return state.commitment ? goTo(state, 'review') : toAsk(state)
}

/** Whether the ask can be put off: it is due, and not answered. An answer may be on its way to be changed at the question. */
const isOpen = ({ goalOnly, rating, step }: FlowState): boolean => !goalOnly && !(rating && step === 'question')

const snooze = (state: FlowState, context: TransitionContext): FlowState | undefined => {
  if (!isOpen(state)) return undefined
  emit(context, 'ask.snoozed', {})
  return goTo(state, 'closed')
}

/** The ways to leave an ask. */
export const exits: Transitions = {
  close(state, context) {
    if (isOpen(state)) emit(context, 'ask.dismissed', {})
    return goTo(state, 'closed')
  },
  mute(state, context) {
    if (!isOpen(state)) return undefined
    emit(context, 'ask.dismissed', { muted: true })
    return goTo(state, 'closed')
  },
  later: snooze,
  'too-early': snooze,
}

export const atGoal: Transitions = {
  ...exits,
  close(state, context, event) {
    emit(context, 'goal.skipped', {})
    return exits.close?.(state, context, event)
  },
  'skip-goal'(state, context) {
    emit(context, 'goal.skipped', {})
    return afterGoal(state)
  },
  'state-goal'(state, context, { goal, text }) {
    emit(context, 'goal.stated', { goal, text })
    return afterGoal({ ...state, moment: { ...state.moment, goal, goalText: text } })
  },
}

export const atReview: Transitions = {
  ...exits,
  'skip-review': toAsk,
  review(state, context, { did }) {
    const { commitment } = state
    if (!commitment) return undefined
    const { id, lesson, text } = commitment
    emit(context, 'commitment.reviewed', { commitment: id, lesson, text, did })
    return toAsk(state)
  },
}
