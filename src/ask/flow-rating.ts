/** The answer as the card holds it, told, and the lesson it leads to. */
import type { FlowState, Offer, Telling } from './flow'

export const tellRating = ({ rating, moment }: FlowState, { tell }: Telling): void => {
  const { id, ...answer } = rating as NonNullable<FlowState['rating']>
  tell('rating.given', { rating: id, ...answer, goal: moment.goal })
}

/** The reasons that go with the answer. */
export const reasonKind = ({ rating }: FlowState): 'strengths' | 'obstacles' =>
  rating?.band === 'reached' ? 'strengths' : 'obstacles'

/** The best lesson for the answer with its reasons; undefined before there is one. */
export const offerFor = (state: FlowState, { chooseLesson }: Telling, not: readonly string[]): Offer | undefined => {
  const { rating, moment, action } = state
  const reasons = { [reasonKind(state)]: state.reasons }
  return rating && chooseLesson({ ...rating, action, moment: moment.id, goal: moment.goal, ...reasons }, not)
}
