import { type Book, type Moment, momentKey } from './book'
import { withoutTrack } from './digest'
import { momentsOf } from './result'

/**
 * The moment of this id no longer counts (a deleted campaign): its ask is withdrawn, for good; a track is taken out of its
 * digest's sum. What was already rated stays, and a
 * dismissal still counts.
 * @returns the new book, and the moments that changed: none for an id that is unknown or cancelled before.
 */
export function cancel(book: Book, momentId: string, now: number): { book: Book; moments: Moment[] } {
  const cancelled = momentsOf(book, momentId).map((moment) => ({ ...moment, cancelled: now, updated: now }))
  const digests = Object.values(book.moments)
    .filter(({ digest }) => digest?.tracks && Object.hasOwn(digest.tracks, momentId))
    .map((moment) => withoutTrack(moment, momentId, now))
  const moments = [...cancelled, ...digests]
  if (!moments.length) return { book, moments }
  const next = { ...book, moments: { ...book.moments }, asks: { ...book.asks } }
  for (const moment of moments) next.moments[momentKey(moment.action, moment.id)] = moment
  for (const { action, id } of cancelled) {
    const ask = next.asks[momentKey(action, id)]
    if (ask?.status === 'pending' || ask?.status === 'expired')
      next.asks[ask.moment] = { ...ask, status: 'withdrawn', settled: now }
  }
  return { book: next, moments }
}
