/** What the user wants from an action, kept with its moment. */
import type { Action } from '../playbook/schema'
import type { Moment } from './book'

/** A goal as the vendor or the user gave it: the id of an option, or else words of their own. */
export const statedGoal = (action: Action, goal: string): Pick<Moment, 'goal' | 'goalText'> => {
  const listed = action.goal?.options.some(({ id }) => id === goal)
  return { goal: listed ? goal : 'other', goalText: listed ? undefined : goal.slice(0, 200) }
}
