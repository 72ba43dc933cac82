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

/** Says what was on the screen, not what the user answered or did. */
const TELEMETRY = /\.(ask\.\w+|lesson\.(shown|opened|progressed))$/

/**
 * What may go on waiting while the endpoint can't be reached: the newest `most` events, after all telemetry that is not
 * in the newer half has gone.
 * @param records oldest first
 */
export const bounded = (records: Waiting[], most = 1_000): Waiting[] =>
  records.filter(({ event }, index) => records.length - index <= most / 2 || !TELEMETRY.test(event.type)).slice(-most)
