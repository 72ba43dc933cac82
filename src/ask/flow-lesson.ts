/** The card at the lesson: what is learnt, taken along, judged, or exchanged for another. */

import type { LessonDeed } from '../lesson/progress'
import type { Lesson } from '../playbook/schema'
import type { Effect, FlowContext, FlowState, Move, Moves } from './flow'
import { close, to } from './flow-moves'
import { afterwards, offerFor } from './flow-rating'

/** A lesson nothing was done with yet. */
export const untouched = {
  done: [],
  committed: false,
  opened: false,
  completed: false,
  requested: false,
  useful: undefined,
} satisfies Partial<FlowState>

const tell = ({ lesson, rating }: FlowState, deed: LessonDeed, more?: object): Effect => {
  const { id, kind } = lesson as Lesson
  return { type: `lesson.${deed}`, data: { lesson: id, kind, rating: rating?.id, ...more } }
}

/** What was done to the lesson shown; told once. */
const once = (state: FlowState, mark: 'opened' | 'completed' | 'requested', ...effects: Effect[]): Move =>
  to(state, { [mark]: true }, ...effects, ...(state[mark] ? [] : [tell(state, mark)]))

const thanks = (state: FlowState, ...effects: Effect[]): Move =>
  to(state, { step: 'thanks', lesson: undefined }, ...effects)

/** The best lesson that was not `seen` in this card: shown, or withheld by the holdout. The one already shown is not shown anew. */
const next = (state: FlowState, context: FlowContext, seen: string[], ...effects: Effect[]): Move | undefined => {
  const offer = offerFor(state, context, seen)
  if (!offer) return
  const { lesson, done = [], withheld } = offer
  const step = withheld ? 'thanks' : 'lesson'
  if (lesson.id === state.lesson?.id) return to(state, { step }, ...effects)
  const more = !withheld && !!offerFor(state, context, [lesson.id])
  const fresh: FlowState = { ...state, ...untouched, step, lesson, done, more, seen: [...seen, lesson.id] }
  return to(fresh, {}, ...effects, tell(fresh, withheld ? 'withheld' : 'shown'))
}

/** On to the lesson for the answer; to thanks where the playbook has none. */
export const toLesson = (state: FlowState, context: FlowContext, ...effects: Effect[]): Move =>
  next(state, context, [], ...effects) ?? thanks(state, ...effects)

export const atThanks: Moves = afterwards

export const atLesson: Moves = {
  ...afterwards,
  open: (state) => once(state, 'opened'),
  complete: (state) => once(state, 'completed'),
  request: (state) => state.lesson?.kind === 'service' && once(state, 'requested'),
  progress(state, { done, share }) {
    const told = tell(state, 'progressed', { done, progress: share })
    return share >= 1 ? once({ ...state, done }, 'completed', told) : to(state, { done }, told)
  },
  commit(state, _, { id, say }) {
    const { id: lesson, commit } = state.lesson as Lesson
    return (
      commit &&
      !state.committed &&
      to(state, { committed: true }, { type: 'commitment.made', data: { commitment: id(), lesson, text: say(commit) } })
    )
  },
  judge: (state, { useful }) => useful !== state.useful && to(state, { useful }, tell(state, 'judged', { useful })),
  another: (state, _, context) => {
    const { seen = [], lesson } = state
    return next(state, context, seen) ?? next(state, context, [(lesson as Lesson).id])
  },
  decline(state, _, context) {
    const declined = tell(state, 'judged', { declined: true })
    return next(state, context, state.seen ?? [], declined) ?? (state.browsing ? close : thanks)(state, declined)
  },
}
