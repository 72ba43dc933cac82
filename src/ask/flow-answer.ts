/** The card at the answer: the question or the figures, then the reasons. */
import type { Rating } from '../moment/book'
import { judge, measuredBand, scaleOf } from '../rating/scale'
import type { Effect, FlowContext, FlowState, Handler, Move } from './flow'
import { leave } from './flow-before'
import { toLesson } from './flow-lesson'
import { closed, move, stay } from './flow-moves'
import { back, choicesOf, ratingOf, reached } from './flow-rating'

/** The longest comment, in characters. */
const COMMENT = 1_000

const explained = (state: FlowState, reasons: string[], comment: string): Effect => ({
  type: 'explained',
  rating: state.rating?.id as string,
  ...((reasons.length || state.reasons.length) && { [reached(state) ? 'strengths' : 'obstacles']: reasons }),
  ...((comment || state.comment) && { comment }),
})

/** From the answer on, with what it led to so far. */
const onward = (state: FlowState, context: FlowContext, effects: Effect[]): Move =>
  choicesOf(state).length || state.ask.comment !== false
    ? move(state, 'reasons', effects)
    : toLesson(state, ratingOf(state, context.now), context, effects)

export const atQuestion: Handler = (state, event, context) => {
  const before = state.rating
  if (event.type !== 'rate') {
    if (!before) return leave(state, event, context)
    if (event.type === 'continue') return onward(state, context, [])
    return event.type === 'close' ? closed(state) : stay(state)
  }
  const action = context.playbook.actions[state.action]
  const judgement = action && judge(state.ask, action, event.value)
  if (!judgement) return stay(state)
  if (before?.value === event.value) return onward(state, context, [])
  const measured = measuredBand(action, state.moment.metrics)
  const next: FlowState = {
    ...state,
    rating: {
      id: before?.id ?? event.id,
      value: event.value,
      scale: scaleOf(state.ask).kind,
      ...judgement,
      ...(measured && { measuredBand: measured }),
    },
  }
  // Obstacles say nothing of a result that was reached after all, nor strengths of one that was not.
  const stale = before !== undefined && state.reasons.length > 0 && reached(state) !== reached(next)
  const kept = stale ? { ...next, reasons: [] } : next
  const effects: Effect[] = [{ type: 'rated', rating: ratingOf(kept, context.now) as Rating }]
  return onward(kept, context, stale ? [explained(state, [], state.comment), ...effects] : effects)
}

export const atFigures: Handler = (state, event, context) =>
  event.type === 'continue'
    ? onward(state, context, [{ type: 'rated', rating: ratingOf(state, context.now) as Rating }])
    : leave(state, event, context)

/** Takes down what was ticked and typed, as far as the ask offers it. */
const explain = (state: FlowState, ticked: string[], typed: string): Move => {
  const reasons = choicesOf(state).flatMap(({ id }) => (ticked.includes(id) ? [id] : []))
  const comment = state.ask.comment === false ? '' : typed.trim().slice(0, COMMENT)
  const same = comment === state.comment && String(reasons) === String(state.reasons)
  return { state: { ...state, reasons, comment }, effects: same ? [] : [explained(state, reasons, comment)] }
}

export const atReasons: Handler = (state, event, context) => {
  switch (event.type) {
    case 'explain': {
      const { state: next, effects } = explain(state, event.reasons, event.comment)
      return toLesson(next, ratingOf(next, context.now), context, effects)
    }
    case 'skip':
      return toLesson(state, ratingOf(state, context.now), context)
    case 'close': {
      const { state: next, effects } = explain(state, event.reasons ?? state.reasons, event.comment ?? state.comment)
      return closed(next, effects)
    }
    case 'change':
      return back(state)
    default:
      return stay(state)
  }
}
