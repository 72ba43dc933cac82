import type { AskRecord } from '../moment/book'

/** When it was dismissed: by the user, or by the last display that was ignored when there have been too many. 0: it was not. */
export function dismissedAt({ status, displays, snoozes, settled = 0 }: AskRecord, most: number): number {
  if (status === 'answered') return 0
  const ignored = displays.length - snoozes.length >= most ? (displays.at(-1) ?? 0) : 0
  return Math.max(ignored, status === 'dismissed' ? settled : 0)
}
