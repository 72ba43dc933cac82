/** The card at the answer: the question or the figures, then the reasons. */
import { judge, measuredBand, scaleOf } from '../rating/scale'
import type { FlowState, Moves, Telling } from './flow'
import { ways } from './flow-before'
import { toLesson } from './flow-lesson'
import { afterwards, to } from './flow-moves'
import { reasonKind, tellRating } from './flow-rating'

/** The longest comment, in characters: a browser that tells line breaks as two exceeds the field’s own limit. */
const COMMENT = 1_000

/** Takes down what was ticked and typed; what was left as it was is not told again. */
const explain = (state: FlowState, { tell }: Telling, reasons = state.reasons, typed = state.comment): FlowState => {
  const comment = typed.trim().slice(0, COMMENT)
  if (comment !== state.comment || `${reasons}` !== `${state.reasons}`)
    tell('rating.explained', {
      rating: state.rating?.id as string,
      [reasonKind(state)]: reasons,
      // Without words there is nothing to tell of them, but that those told before are taken back.
      comment: comment || state.comment ? comment : undefined,
    })
  return { ...state, reasons, comment }
}

/** From the answer on: where nothing is left to ask, to the lesson. */
const onward = (state: FlowState, context: Telling): FlowState =>
  state.ask[reasonKind(state)]?.length || state.ask.comment !== false ? to(state, 'reasons') : toLesson(state, context)

export const atQuestion: Moves = {
  ...ways,
  continue: (state, context) => state.rating && onward(state, context),
  rate(state, context, { id, value }) {
    const { ask, rating: before } = state
    const action = context.playbook.actions[state.action]
    const judged = action && judge(ask, action, value)
    if (!judged) return
    if (before?.value === value) return onward(state, context)
    const rating = {
      id: before?.id ?? id,
      value,
      scale: scaleOf(ask).kind,
      ...judged,
      measuredBand: measuredBand(action, state.moment.metrics),
    }
    const next = { ...state, rating }
    // Obstacles say nothing of a result that was reached after all, nor strengths of one that was not.
    if (reasonKind(state) !== reasonKind(next)) next.reasons = explain(state, context, []).reasons
    tellRating(next, context)
    return onward(next, context)
  },
}

export const atFigures: Moves = {
  ...ways,
  continue(state, context) {
    tellRating(state, context)
    return onward(state, context)
  },
}

export const atReasons: Moves = {
  ...afterwards,
  skip: toLesson,
  change: (state, context, event) =>
    afterwards.change?.(explain(state, context, event.reasons, event.comment), context, event),
  explain: (state, context, { reasons, comment }) => toLesson(explain(state, context, reasons, comment), context),
  close: (state, context, { reasons, comment }) => to(explain(state, context, reasons, comment), 'closed'),
}
