/** How many bytes go into one request, and how many events may wait. */
import type { Waiting } from '../host/host'

/** The most a page may have in flight with `keepalive` is 65,536 bytes; some are left for the page itself. */
const BATCH = 60_000

/** Bytes of the JSON in UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** The oldest records that fit into `largest` bytes together; `least` at least, however large. */
export function batchOf(records: readonly Waiting[], least = 1, largest = BATCH): Waiting[] {
  let bytes = 1
  return records.filter(({ event }, index) => {
    bytes += bytesOf(event) + 1
    return index < least || bytes <= largest
  })
}

/** What goes first: what was on the screen; then what the vendor can tell again. The user's own word goes last. */
const LESS = [/\.(ask\.\w+|lesson\.(shown|opened|progressed))$/, /\.(action|result)\./, /./]

/**
 * What may go on waiting while the endpoint can't be reached: `most` events. Of those that matter less the oldest go first.
 * @param records oldest first
 */
export const bounded = (records: Waiting[], most = 1_000): Waiting[] => {
  let over = records.length - most
  return LESS.reduce(
    (left, less) => left.filter(({ event }) => over <= 0 || !less.test(event.type) || !over--),
    records,
  )
}
