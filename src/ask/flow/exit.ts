/** Leaving the card with a word: what happens now, and for a while the chance to undo it. */
import type { FlowExit, FlowState } from './state'
import { goTo, type TransitionContext, type Transitions } from './transition'

/** Leaves the card. The effects wait until the line is gone. */
export const leave = (state: FlowState, exit: Omit<FlowExit, 'from'>): FlowState => ({
  ...goTo(state, 'exit'),
  exit: { ...exit, from: state },
})

/** Says a last word. What came before it is done, and can't be undone. */
export const leaveFor = (state: FlowState, exit: Pick<FlowExit, 'way'>): FlowState => ({
  ...goTo(state, 'exit'),
  exit: { ...exit, effects: [] },
})

const settle = (state: FlowState, context: TransitionContext): FlowState => {
  for (const effect of state.exit?.effects ?? []) context.emit(effect)
  return goTo(state, 'closed')
}

export const atExit: Transitions = {
  undo: ({ exit }) => exit?.from,
  close: settle,
}
