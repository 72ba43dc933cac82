import type { AskRecord } from '../moment/book'
import type { Bounds } from './limits'

/** When it was dismissed: by the user, or by the last display that was ignored when there have been too many. */
export function dismissedAt(record: AskRecord, { displays: most }: Bounds): number | undefined {
  const { status, displays, snoozes, settled, updated } = record
  if (status === 'answered') return
  const ignored = displays.length && displays.length - snoozes.length >= most ? Math.max(...displays) : undefined
  return status === 'dismissed' ? Math.max(settled ?? updated, ignored ?? 0) : ignored
}
