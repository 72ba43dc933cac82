/** The card before the answer: the goal, the commitment of last time, and the ways out that an unanswered ask has. */
import type { FlowState, Moves, Telling } from './flow'
import { to } from './flow-moves'

const ask = (state: FlowState): FlowState => to(state, state.rating ? 'figures' : 'question')

/** Where the card starts once the goal is out of the way. */
export const begin = (state: FlowState): FlowState =>
  state.goalOnly ? to(state, 'closed') : state.commitment ? to(state, 'review') : ask(state)

/** Only an ask that is due and not answered can be put off: the goal is asked for before, and an answer changed at the question. */
const leave =
  (type: 'ask.dismissed' | 'ask.snoozed', data: { muted?: boolean } = {}) =>
  (state: FlowState, { tell }: Telling): FlowState | undefined => {
    if (state.goalOnly || (state.rating && state.step === 'question')) return
    tell(type, data)
    return to(state, 'closed')
  }

const dismiss = leave('ask.dismissed')
const snooze = leave('ask.snoozed')

/** Closing dismisses the ask, "later" and "too early" put it off, "mute" stops it. */
export const ways: Moves = {
  close: (state, context) => dismiss(state, context) ?? to(state, 'closed'),
  mute: leave('ask.dismissed', { muted: true }),
  later: snooze,
  'too-early': snooze,
}

export const atGoal: Moves = {
  ...ways,
  'skip-goal': begin,
  'state-goal'(state, { tell }, { goal, text }) {
    tell('goal.stated', { goal, text })
    return begin({ ...state, moment: { ...state.moment, goal, goalText: text } as FlowState['moment'] })
  },
}

export const atReview: Moves = {
  ...ways,
  'skip-review': ask,
  review(state, { tell }, { did }) {
    const { id, lesson, text } = state.commitment as NonNullable<FlowState['commitment']>
    tell('commitment.reviewed', { commitment: id, lesson, text, did })
    return ask(state)
  },
}
