/** What an ask's own record says about it. */
import type { AskRecord } from '../moment/book'
import { isNear } from '../moment/clock'

/** How long `ask()` passes limits and delays, in milliseconds: "now" does not mean tomorrow. */
const FORCED_FOR = 30 * 60_000

/** Whether the page just called `ask()` for it, and it was not shown since. */
export const isForced = ({ forced = 0, displays }: AskRecord, now: number): boolean =>
  isNear(now, forced, FORCED_FOR) && (displays.at(-1) ?? 0) < forced

/**
 * Whether it can still be asked, apart from its time. A dismissed ask can, when the page calls `ask()` for it. An ask that
 * expired by a clock ahead of the present one is open again: the clock was set back, and `expires` alone decides.
 */
export const isOpen = (record: AskRecord, now: number): boolean =>
  record.status === 'pending' ||
  (record.status === 'expired' && (record.settled ?? 0) > now) ||
  (record.status === 'dismissed' && isForced(record, now))

/**
 * When it was dismissed: by the user, or by the last display that was ignored, once as many were as `displays` allows.
 * 0 if it was not.
 */
export const dismissedAt = (
  { status, displays, snoozes, early = [], settled = 0 }: AskRecord,
  maxDisplays: number,
): number => {
  if (status === 'answered') return 0
  const isIgnored = displays.length - snoozes.length - early.length >= maxDisplays
  return Math.max(isIgnored ? (displays.at(-1) ?? 0) : 0, status === 'dismissed' ? settled : 0)
}
