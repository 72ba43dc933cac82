/** Whether the goal is asked for right after the action, and what the user wanted the last time. */
import type { ReasonCode } from '../api'
import type { AskRecord, Book, Moment } from '../moment/book'
import { ofAction } from '../moment/records'
import type { Circumstances } from './circumstances'
import { endedRefusal } from './eligibility'
import { createLimitCheck } from './limits'

/** Limits that mean the ask will not come, or that the user wants to be left alone. Others may have ended when it is due. */
const isAgainstGoal = (code: ReasonCode): boolean => code === 'sampled-out' || code === 'give-up'

/** For a moment that was just tracked without a goal. */
export const wantsGoal = (record: AskRecord, circumstances: Circumstances): boolean => {
  const { playbook, book } = circumstances
  const moment = book.moments[record.moment]
  if (!playbook.actions[record.action]?.goal || moment?.goal) return false
  if (endedRefusal(record, moment, circumstances)) return false
  return !createLimitCheck(circumstances)(record).some(({ code }) => isAgainstGoal(code))
}

/** The latest goal stated for an action, for the goal step to start from. Undefined before there is one. */
export const lastGoal = (
  book: Book,
  action: string,
): { goal: Moment['goal']; text: Moment['goalText'] } | undefined => {
  const latest = ofAction(book.moments, action).findLast(({ goal }) => goal)
  return latest && { goal: latest.goal, text: latest.goalText }
}
