/** Which kinds of lesson the open card is likely to show next. */
import type { FlowContext, FlowState } from '../ask/flow'
import type { Band, LessonKind } from '../playbook/schema'

const BANDS: readonly Band[] = ['missed', 'partly', 'reached']

/**
 * The kinds of the lessons that the answers lead to, each without a reason; once the answer is given, of that answer alone.
 * None where no lesson follows.
 */
export function likelyKinds(
  { step, action, moment, rating }: FlowState,
  { chooseLesson }: Pick<FlowContext, 'chooseLesson'>,
): Set<LessonKind> {
  const kinds = new Set<LessonKind>()
  if (step !== 'question' && step !== 'figures' && step !== 'reasons') return kinds
  for (const band of rating ? [rating.band] : BANDS) {
    const answer = { id: '', moment: moment.id, action, band, goal: moment.goal }
    const offer = chooseLesson(rating ? { ...answer, id: rating.id } : answer, [])
    if (offer && !offer.withheld) kinds.add(offer.lesson.kind)
  }
  return kinds
}
