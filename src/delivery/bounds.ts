/** How much may wait while the endpoint can't be reached: in the end, telemetry goes before ratings. */
import type { Waiting } from '../host/host'
import { bytesOf } from './batch'

const DAY = 86_400_000
const LARGEST = 2_000_000
/** Says what was on the screen, not what the user answered or did. */
const TELEMETRY = /\.(ask\.\w+|lesson\.(shown|opened|progressed))$/

/**
 * The ids of the events that no longer fit: telemetry older than 90 days, anything older than a year, then the oldest
 * telemetry and at last the oldest of all until 2 MB are left. Asked only after a failed attempt, so that a clock
 * that jumped ahead costs nothing while the endpoint answers.
 * @param records oldest first
 */
export function overflow(records: readonly Waiting[], now: number, largest = LARGEST): string[] {
  const isTelemetry = (record: Waiting) => TELEMETRY.test(record.event.type)
  const tooOld = (record: Waiting) => now - Date.parse(record.event.time) > (isTelemetry(record) ? 90 : 365) * DAY
  const gone = records.filter(tooOld)
  const rest = records.filter((record) => !tooOld(record))
  const sizes = new Map(rest.map((record) => [record, bytesOf(record.event)]))
  let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  for (const record of [...rest.filter(isTelemetry), ...rest.filter((record) => !isTelemetry(record))]) {
    if (bytes <= largest) break
    bytes -= sizes.get(record) ?? 0
    gone.push(record)
  }
  return gone.map((record) => record.event.id)
}
