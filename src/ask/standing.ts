/** Where an ask stands, by its own record alone. */
import type { AskRecord } from '../moment/book'
import type { Bounds } from './limits'

/**
 * Whether it can still be asked, its time aside. What a clock ahead of the present one took for expired is open again:
 * then the clock has been set back, and only `expires` tells.
 */
export const isOpen = ({ status, settled = 0 }: AskRecord, now: number): boolean =>
  status === 'pending' || (status === 'expired' && settled > now)

/** For so long an ask made by hand passes limits and delays; "now" is not tomorrow. */
const BY_HAND = 30 * 60_000

/** Whether the page asked for it by hand just now and it was not shown since. */
export const isForced = ({ forced, displays }: AskRecord, now: number): boolean =>
  forced !== undefined && Math.abs(now - forced) < BY_HAND && !displays.some((time) => time >= forced)

/** When it was dismissed: by the user, or by the last display that was ignored when there have been too many. */
export function dismissedAt(
  { status, displays, snoozes, settled, updated }: AskRecord,
  bounds: Bounds,
): number | undefined {
  if (status === 'dismissed') return settled ?? updated
  const ignored = displays.length - snoozes.length >= bounds.displays
  return ignored && (status === 'pending' || status === 'expired') ? Math.max(...displays) : undefined
}
