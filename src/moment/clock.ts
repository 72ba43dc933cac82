/**
 * The browser's clock may be wrong by years, for one page or for good. Times are compared with it so that a wrong clock does
 * little harm (`isNear`), and times that it wrote are corrected once the new time has proved steady (`tick`).
 */
import type { Book } from './book'

export const DAY = 86_400_000

/**
 * Whether `time` is less than `span` away from `now`, before or after it. A limit that counts from a time written by a fast
 * clock then neither holds for years nor, after a small step back, for too short. A missing time is never near.
 */
export const isNear = (now: number, time: number | undefined, span: number): boolean =>
  time !== undefined && Math.abs(now - time) < span

/** Fields that hold no times, or times that may well lie ahead: the vendor's figures, users' words, a period's bounds and sums. */
const UNTOUCHED = new Set(['properties', 'metrics', 'traits', 'from', 'to', 'sum', 'count', 'value'])

/**
 * Replaces each time later than `now` by `now`. A schedule written by the fast clock is removed, to be made again, and an ask
 * that expired by it is pending again.
 */
function corrected(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => corrected(item, now))
  if (typeof value === 'number') return Math.min(value, now)
  if (typeof value !== 'object' || value === null) return value
  const { updated, settled } = value as { updated?: number; settled?: number }
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      if (key === 'due' || key === 'expires') return [key, updated && updated > now ? undefined : field]
      if (field === 'expired' && settled && settled > now) return [key, 'pending']
      return [key, UNTOUCHED.has(key) ? field : corrected(field, now)]
    }),
  )
}

/**
 * Notes the time. A clock that falls back by more than a day is first taken for a mistake, such as an empty battery until
 * the network corrects the time. It changes nothing: asks wait for the later time, and limits hold around their times. After
 * a day by the new clock the new time is believed, and what the fast clock wrote counts as happening now. Otherwise a moment
 * tracked ten years ahead would be asked about in ten years.
 */
export function tick(book: Book, now: number): Book {
  const { clock, setBack, ...rest } = book
  if (now < clock - DAY) {
    if (!setBack || now < setBack) return { ...book, setBack: now }
    return now - setBack < DAY ? book : { ...(corrected(rest, now) as Book), clock: now }
  }
  return !setBack && now <= clock ? book : { ...rest, clock: Math.max(clock, now) }
}
