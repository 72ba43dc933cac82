/** Before the rating: the goal, the commitment of last time, and how an ask that is not answered can be left. */
import { leave, leaveFor } from './exit'
import type { ExitWay, FlowEffect, FlowState } from './state'
import { emit, goTo, type TransitionContext, type Transitions } from './transition'

const toAsk = (state: FlowState): FlowState => goTo(state, state.rating ? 'figures' : 'question')

/** The first step of the ask, once the goal is stated or skipped. */
export const afterGoal = (state: FlowState): FlowState => (state.commitment ? goTo(state, 'review') : toAsk(state))

/** Whether the ask can be put off: it is due, and not answered. An answer may be on its way to be changed at the question. */
const isOpen = ({ goalOnly, rating, step }: FlowState): boolean => !goalOnly && !(rating && step === 'question')

const goalSkipped: FlowEffect = { type: 'goal.skipped', data: {} }

const dismiss = (state: FlowState, muted: boolean, before: FlowEffect[] = []): FlowState =>
  leave(state, {
    way: muted ? 'muted' : 'dismissed',
    effects: [...before, { type: 'ask.dismissed', data: muted ? { muted } : {} }],
  })

/** Puts the ask off until `due`. */
const postpone = (state: FlowState, due: number | undefined, way: Extract<ExitWay, 'later' | 'too-early'>): FlowState =>
  leave(state, {
    way: due === undefined ? 'ended' : way,
    until: due,
    effects: [{ type: 'ask.snoozed', data: way === 'too-early' ? { due, early: true } : { due } }],
  })

/** The ways to leave an ask. */
export const exits: Transitions = {
  close: (state) => (isOpen(state) ? dismiss(state, false) : goTo(state, 'closed')),
  mute: (state) => (isOpen(state) ? dismiss(state, true) : undefined),
  later: (state, context) => (isOpen(state) ? postpone(state, context.comesBack(), 'later') : undefined),
}

const askIn = (state: FlowState, context: TransitionContext, after: number): FlowState =>
  postpone(state, context.comesBack(after), 'too-early')

/** "Too early to tell": on to the times to choose from, unless there is only one. */
export const tooEarly = (state: FlowState, context: TransitionContext): FlowState | undefined => {
  const [first, ...others] = state.ask.tooEarly
  if (!isOpen(state) || first === undefined) return undefined
  return others.length > 0 ? goTo(state, 'too-early') : askIn(state, context, first)
}

export const atTooEarly: Transitions = {
  back: toAsk,
  'ask-in': (state, context, { after }) =>
    state.ask.tooEarly.includes(after) ? askIn(state, context, after) : undefined,
  // The user said that it is too early: that is no dismissal. The question comes back at the first of the times.
  close: (state, context) => askIn({ ...state, step: 'question' }, context, state.ask.tooEarly[0] ?? 0),
  mute: (state) => dismiss(state, true),
}

export const atGoal: Transitions = {
  ...exits,
  close: (state) =>
    state.goalOnly ? leave(state, { way: 'goal', effects: [goalSkipped] }) : dismiss(state, false, [goalSkipped]),
  'skip-goal'(state, context) {
    if (state.goalOnly) return leave(state, { way: 'goal', effects: [goalSkipped] })
    context.emit(goalSkipped)
    return afterGoal(state)
  },
  'state-goal'(state, context, { goal, text }) {
    emit(context, 'goal.stated', { goal, text })
    const stated = { ...state, moment: { ...state.moment, goal, goalText: text } }
    return state.goalOnly ? leaveFor(stated, { way: 'goal-stated' }) : afterGoal(stated)
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
