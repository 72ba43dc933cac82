import type { AskRecord } from '../moment/book'

/** When it was dismissed: by the user, or by the last display that was ignored when there have been too many. 0: it was not. */
export function dismissedAt({ status, displays, snoozes, settled = 0 }: AskRecord, most: number): number {
  const ignored = displays.length - snoozes.length >= most ? (displays.at(-1) ?? 0) : 0
  return status === 'answered' ? 0 : Math.max(ignored, status === 'dismissed' ? settled : 0)
}
