/** Reminders: the plan comes back when the user begins the action again. */
import type { Book, Commitment } from '../moment/book'
import { ofAction } from '../moment/records'
import type { CompiledPlaybook } from '../playbook/compiled'
import { share } from '../playbook/share'
import { openCommitment } from './commitment'

/**
 * The plan to remind the user of as they begin an action. One that was put away with "Got it" comes back once the action has been
 * completed after that: it was about this time, and the next is another.
 */
export const planToRemind = (book: Book, action: string): Commitment | undefined => {
  const plan = openCommitment(book, action)
  const { noted } = plan ?? {}
  const isSettled = noted !== undefined && !ofAction(book.moments, action).some(({ at }) => at > noted)
  return isSettled ? undefined : plan
}

/** Whether a plan stands for any action. */
export const hasPlans = (book: Book): boolean => {
  const actions = new Set(Object.values(book.commitments).map(({ action }) => action))
  return [...actions].some((action) => openCommitment(book, action) !== undefined)
}

/**
 * Whether a user is reminded of no plan, so that it can be seen whether reminders help. A user stays on their side as long as the
 * share does not fall. It is hashed apart from the holdout and from sampling.
 * @param seed `seedOf(book.user)`
 */
export const isUnreminded = ({ id, unreminded }: Pick<CompiledPlaybook, 'id' | 'unreminded'>, seed: string): boolean =>
  share('reminders', id, seed) < unreminded
