/** The card at the lesson: what is learnt, taken along, judged, or exchanged for another. */
import type { LessonDeed } from '../lesson/progress'
import type { Lesson } from '../playbook/schema'
import type { FlowState, Moves, Telling } from './flow'
import { afterwards, to } from './flow-moves'
import { offerFor } from './flow-rating'
import { backToShelf } from './flow-shelf'

/** A lesson nothing was done with yet. */
export const untouched = {
  done: [],
  committed: false,
  opened: false,
  completed: false,
  requested: false,
  useful: undefined,
} satisfies Partial<FlowState>

/** Tells a deed of the lesson shown. */
const tellLesson = ({ lesson, rating }: FlowState, { tell }: Telling, deed: LessonDeed, more?: object): void => {
  const { id, kind } = lesson as Lesson
  tell(`lesson.${deed}`, { lesson: id, kind, rating: rating?.id, ...more })
}

/** What is told once of a lesson. */
const once =
  (mark: 'opened' | 'completed' | 'requested') =>
  (state: FlowState, context: Telling): FlowState => {
    if (!state[mark]) tellLesson(state, context, mark)
    return { ...state, [mark]: true }
  }

const complete = once('completed')
const request = once('requested')

/** The best lesson that was not `seen` in this card: shown, or withheld by the holdout. The one already shown is not shown anew. */
const next = (state: FlowState, context: Telling, seen: string[] = []): FlowState | undefined => {
  const offer = offerFor(state, context, seen)
  if (!offer) return
  const { lesson, withheld } = offer
  const step = withheld ? 'thanks' : 'lesson'
  if (lesson.id === state.lesson?.id) return to(state, step)
  const more = !!offerFor(state, context, [lesson.id])
  const fresh: FlowState = { ...state, ...untouched, ...offer, step, more, seen: [...seen, lesson.id] }
  tellLesson(fresh, context, withheld ? 'withheld' : 'shown')
  return fresh
}

/** On to the lesson for the answer; to thanks where the playbook has none. */
export const toLesson = (state: FlowState, context: Telling): FlowState => next(state, context) ?? to(state, 'thanks')

export const atLesson: Moves = {
  ...afterwards,
  ...backToShelf,
  open: once('opened'),
  complete,
  // All there is to do with it.
  request: (state, context) => state.lesson?.kind === 'service' && complete(request(state, context), context),
  progress(state, context, { done, share }) {
    tellLesson(state, context, 'progressed', { done, progress: share })
    const further = { ...state, done }
    return share >= 1 ? complete(further, context) : further
  },
  commit(state, { tell, id, say }) {
    const { id: lesson, commit } = state.lesson as Lesson
    if (!commit || state.committed) return
    tell('commitment.made', { commitment: id(), lesson, text: say(commit) })
    return { ...state, committed: true }
  },
  judge(state, context, { useful }) {
    if (useful === state.useful) return
    tellLesson(state, context, 'judged', { useful })
    return { ...state, useful }
  },
  another: (state, context) => next(state, context, state.seen) ?? next(state, context, [(state.lesson as Lesson).id]),
  decline(state, context) {
    tellLesson(state, context, 'judged', { declined: true })
    return next(state, context, state.seen) ?? to(state, state.browsing ? 'closed' : 'thanks')
  },
}
