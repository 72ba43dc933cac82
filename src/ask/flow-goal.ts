/** What the user wanted the last time, for the goal step to start from. */
import type { Book } from '../moment/book'
import type { FlowState } from './flow'

/** The latest goal stated for an action; undefined before there is one. */
export const lastGoal = (book: Book, action: string): FlowState['goalBefore'] => {
  const [latest] = Object.values(book.moments)
    .filter((moment) => moment.action === action && moment.goal !== undefined)
    .sort((a, b) => b.at - a.at)
  return latest?.goal === undefined
    ? undefined
    : { goal: latest.goal, ...(latest.goalText !== undefined && { text: latest.goalText }) }
}
