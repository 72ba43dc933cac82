/** What the user wants from an action, kept with its moment. */
import type { Action } from '../playbook/schema'
import type { Book, Moment } from './book'

/** A goal as the vendor or the user gave it: the id of an option, or else words of their own. */
export const statedGoal = (action: Action, goal: string): Pick<Moment, 'goal' | 'goalText'> =>
  action.goal?.options.some(({ id }) => id === goal) ? { goal } : { goal: 'other', goalText: goal.slice(0, 200) }

/** The book with the goal the user stated on the card for the moment of this key; `text` goes with `other`. */
export function stateGoal(book: Book, key: string, goal: string, text: string | undefined, now: number): Book {
  const moment = book.moments[key]
  if (!moment) return book
  const { goalText: _, ...rest } = moment
  const next: Moment = { ...rest, goal, ...(text && { goalText: text.slice(0, 200) }), updated: now }
  return { ...book, moments: { ...book.moments, [key]: next } }
}
