import type { Book } from '../moment/book'

/** Whether the user has a starting point with this action, which a gain could be measured from: an earlier rating, or a figure. */
export function hasStartingPoint({ ratings, moments }: Book, action: string): boolean {
  if (Object.values(ratings).some((rating) => rating.action === action)) return true
  const own = Object.values(moments).filter((moment) => moment.action === action)
  return own.length > 1 && own.some(({ metrics }) => metrics && Object.keys(metrics).length > 0)
}
