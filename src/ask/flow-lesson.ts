/** The card at the lesson: what is learnt, taken along, judged, or exchanged for another. */
import type { Rating } from '../moment/book'
import type { Effect, FlowContext, FlowState, Handler, Move, Offer } from './flow'
import { closed, move, once, stay } from './flow-moves'
import { back, ratingOf } from './flow-rating'

const show = (state: FlowState, offer: Offer, rating: Rating, context: FlowContext, effects: Effect[]): Move => {
  const { lesson, done = [], withheld } = offer
  const { useful: _useful, opened: _opened, completed: _completed, requested: _requested, ...rest } = state
  const fresh = {
    ...rest,
    lesson,
    done,
    committed: false,
    more: !withheld && context.chooseLesson(rating, [lesson.id]) !== undefined,
  }
  return move(fresh, withheld ? 'thanks' : 'lesson', [
    ...effects,
    { type: 'lesson', what: withheld ? 'withheld' : 'shown', lesson },
  ])
}

const thanks = ({ lesson: _lesson, ...state }: FlowState, effects: Effect[]): Move => move(state, 'thanks', effects)

/** On to the lesson for the answer; to thanks where the holdout or the playbook has none. The lesson already shown is not shown anew. */
export const toLesson = (
  state: FlowState,
  rating: Rating | undefined,
  context: FlowContext,
  effects: Effect[] = [],
): Move => {
  const offer = rating && context.chooseLesson(rating, [])
  if (!offer) return thanks(state, effects)
  if (offer.lesson.id === state.lesson?.id) return move(state, offer.withheld ? 'thanks' : 'lesson', effects)
  return show({ ...state, seen: [] }, offer, rating, context, effects)
}

/** The next best lesson: first those not seen in this card. */
const next = (state: FlowState, context: FlowContext, effects: Effect[], again: boolean): Move | undefined => {
  const rating = ratingOf(state, context.now)
  if (!rating || !state.lesson) return
  const seen = [...(state.seen ?? []), state.lesson.id]
  const offer = context.chooseLesson(rating, seen)
  if (offer) return show({ ...state, seen }, offer, rating, context, effects)
  const first = again && context.chooseLesson(rating, [state.lesson.id])
  return first ? show({ ...state, seen: [state.lesson.id] }, first, rating, context, effects) : undefined
}

export const atLesson: Handler = (state, event, context) => {
  const { lesson } = state
  if (!lesson) return closed(state)
  switch (event.type) {
    case 'open':
      return once(state, 'opened')
    case 'progress': {
      const { done, share } = event
      const effect: Effect = { type: 'progressed', lesson, done, share }
      return share >= 1
        ? once({ ...state, done }, 'completed', [effect])
        : { state: { ...state, done }, effects: [effect] }
    }
    case 'complete':
      return once(state, 'completed')
    case 'request':
      return lesson.kind === 'service' ? once(state, 'requested') : stay(state)
    case 'commit':
      return lesson.commit && !state.committed
        ? { state: { ...state, committed: true }, effects: [{ type: 'committed', lesson, text: lesson.commit }] }
        : stay(state)
    case 'judge':
      return event.useful === state.useful
        ? stay(state)
        : { state: { ...state, useful: event.useful }, effects: [{ type: 'judged', lesson, useful: event.useful }] }
    case 'another':
      return next(state, context, [], true) ?? stay(state)
    case 'decline': {
      const declined: Effect[] = [{ type: 'lesson', what: 'declined', lesson }]
      return next(state, context, declined, false) ?? (state.browsing ? closed : thanks)(state, declined)
    }
    default:
      return after(state, event)
  }
}

/** What can be done once the answer is given: change it, or close, which loses nothing. */
const after = (state: FlowState, event: { type: string }): Move =>
  event.type === 'change' ? back(state) : event.type === 'close' ? closed(state) : stay(state)

export const atThanks: Handler = (state, event) => after(state, event)
