/** What goes into one request. */
import type { Waiting } from '../host/host'

/** The most a page may have in flight with `keepalive` is 65,536 bytes; some are left for the page itself. */
export const LARGEST = 60_000

/** Bytes of the JSON in UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** The oldest records that fit into `largest` bytes together; one at least, however large. */
export function batchOf(records: readonly Waiting[], largest = LARGEST): Waiting[] {
  let bytes = 1
  return records.filter(({ event }, index) => {
    bytes += bytesOf(event) + 1
    return !index || bytes <= largest
  })
}
