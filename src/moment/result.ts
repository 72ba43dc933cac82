/** Measured results of a moment, reported by the vendor. */
import type { Playbook } from '../playbook/schema'
import { actionOf } from './action-of'
import type { Book, Moment } from './book'
import { remember } from './remember'

/** The figures among what was reported: finite numbers, nothing else. */
export const figures = (metrics: Record<string, unknown> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value))) as Record<string, number>

/** The moments of this id that count, over all actions. */
export const momentsOf = (book: Book, id: string): Moment[] =>
  Object.values(book.moments).filter((moment) => moment.id === id && !moment.cancelled)

/**
 * Adds figures to the moment of this id, which may make its ask due or decide its band. Where several actions have a
 * moment of this id, those that declare one of the figures get them, or all when none does.
 * @returns the new book, and the moments with their figures: none for an unknown or cancelled id.
 */
export function addResult(
  book: Book,
  playbook: Playbook,
  momentId: string,
  metrics: Record<string, unknown>,
  now: number,
): { book: Book; moments: Moment[] } {
  const added = figures(metrics)
  const all = momentsOf(book, momentId)
  const declaring = all.filter(({ action }) =>
    Object.keys(actionOf(playbook, action)?.metrics ?? {}).some((name) => name in added),
  )
  const moments = (declaring.length ? declaring : all).map((moment) => ({
    ...moment,
    metrics: { ...moment.metrics, ...added },
    updated: now,
  }))
  return { book: moments.reduce((next, moment) => remember(next, playbook, moment, now), book), moments }
}
