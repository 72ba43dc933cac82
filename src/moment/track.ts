/** A user completed an action: the moment is written down and its ask scheduled. */
import type { Playbook } from '../playbook/schema'
import { actionOf } from './action-of'
import { type Book, momentKey } from './book'
import { statedGoal } from './goal'
import { prune } from './prune'
import { remember } from './remember'
import { figures } from './result'

/** What `track` was called with, its id filled in. */
export interface TrackedMoment {
  action: string
  id: string
  /** When it was completed. @default now */
  at?: number
  label?: string
  properties?: Record<string, unknown>
  metrics?: Record<string, number>
  /** The id of a goal's option, or the goal in the user's own words. */
  goal?: string
}

/**
 * The book with this moment in it. The same id again brings label, properties, metrics and goal up to date and never asks
 * a second time. With `digest` the track adds to its period's moment, once for each id. An action the playbook does not
 * have changes nothing.
 */
export function track(book: Book, playbook: Playbook, tracked: TrackedMoment, now: number): Book {
  const action = actionOf(playbook, tracked.action)
  if (!action) return book
  const before = book.moments[momentKey(tracked.action, tracked.id)]
  const { goal, ...told } = tracked
  const moment = {
    at: now,
    ...before,
    ...told,
    properties: { ...before?.properties, ...told.properties },
    metrics: { ...before?.metrics, ...figures(told.metrics) },
    ...(goal && statedGoal(action, goal)),
    updated: now,
  }
  return prune(remember(book, playbook, moment, now))
}
