/** What the user wanted the last time, for the goal step to start from. */
import type { Book } from '../moment/book'
import { ofAction } from '../moment/records'
import type { FlowState } from './flow'

/** The latest goal stated for an action; undefined before there is one. */
export const lastGoal = (book: Book, action: string): FlowState['goalBefore'] => {
  const latest = ofAction(book.moments, action).findLast(({ goal }) => goal)
  return latest && { goal: latest.goal, text: latest.goalText }
}
