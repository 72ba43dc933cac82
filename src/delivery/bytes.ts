/** How many bytes go into one request, and how many events may wait. */
import type { Waiting } from '../host/host'

/** The most a page may have in flight with `keepalive` is 65,536 bytes; some are left for the page itself. */
const BATCH = 60_000

/** Bytes of the JSON in UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** What `send` adds to each event when it leaves, at most. */
const STAMP = 60

/** The oldest records that fit into `largest` bytes together; `least` at least, however large. */
export function batchOf(records: readonly Waiting[], least = 1, largest = BATCH): Waiting[] {
  let bytes = 1
  return records.filter(({ event }, index) => {
    bytes += bytesOf(event) + STAMP
    return index < least || bytes <= largest
  })
}

/** What goes first: what was on the screen; then what the vendor can tell again. The user's own word goes last. */
const LESS = [/\.(ask\.\w+|lesson\.(shown|opened|progressed))$/, /\.(action|result)\./, /./]

/** Nobody looks for a lesson shown a quarter ago, and what was refused for good has been told long since, in ms. */
const OLD = 90 * 86_400_000

/**
 * What may go on waiting while the endpoint can't be reached: `most` events of `largest` bytes together (17 batches; a fifth
 * of the localStorage that is the fallback, and the page's own). Of those that matter less the oldest go first. The user's
 * word never grows too old, for a clock that was wrong when it was given must not cost it.
 * @param records oldest first
 */
export const bounded = (records: readonly Waiting[], now: number, most = 1_000, largest = 1e6): Waiting[] => {
  let over = records.length - most
  let bytes = bytesOf(records) - largest
  return LESS.reduce(
    (left, less, rank) =>
      left.filter((record) => {
        const { event, aside } = record
        const old = (aside || rank < 2) && now - Date.parse(event.time) > OLD
        if (!less.test(event.type) || (over <= 0 && bytes <= 0 && !old)) return true
        over--
        bytes -= bytesOf(record)
        return false
      }),
    [...records],
  )
}
