/** The answer as the card holds it, and what it opens: its record, its reasons, the way back to change it. */
import type { Rating } from '../moment/book'
import type { Choice } from '../playbook/schema'
import type { FlowState, Move } from './flow'
import { move, stay } from './flow-moves'

export const reached = (state: FlowState): boolean => state.rating?.band === 'reached'

/** The reasons offered for the answer: strengths after `reached`, obstacles otherwise. */
export const choicesOf = (state: FlowState): Choice[] =>
  (reached(state) ? state.ask.strengths : state.ask.obstacles) ?? []

/** The rating as the book keeps it: the answer with its reasons. `moment` is the moment's id, as in the events. */
export const ratingOf = (state: FlowState, now: number): Rating | undefined =>
  state.rating && {
    ...state.rating,
    moment: state.moment.id,
    action: state.action,
    at: now,
    ...(state.moment.goal && { goal: state.moment.goal }),
    ...(state.reasons.length && { [reached(state) ? 'strengths' : 'obstacles']: state.reasons }),
    ...(state.comment && { comment: state.comment }),
    updated: now,
  }

/** To the question, to change the answer; what the figures decided can't be changed. */
export const back = (state: FlowState): Move =>
  state.rating && state.rating.scale !== 'metrics' ? move(state, 'question') : stay(state)
