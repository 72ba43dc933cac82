/**
 * The clock of the browser may be wrong by years, for a page or for good. What is compared with it is compared so that
 * a wrong clock does little harm (`near`), and what it stamped is mended once the new time has proved steady (`tick`).
 */
import type { Book } from './book'

export const DAY = 86_400_000

/**
 * Whether `time` is less than `span` away from `now`, before or after it: a limit counted from a time that a faster
 * clock stamped neither holds for years nor, after a small step back, too short. No time is never near.
 */
export const near = (now: number, time: number | undefined, span: number): boolean =>
  Math.abs(now - (time as number)) < span

/** Not times, or times that may well lie ahead: the vendor's own figures, what users typed, a period's bounds. */
const LEFT = /^(properties|metrics|traits|digest|value)$/

/**
 * Takes each time later than `now` for now. A schedule that a faster clock wrote is dropped, to be made again; what it took
 * for expired is pending again.
 */
function mended(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item) => mended(item, now))
  if (typeof value !== 'object') return (value as number) > now ? now : value
  const { updated, settled } = value as { updated?: number; settled?: number }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, field]) => {
      if (key === 'due' || key === 'expires') return [key, updated && updated > now ? undefined : field]
      const reopens = field === 'expired' && (settled as number) > now
      return [key, reopens ? 'pending' : LEFT.test(key) ? field : mended(field, now)]
    }),
  )
}

/**
 * Notes the time. A clock set back by more than a day is at first taken for a mistake (a dead battery, until the network
 * sets it right) and changes nothing: asks of the later time wait, limits hold around their times. After a day by the new
 * clock the new time is believed, and what the faster clock stamped happened now:
 * a moment tracked ten years ahead would otherwise be asked about in ten years.
 */
export function tick(book: Book, now: number): Book {
  const { clock, setBack, ...rest } = book
  if (now < clock - DAY) {
    if (!setBack || now < setBack) return { ...book, setBack: now }
    return now - setBack < DAY ? book : { ...(mended(rest, now) as Book), clock: now }
  }
  return !setBack && now <= clock ? book : { ...rest, clock: Math.max(clock, now) }
}
