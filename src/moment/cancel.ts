import { type Book, type Moment, momentKey } from './book'
import { update } from './records'

/**
 * The moment of this id no longer counts, for example because a campaign was deleted. Its ask is withdrawn for good, and a
 * track is taken out of its digest's sum. Ratings stay, and a dismissal still counts.
 * @returns the new book, and the moments that changed: none if the id is unknown or was cancelled before
 */
export function cancel(book: Book, momentId: string, now: number): { book: Book; moments: Moment[] } {
  const moments: Moment[] = []
  let next = book
  const change = (key: string, to: Partial<Moment>) => {
    next = update(next, 'moments', key, to, now)
    moments.push(next.moments[key] as Moment)
  }
  for (const { action, id, digest, cancelled } of Object.values(book.moments)) {
    const key = momentKey(action, id)
    const { [momentId]: track, ...tracks } = digest?.tracks ?? {}
    if (digest && track !== undefined) change(key, { digest: { ...digest, tracks } })
    if (id !== momentId || cancelled) continue
    change(key, { cancelled: now })
    const status = book.asks[key]?.status
    if (status !== 'answered' && status !== 'dismissed')
      next = update(next, 'asks', key, { status: 'withdrawn', settled: now }, now)
  }
  return { book: next, moments }
}
