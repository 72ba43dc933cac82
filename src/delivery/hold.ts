/** Which waiting records may be sent now. */
import type { Waiting } from '../host/host'

/** True between an attempt and its `until`; false again when the clock was set back behind the attempt. */
const holds = ({ retry }: Waiting, now: number): boolean => !!retry && retry.at <= now && now < retry.until

/** Set aside, and not to be tried again yet. */
export const isAside = (record: Waiting, now: number): boolean =>
  record.aside !== undefined && (!record.retry || holds(record, now))

/** When these may be sent: the latest time a failed attempt left; 0 when they may go now. `force` waits only for what the endpoint asked. */
export const heldUntil = (records: readonly Waiting[], now: number, force = false): number =>
  Math.max(
    0,
    ...records
      .filter((record) => record.aside === undefined && holds(record, now) && !(force && !record.retry?.asked))
      .map((record) => record.retry?.until ?? 0),
  )
