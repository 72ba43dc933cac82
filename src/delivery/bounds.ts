/** How much may wait while the endpoint can't be reached: in the end, telemetry goes before ratings. */
import type { Waiting } from '../host/host'
import { bytesOf } from './batch'

const LARGEST = 500_000
/** Says what was on the screen, not what the user answered or did. */
const TELEMETRY = /\.(ask\.\w+|lesson\.(shown|opened|progressed))$/

/**
 * What may go on waiting: without the oldest telemetry, and at last without the oldest of all, until no more than
 * `largest` bytes are left.
 * @param records oldest first
 */
export function bounded(records: Waiting[], largest = LARGEST): Waiting[] {
  let bytes = bytesOf(records)
  for (const next of [TELEMETRY, /./])
    records = records.filter((record) => {
      const goes = bytes > largest && next.test(record.event.type)
      if (goes) bytes -= bytesOf(record)
      return !goes
    })
  return records
}
