/** How long to wait after a failed attempt. Pure: the clock and the dice are the caller's. */
import type { Waiting } from '../host/host'

const GROWTH = 4
/** Half of the first wait, over the growth, and half of the longest, in ms. */
const FIRST = 250
const LONGEST = 60_000
/** What speaks of the endpoint, or of one event alone, is tried again at least once in this time, in ms. */
const HOUR = 3_600_000
const MINUTE = 60_000
/** No endpoint holds a rating longer than this, in ms. */
const LONGEST_ASKED = 24 * HOUR

/**
 * Milliseconds until the next attempt: 2 s, 8 s, 32 s, then 2 min, each less a random half.
 *
 * Full jitter, from zero, would bring the young failures back within the first seconds after an outage, at 2.3 to 26
 * times the mean rate; with the floor, quick growth and a short cap it is below twice (`backoff.test.ts`
 * simulates it). What the endpoint asks for is a minimum, spread over as long again.
 * @param tries failed attempts in a row, from 1
 * @param asked what `Retry-After` asked for, in ms
 * @param random 0 to 1
 */
export function delayAfter(tries: number, asked: number | undefined, random: number): number {
  const half = Math.min(LONGEST, FIRST * GROWTH ** tries)
  const least = asked ?? half
  return least + Math.max(half, Math.min(least, 2 * LONGEST)) * random
}

/**
 * Milliseconds until something is tried again that more time than a minute may mend: an address that does not take events, or
 * one event that the endpoint can't take. A minute, 4, 16, then an hour, each less a random half.
 * @param tries failed attempts in a row, from 1
 * @param random 0 to 1
 */
export const longDelayAfter = (tries: number, random: number): number =>
  Math.min(HOUR, MINUTE * GROWTH ** (tries - 1)) * (1 - random / 2)

/**
 * Milliseconds until all of these may be sent, 0 when they may go now: a failed attempt holds back until its time, but for no
 * longer than can have been meant, for the clock may have been set back since.
 * @param force waits only for what the endpoint asked
 */
export const holdOf = (records: readonly Waiting[], now: number, force = false): number =>
  Math.max(
    0,
    ...records
      .filter(({ until = 0, asked, alone }) => until - now < 2 * (asked ? LONGEST_ASKED : alone ? HOUR : LONGEST))
      .map(({ until = 0, asked = 0 }) => (force ? asked : until) - now),
  )

/**
 * What `Retry-After` asks for, in ms from now, a day at most; undefined when it is missing, over, or no sense can be made of it.
 * A date is read against the response's own `Date` where the browser may see it, for the user's clock may be wrong.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after') as string
  const wait = Number(value) * 1_000 || Date.parse(value) - (Date.parse(headers.get('date') as string) || now)
  return wait > 0 ? Math.min(wait, LONGEST_ASKED) : undefined
}
