/** Measured results of a moment, reported by the vendor. */
import type { CompiledPlaybook } from '../playbook/compiled'
import type { Book, Moment } from './book'
import { remember } from './remember'

/** The finite numbers among what was reported. */
export const figures = (metrics: Record<string, unknown> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter((entry): entry is [string, number] => Number.isFinite(entry[1])))

/**
 * Adds figures to the moment of this id. That may make its ask due, or decide its band. Where several actions have a moment
 * of this id, those that declare one of the figures get them, or all of them when none does.
 * @returns the new book, and the moments with their figures: none if the id is unknown or cancelled
 */
export function addResult(
  book: Book,
  playbook: CompiledPlaybook,
  momentId: string,
  metrics: Record<string, unknown>,
  now: number,
): { book: Book; moments: Moment[] } {
  const added = figures(metrics)
  const found = Object.values(book.moments).filter(({ id, cancelled }) => id === momentId && !cancelled)
  const declaring = found.filter(({ action }) =>
    Object.keys(playbook.actions[action]?.metrics ?? {}).some((name) => name in added),
  )
  const moments = (declaring.length > 0 ? declaring : found).map((moment) => ({
    ...moment,
    metrics: { ...moment.metrics, ...added },
    updated: now,
  }))
  return { book: moments.reduce((next, moment) => remember(next, playbook, moment, now), book), moments }
}
