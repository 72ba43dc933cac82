/** Asking by hand. */
import { actionOf } from '../moment/action-of'
import { type Book, momentKey } from '../moment/book'
import { newAsk } from '../moment/remember'
import type { Playbook } from '../playbook/schema'
import { overReason } from './eligible'

/**
 * The vendor's page asks by hand: the ask of this moment, or of the action's latest moment that still has one, is shown
 * past limits and delays, also when it was dismissed. Not when it was answered, cancelled or expired, not when the user
 * said "Don't ask about this again", and not when its `if` does not hold. Holds for half an hour, or until it is shown.
 * An action of which no moment is remembered gets one.
 * @returns the book, and the moment's key; none when there is nothing to ask.
 */
export function askNow(
  book: Book,
  playbook: Playbook,
  actionOrMomentId: string,
  now: number,
): { book: Book; key?: string } {
  const by = actionOf(playbook, actionOrMomentId) ? 'action' : 'id'
  const found = Object.values(book.moments).filter((moment) => moment[by] === actionOrMomentId)
  if (by === 'action' && !found.length)
    found.push({ id: new Date(now).toISOString(), action: actionOrMomentId, at: now, updated: now })
  for (const moment of found.sort((a, b) => b.at - a.at)) {
    const key = momentKey(moment.action, moment.id)
    const record = { ...(book.asks[key] ?? newAsk(moment, now)), forced: now, updated: now }
    if (overReason(record, moment, { playbook, book, now })) continue
    const next = { ...book, moments: { ...book.moments, [key]: moment }, asks: { ...book.asks, [key]: record } }
    return { book: next, key }
  }
  return { book }
}
