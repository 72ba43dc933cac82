import { type Book, type Moment, momentKey } from './book'
import { update } from './records'

/**
 * The moment of this id no longer counts (a deleted campaign): its ask is withdrawn, for good; a track is taken out of its
 * digest's sum. What was already rated stays, and a dismissal still counts.
 * @returns the new book, and the moments that changed: none for an id that is unknown or cancelled before.
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
    if (!/answered|dismissed/.test(book.asks[key]?.status ?? ''))
      next = update(next, 'asks', key, { status: 'withdrawn', settled: now }, now)
  }
  return { book: next, moments }
}
