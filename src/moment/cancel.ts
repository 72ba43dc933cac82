import { type Book, type Moment, momentKey } from './book'
import { withoutTrack } from './period-figures'
import { update } from './records'

/**
 * The moment of this id no longer counts, for example because a campaign was deleted. Its ask is withdrawn for good, and a
 * track is taken out of its period. Ratings stay, and a dismissal still counts.
 * @returns the new book, and what was cancelled: nothing if the id is unknown or was cancelled before
 */
export function cancel(
  book: Book,
  momentId: string,
  now: number,
): { book: Book; cancelled: { action: string; moment: string }[] } {
  const all: { action: string; moment: string }[] = []
  let next = book
  const change = (key: string, action: string, to: Partial<Moment>) => {
    next = update(next, 'moments', key, to, now)
    all.push({ action, moment: momentId })
  }
  for (const { action, id, digest, cancelled } of Object.values(book.moments)) {
    const key = momentKey(action, id)
    if (digest?.tracks?.[momentId]) change(key, action, { digest: withoutTrack(digest, momentId, now) })
    if (id !== momentId || cancelled) continue
    change(key, action, { cancelled: now })
    const status = book.asks[key]?.status
    if (status !== 'answered' && status !== 'dismissed')
      next = update(next, 'asks', key, { status: 'withdrawn', settled: now }, now)
  }
  return { book: next, cancelled: all }
}
