/** The card before the answer: the goal, the commitment of last time, and the ways out that an unanswered ask has. */
import type { FlowState, Handler, Step } from './flow'
import { closed, move, stay } from './flow-moves'

/** The longest goal in the user's own words, in characters. */
const GOAL = 200

const askStep = (state: FlowState): Step => (state.rating ? 'figures' : 'question')

/** Where the card starts once the goal is out of the way. */
export const firstStep = (state: FlowState): Step =>
  state.goalOnly ? 'closed' : state.commitment ? 'review' : askStep(state)

/** Closing dismisses the ask, "later" and "too early" put it off, "mute" stops it; before it is due there is nothing to put off. */
export const leave: Handler = (state, event) => {
  const ask = !state.goalOnly
  switch (event.type) {
    case 'close':
      return closed(state, ask ? [{ type: 'dismissed', muted: false }] : [])
    case 'mute':
      return ask ? closed(state, [{ type: 'dismissed', muted: true }]) : stay(state)
    case 'later':
    case 'too-early':
      return ask ? closed(state, [{ type: 'snoozed' }]) : stay(state)
    default:
      return stay(state)
  }
}

export const atGoal: Handler = (state, event, context) => {
  if (event.type === 'skip-goal') return move(state, firstStep(state))
  if (event.type !== 'state-goal') return leave(state, event, context)
  const { options, other } = context.playbook.actions[state.action]?.goal ?? {}
  const text = event.text?.trim().slice(0, GOAL)
  const own = event.goal === 'other' && other
  if (own ? !text : !options?.some(({ id }) => id === event.goal)) return stay(state)
  const words = own && text ? { text } : {}
  const moment = { ...state.moment, goal: event.goal, ...(words.text && { goalText: words.text }) }
  return move({ ...state, moment }, firstStep(state), [{ type: 'goal', goal: event.goal, ...words }])
}

export const atReview: Handler = (state, event, context) => {
  if (event.type === 'skip-review') return move(state, askStep(state))
  if (event.type !== 'review' || !state.commitment) return leave(state, event, context)
  return move(state, askStep(state), [{ type: 'reviewed', commitment: state.commitment.id, did: event.did }])
}
