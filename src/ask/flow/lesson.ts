/** The lesson: what the user does with it, takes from it, says about it, or wants instead of it. */
import type { Lesson, LessonKind } from '../../playbook/schema'
import type { LessonActivity } from '../../lesson/progress'
import { shorten } from '../../playbook/shorten'
import { backToShelf } from './shelf'
import { freshLesson } from './start'
import type { FlowOffer, FlowPlan, FlowState, LessonEffectData } from './state'
import { afterRating, emit, goTo, type TransitionContext, type Transitions } from './transition'

/** Which reasons go with the rating. */
export const reasonKind = ({ rating }: FlowState): 'strengths' | 'obstacles' =>
  rating?.band === 'reached' ? 'strengths' : 'obstacles'

/** The best lesson for the rating and its reasons. Undefined before there is a rating, and when none is left. */
const offerFor = (
  state: FlowState,
  { chooseLesson }: TransitionContext,
  exclude: readonly string[],
  kind?: LessonKind,
): FlowOffer | undefined => {
  const { rating, moment, action } = state
  if (!rating) return undefined
  const reasons = { [reasonKind(state)]: state.reasons }
  return chooseLesson({ ...rating, action, moment: moment.id, goal: moment.goal, ...reasons }, exclude, kind)
}

/** Emits what happened to the lesson that is shown. */
const emitLesson = (
  { lesson, rating }: FlowState,
  context: TransitionContext,
  activity: LessonActivity,
  more: Partial<LessonEffectData> = {},
): void => {
  if (!lesson) return
  const { id, kind } = lesson
  context.emit({ type: `lesson.${activity}`, data: { lesson: id, kind, rating: rating?.id, ...more } })
}

/** Emits an activity the first time only. */
const once =
  (activity: 'opened' | 'completed' | 'requested') =>
  (state: FlowState, context: TransitionContext): FlowState => {
    if (!state[activity]) emitLesson(state, context, activity)
    return { ...state, [activity]: true }
  }

const complete = once('completed')
const request = once('requested')

/**
 * The best lesson that was not seen in this card. A lesson that is shown already is not shown anew.
 * @param choice 1 for the lesson that the rating leads to, higher for one that the user wanted instead
 */
const nextLesson = (
  state: FlowState,
  context: TransitionContext,
  seen: string[] = [],
  choice = 1,
  kind?: LessonKind,
): FlowState | undefined => {
  const offer = offerFor(state, context, seen, kind)
  if (!offer) return undefined
  const { lesson, withheld } = offer
  const step = withheld ? 'thanks' : 'lesson'
  if (lesson.id === state.lesson?.id) return goTo(state, step)
  const more = offerFor(state, context, [lesson.id]) !== undefined
  const next: FlowState = { ...state, ...freshLesson, ...offer, step, more, seen: [...seen, lesson.id], choice }
  if (withheld) emitLesson(next, context, 'withheld')
  else emitLesson(next, context, 'shown', { choice })
  return next
}

/** A lesson in place of the present one, which the user does not want. */
const otherLesson = (state: FlowState, context: TransitionContext, seen = state.seen): FlowState | undefined =>
  nextLesson(state, context, seen, (state.choice ?? 1) + 1)

/** On to the lesson for the rating, or to thanks where the playbook has none. */
export const toLesson = (state: FlowState, context: TransitionContext): FlowState =>
  nextLesson(state, context) ?? goTo(state, 'thanks')

/** The longest plan in the user's own words, in characters. */
const MAX_PLAN = 500

const planData = ({ id: lesson }: Lesson, { id: commitment, text, own }: FlowPlan) => ({
  commitment,
  lesson,
  text,
  ...(own && { own }),
})

/** Takes the plan back, if there is one. */
const withdraw = (state: FlowState, context: TransitionContext): FlowState => {
  const { lesson, plan } = state
  if (lesson && plan) emit(context, 'commitment.withdrawn', planData(lesson, plan))
  return { ...state, plan: undefined }
}

export const atLesson: Transitions = {
  ...afterRating,
  ...backToShelf,
  open: once('opened'),
  complete,
  // There is nothing else to do with a service.
  request: (state, context) =>
    state.lesson?.kind === 'service' ? complete(request(state, context), context) : undefined,
  progress(state, context, { done, share }) {
    emitLesson(state, context, 'progressed', { done, progress: share })
    const next = { ...state, done }
    return share >= 1 ? complete(next, context) : next
  },
  commit(state, context, { own }) {
    const { lesson, plan } = state
    const words = own === undefined ? '' : shorten(own.trim(), MAX_PLAN)
    const text = words || (lesson?.commit !== undefined && !plan && context.plainText(lesson.commit))
    if (!lesson || !text || text === plan?.text) return undefined
    // One plan at a time: in other words it is another one.
    withdraw(state, context)
    const next: FlowPlan = { id: context.newId(), text, ...(words && { own: true }) }
    emit(context, 'commitment.made', planData(lesson, next))
    return { ...state, plan: next }
  },
  withdraw: (state, context) => (state.plan ? withdraw(state, context) : undefined),
  judge(state, context, { useful }) {
    if (useful === state.useful) return undefined
    emitLesson(state, context, 'judged', { useful })
    return { ...state, useful }
  },
  another: (state, context) =>
    otherLesson(state, context) ?? (state.lesson && otherLesson(state, context, [state.lesson.id])),
  'another-way'(state, context, { kind }) {
    if (!state.ways?.includes(kind)) return undefined
    emit(context, 'preference.stated', { kind })
    // The one of that kind that was seen last, where there is no other.
    const [present = ''] = [state.lesson?.id]
    return nextLesson(state, context, [present], (state.choice ?? 1) + 1, kind)
  },
  decline(state, context) {
    emitLesson(state, context, 'judged', { useful: false, declined: true })
    return otherLesson(state, context) ?? goTo(state, state.browsing ? 'closed' : 'thanks')
  },
}
