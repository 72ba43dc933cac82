/** Copies in which nothing stands against an ask, so that any answer to it can be tried. */
import type { Book } from '../moment/book'
import type { Action, Playbook } from '../playbook/schema'

const HOUR = 3_600_000

/** The book in which this moment was never asked about. Measured figures are left out: where they decide, nothing would be asked. */
export function unasked(book: Book, key: string, now: number): Book {
  const moment = book.moments[key]
  if (!moment) return book
  const { action, id } = moment
  const { cancelled: _, metrics: __, ...plain } = moment
  const others = Object.entries(book.ratings).filter(([, one]) => one.action !== action || one.moment !== id)
  const { [action]: ___, ...muted } = book.muted
  const times = { due: now, expires: now + HOUR, updated: now }
  return {
    ...book,
    moments: { ...book.moments, [key]: plain },
    asks: {
      ...book.asks,
      [key]: { moment: key, action, status: 'pending', displays: [], snoozes: [], ...times },
    },
    ratings: Object.fromEntries(others),
    muted,
  }
}

/** The playbook in which this action's ask has no `if`. */
export function unconditional(playbook: Playbook, action: string): Playbook {
  const declared = playbook.actions[action] as Action
  const { if: _, ...ask } = declared.ask
  return { ...playbook, actions: { ...playbook.actions, [action]: { ...declared, ask } } }
}
