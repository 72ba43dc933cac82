import { type Book, type Moment, momentKey } from '../moment/book'
import { newAsk } from '../moment/remember'
import type { CompiledPlaybook } from '../playbook/compiled'
import { endedRefusal } from './eligibility'

const newMoment = (action: string, now: number): Moment => ({
  id: new Date(now).toISOString(),
  action,
  at: now,
  updated: now,
})

/**
 * The vendor's page calls `ask()`: the ask of this moment, or of the action's latest moment that still has one, is shown past
 * limits and delays, even if it was dismissed. It is not shown if it was answered, cancelled or expired, if the user chose
 * "Don't ask about this again", or if its `if` does not hold. This holds for half an hour, or until it is shown. An action of
 * which no moment is remembered gets one.
 * @returns the book, and the moment's key: none when there is nothing to ask
 */
export function askNow(
  book: Book,
  playbook: CompiledPlaybook,
  actionOrMomentId: string,
  now: number,
): { book: Book; key?: string } {
  const isAction = playbook.actions[actionOrMomentId] !== undefined
  const found = Object.values(book.moments).filter(({ action, id }) => (isAction ? action : id) === actionOrMomentId)
  if (isAction && found.length === 0) found.push(newMoment(actionOrMomentId, now))
  for (const moment of found.sort((a, b) => b.at - a.at)) {
    const key = momentKey(moment.action, moment.id)
    const record = { ...(book.asks[key] ?? newAsk(moment, now)), forced: now, updated: now }
    if (endedRefusal(record, moment, { playbook, book, now })) continue
    const next = { ...book, moments: { ...book.moments, [key]: moment }, asks: { ...book.asks, [key]: record } }
    return { book: next, key }
  }
  return { book }
}
