/** The rating: the question or the figures, then the reasons. */
import { shorten } from '../../playbook/shorten'
import { judge } from '../../rating/scale'
import { measuredBand } from '../../rating/measured'
import { exits, tooEarly } from './before-rating'
import { reasonKind, toLesson } from './lesson'
import type { FlowRating, FlowState } from './state'
import { afterRating, emit, goTo, type TransitionContext, type Transitions } from './transition'

/** The longest comment, in characters. Browsers that count a line break as two let through more than the field's limit. */
const MAX_COMMENT = 1_000

const emitRating = (context: TransitionContext, { id, ...answer }: FlowRating, goal: string | undefined): void =>
  emit(context, 'rating.given', { rating: id, ...answer, goal })

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index])

/** Notes what was ticked and typed, and emits it if it has changed. */
const explain = (
  state: FlowState,
  context: TransitionContext,
  reasons = state.reasons,
  typed = state.comment,
): FlowState => {
  const comment = shorten(typed.trim(), MAX_COMMENT)
  const { rating } = state
  if (rating && (comment !== state.comment || !isSame(reasons, state.reasons)))
    emit(context, 'rating.explained', {
      rating: rating.id,
      [reasonKind(state)]: reasons,
      // An empty comment is sent only to take back one that was sent.
      comment: comment || state.comment ? comment : undefined,
    })
  return { ...state, reasons, comment }
}

/** On to the reasons, or to the lesson where there is nothing to ask. */
const afterAnswer = (state: FlowState, context: TransitionContext): FlowState =>
  state.ask[reasonKind(state)].length > 0 || state.ask.comment ? goTo(state, 'reasons') : toLesson(state, context)

export const atQuestion: Transitions = {
  ...exits,
  'too-early': tooEarly,
  continue: (state) => (state.rating && state.changedAt ? goTo(state, state.changedAt) : undefined),
  rate(state, context, { id, value }) {
    const { rating: before, moment } = state
    const action = context.playbook.actions[state.action]
    const judgement = action && judge(action, value)
    if (!judgement) return undefined
    if (before?.value === value) return afterAnswer(state, context)
    const rating: FlowRating = {
      id: before?.id ?? id,
      value,
      scale: action.ask.scale.kind,
      ...judgement,
      measuredBand: measuredBand(action, moment.metrics),
    }
    const rated = { ...state, rating }
    // Obstacles say nothing about a result that was reached after all, nor strengths about one that was not.
    const keepsReasons = reasonKind(state) === reasonKind(rated)
    const next = keepsReasons ? rated : { ...rated, reasons: explain(state, context, []).reasons }
    emitRating(context, rating, moment.goal)
    return afterAnswer(next, context)
  },
}

export const atFigures: Transitions = {
  ...exits,
  continue(state, context) {
    if (!state.rating) return undefined
    emitRating(context, state.rating, state.moment.goal)
    return afterAnswer(state, context)
  },
  // The figures stay beside the user's own answer, as its `measuredBand`.
  disagree: (state) => ({ ...goTo(state, 'question'), rating: undefined }),
}

export const atReasons: Transitions = {
  ...afterRating,
  skip: toLesson,
  change: (state, context, event) =>
    afterRating.change?.(explain(state, context, event.reasons, event.comment), context, event),
  explain: (state, context, { reasons, comment }) => toLesson(explain(state, context, reasons, comment), context),
  close: (state, context, { reasons, comment }) => goTo(explain(state, context, reasons, comment), 'closed'),
}
