/** Where an ask stands, by its own record alone. */
import type { AskRecord } from './book'
import { near } from './clock'

/** For so long an ask made by hand passes limits and delays; "now" is not tomorrow. */
const BY_HAND = 30 * 60_000

/** Whether the page asked for it by hand just now and it was not shown since. */
export const isForced = ({ forced = 0, displays }: AskRecord, now: number): boolean =>
  near(now, forced, BY_HAND) && (displays.at(-1) ?? 0) < forced

/**
 * Whether it can still be asked, its time aside: also after a dismissal, when the page asks for it by hand. What a clock
 * ahead of the present one took for expired is open again: the clock has been set back, and only `expires` tells.
 */
export const isOpen = (record: AskRecord, now: number): boolean =>
  record.status === 'pending' ||
  (record.status === 'expired' && (record.settled ?? 0) > now) ||
  (record.status === 'dismissed' && isForced(record, now))
