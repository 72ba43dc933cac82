/** The moves every step of the card is made of. */
import type { Effect, FlowState, Move, Step } from './flow'

export const stay = (state: FlowState): Move => ({ state, effects: [] })

export const move = (state: FlowState, step: Step, effects: Effect[] = []): Move => ({
  state: { ...state, step },
  effects,
})

export const closed = (state: FlowState, effects: Effect[] = []): Move => move(state, 'closed', effects)

/** What was done to the lesson shown; told once. */
export const once = (state: FlowState, mark: 'opened' | 'completed' | 'requested', before: Effect[] = []): Move =>
  state.lesson && !state[mark]
    ? { state: { ...state, [mark]: true }, effects: [...before, { type: 'lesson', what: mark, lesson: state.lesson }] }
    : { state, effects: before }
