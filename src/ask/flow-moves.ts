/** The moves every step of the card is made of. */
import type { Effect, FlowState, Move } from './flow'

/** On with these members changed, and what follows from it. */
export const to = (state: FlowState, change: Partial<FlowState>, ...effects: Effect[]): Move => ({
  state: { ...state, ...change },
  effects,
})

export const close = (state: FlowState, ...effects: Effect[]): Move => to(state, { step: 'closed' }, ...effects)
