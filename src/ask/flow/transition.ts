/** How the steps of the flow say what each event leads to. */
import type { EffectData, FlowContext, FlowEffect, FlowEvent, FlowState, FlowStep } from './state'

export interface TransitionContext extends FlowContext {
  emit(effect: FlowEffect): void
}

/** The next state. Undefined where an event has no meaning: it changes nothing then. */
type Transition<E> = (state: FlowState, context: TransitionContext, event: E) => FlowState | undefined

/** What each event leads to at one step. An event that is not listed changes nothing. */
export type Transitions = { [T in FlowEvent['type']]?: Transition<Extract<FlowEvent, { type: T }>> }

export const emit = <T extends keyof EffectData>(context: TransitionContext, type: T, data: EffectData[T]): void =>
  context.emit({ type, data } as FlowEffect)

export const goTo = (state: FlowState, step: FlowStep): FlowState => ({ ...state, step })

/** Once there is a rating: it can be changed, unless the figures decided it, and closing loses nothing. */
export const afterRating: Transitions = {
  change: (state) =>
    state.rating && state.rating.scale !== 'metrics'
      ? { ...goTo(state, 'question'), changedAt: state.step }
      : undefined,
  close: (state) => goTo(state, 'closed'),
}
