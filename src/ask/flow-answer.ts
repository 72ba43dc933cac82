/** The card at the answer: the question or the figures, then the reasons. */
import { judge, measuredBand, scaleOf } from '../rating/scale'
import type { Effect, FlowContext, FlowState, Move, Moves } from './flow'
import { ways } from './flow-before'
import { toLesson } from './flow-lesson'
import { close, to } from './flow-moves'
import { afterwards, given, reasonKind } from './flow-rating'

/** The longest comment, in characters. */
const COMMENT = 1_000

/** Takes down what was ticked and typed, as far as the ask offers it. */
const explain = (state: FlowState, ticked = state.reasons, typed = state.comment): Move => {
  const { ask, rating, reasons: before } = state
  const kind = reasonKind(state)
  const reasons = (ask[kind] ?? []).map(({ id }) => id).filter((id) => ticked.includes(id))
  const comment = ask.comment === false ? '' : typed.trim().slice(0, COMMENT)
  const change = { reasons, comment }
  return comment === state.comment && `${reasons}` === `${before}`
    ? to(state, change)
    : to(state, change, { type: 'rating.explained', data: { rating: rating?.id as string, [kind]: reasons, comment } })
}

/** From the answer on, with what it led to so far. */
const onward = (state: FlowState, context: FlowContext, ...effects: Effect[]): Move =>
  state.ask[reasonKind(state)]?.length || state.ask.comment !== false
    ? to(state, { step: 'reasons' }, ...effects)
    : toLesson(state, context, ...effects)

export const atQuestion: Moves = {
  ...ways,
  continue: (state, _, context) => state.rating && onward(state, context),
  rate(state, { id, value }, context) {
    const { ask, rating: before, moment } = state
    const action = context.playbook.actions[state.action]
    const judged = action && judge(ask, action, value)
    if (!judged) return
    if (before?.value === value) return onward(state, context)
    const measured = measuredBand(action, moment.metrics)
    const rating = { id: before?.id ?? id, value, scale: scaleOf(ask).kind, ...judged, measuredBand: measured }
    const next = { ...state, rating }
    // Obstacles say nothing of a result that was reached after all, nor strengths of one that was not.
    const { state: kept, effects } = explain(state, reasonKind(state) === reasonKind(next) ? undefined : [])
    return onward({ ...kept, rating }, context, ...effects, given(next))
  },
}

export const atFigures: Moves = { ...ways, continue: (state, _, context) => onward(state, context, given(state)) }

export const atReasons: Moves = {
  ...afterwards,
  explain(state, { reasons, comment }, context) {
    const { state: next, effects } = explain(state, reasons, comment)
    return toLesson(next, context, ...effects)
  },
  skip: (state, _, context) => toLesson(state, context),
  close(state, { reasons, comment }) {
    const { state: next, effects } = explain(state, reasons, comment)
    return close(next, ...effects)
  },
}
