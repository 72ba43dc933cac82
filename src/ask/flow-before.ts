/** The card before the answer: the goal, the commitment of last time, and the ways out that an unanswered ask has. */
import type { Effect, FlowState, Move, Moves } from './flow'
import { close, to } from './flow-moves'

/** The longest goal in the user's own words, in characters. */
const GOAL = 200

const ask = (state: FlowState, ...effects: Effect[]): Move =>
  to(state, { step: state.rating ? 'figures' : 'question' }, ...effects)

/** To where the card starts once the goal is out of the way. */
export const begin = (state: FlowState, ...effects: Effect[]): Move =>
  state.goalOnly
    ? close(state, ...effects)
    : state.commitment
      ? to(state, { step: 'review' }, ...effects)
      : ask(state, ...effects)

/** Only an ask that is due and not answered can be put off: the goal is asked for before, and an answer is being changed at the question. */
const leave = (effect: Effect) => (state: FlowState) =>
  !state.goalOnly && !(state.rating && state.step === 'question') && close(state, effect)

const dismiss = leave({ type: 'ask.dismissed', data: {} })
const snooze = leave({ type: 'ask.snoozed', data: {} })

/** Closing dismisses the ask, "later" and "too early" put it off, "mute" stops it. */
export const ways: Moves = {
  close: (state) => dismiss(state) || close(state),
  mute: leave({ type: 'ask.dismissed', data: { muted: true } }),
  later: snooze,
  'too-early': snooze,
}

export const atGoal: Moves = {
  ...ways,
  'skip-goal': (state) => begin(state),
  'state-goal'(state, { goal, text }, { playbook }) {
    const { options, other } = playbook.actions[state.action]?.goal ?? {}
    const own = (goal === 'other' && other && text?.trim().slice(0, GOAL)) || undefined
    return (
      (own || options?.some(({ id }) => id === goal)) &&
      begin(
        { ...state, moment: { ...state.moment, goal, goalText: own } as FlowState['moment'] },
        {
          type: 'goal.stated',
          data: { goal, text: own },
        },
      )
    )
  },
}

export const atReview: Moves = {
  ...ways,
  'skip-review': (state) => ask(state),
  review(state, { did }) {
    const { id: commitment, lesson, text } = state.commitment as NonNullable<FlowState['commitment']>
    return ask(state, { type: 'commitment.reviewed', data: { commitment, lesson, text, did } })
  },
}
