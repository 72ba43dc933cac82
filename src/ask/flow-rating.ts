/** The answer as the card holds it, and what it opens: its reasons, its lesson, the way back to change it. */
import type { Rating } from '../moment/book'
import type { Effect, FlowContext, FlowState, Moves, Offer } from './flow'
import { close, to } from './flow-moves'

export const given = ({ rating, moment }: FlowState): Effect => {
  const { id, ...answer } = rating as NonNullable<FlowState['rating']>
  return { type: 'rating.given', data: { rating: id, ...answer, goal: moment.goal } }
}

/** The reasons offered for the answer. */
export const reasonKind = ({ rating }: FlowState): 'strengths' | 'obstacles' =>
  rating?.band === 'reached' ? 'strengths' : 'obstacles'

/** The best lesson for the answer with its reasons; undefined before there is one. */
export const offerFor = (
  state: FlowState,
  { chooseLesson, now }: FlowContext,
  not: readonly string[],
): Offer | undefined => {
  const { rating, moment, action, reasons, comment } = state
  return (
    rating &&
    chooseLesson(
      {
        ...rating,
        moment: moment.id,
        action,
        at: now,
        goal: moment.goal,
        [reasonKind(state)]: reasons,
        comment,
        updated: now,
      } as Rating,
      not,
    )
  )
}

/** Once the answer is given: change it, unless the figures decided; or close, which loses nothing. */
export const afterwards: Moves = {
  change: (state) => state.rating && state.rating.scale !== 'metrics' && to(state, { step: 'question' }),
  close: (state) => close(state),
}
