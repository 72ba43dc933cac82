/**
 * The clock of the browser may be wrong by years, for a page or for good. What is compared with it is compared so that
 * a wrong clock does little harm (`near`), and what it stamped is mended once the new time has proved steady (`tick`).
 */
import type { Book } from './book'

export const DAY = 86_400_000

/**
 * Whether `time` is less than `span` away from `now`, before or after it: a limit counted from a time that a faster
 * clock stamped neither holds for years nor, after a small step back, too short.
 */
export const near = (now: number, time: number, span: number): boolean => Math.abs(now - time) < span

/** Not times: the vendor's own figures, and what users typed. */
const FOREIGN = /^(properties|metrics|traits|tracks|value)$/
/** Times that may well lie ahead. */
const AHEAD = /^(due|expires|from|to)$/

/** Takes `by` off each time later than `now`; off those that may lie ahead only where a faster clock wrote the record. */
function rewind(value: unknown, now: number, by: number, faster = false): unknown {
  if (typeof value === 'number') return value > now ? value - by : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => rewind(item, now, by))
  const record = value as Record<string, unknown>
  const ahead = faster || (record.updated as number) > now
  return Object.fromEntries(
    Object.entries(record).map(([key, field]) => [
      key,
      FOREIGN.test(key) || (AHEAD.test(key) && !ahead) ? field : rewind(field, now, by, ahead),
    ]),
  )
}

/**
 * Notes the time. A clock set back by more than a day is at first taken for a mistake (a dead battery, until the network
 * sets it right) and changes nothing: asks of the later time wait, limits hold around their times. After a day by the new
 * clock the new time is believed, and what the faster clock stamped is moved back so that its latest becomes now:
 * a moment tracked ten years ahead would otherwise be asked about in ten years.
 */
export function tick(book: Book, now: number): Book {
  const { setBack, ...rest } = book
  if (now >= book.clock - DAY)
    return setBack === undefined && now <= book.clock ? book : { ...rest, clock: Math.max(book.clock, now) }
  if (setBack === undefined || now < setBack) return { ...book, setBack: now }
  if (now - setBack < DAY) return book
  return { ...(rewind(rest, now, book.clock - now) as Book), clock: now }
}
