/** How many bytes go into one request, and how many may wait. */
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

/** What may wait while the endpoint can't be reached. */
const OUTBOX = 500_000
/** Says what was on the screen, not what the user answered or did. */
const TELEMETRY = /\.(ask\.\w+|lesson\.(shown|opened|progressed))$/

/**
 * What may go on waiting: without the oldest telemetry, and at last without the oldest of all, until no more than
 * `largest` bytes are left.
 * @param records oldest first
 */
export function bounded(records: Waiting[], largest = OUTBOX): Waiting[] {
  let bytes = bytesOf(records)
  for (const next of [TELEMETRY, /./])
    records = records.filter((record) => {
      const goes = bytes > largest && next.test(record.event.type)
      if (goes) bytes -= bytesOf(record)
      return !goes
    })
  return records
}
