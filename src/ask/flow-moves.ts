/** The moves every step of the card is made of. */
import type { FlowState, Moves, Step } from './flow'

export const to = (state: FlowState, step: Step): FlowState => ({ ...state, step })

/** Once the answer is given: change it, unless the figures decided; or close, which loses nothing. */
export const afterwards: Moves = {
  change: (state) => state.rating && state.rating.scale !== 'metrics' && to(state, 'question'),
  close: (state) => to(state, 'closed'),
}
