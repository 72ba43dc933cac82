/** A user completed an action: the moment is written down and its ask scheduled. */
import type { Action, Playbook } from '../playbook/schema'
import { actionOf } from './action-of'
import { type Book, type Moment, momentKey } from './book'
import { addTrack, periodAt, periodMoment } from './digest'
import { statedGoal } from './goal'
import { prune } from './prune'
import { figures } from './result'
import { digestOf, periodOf, remember } from './schedule'

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

const merged = (action: Action, before: Moment | undefined, tracked: TrackedMoment, now: number): Moment => {
  const { properties, metrics, goal, label } = tracked
  return {
    ...before,
    id: tracked.id,
    action: tracked.action,
    at: tracked.at ?? before?.at ?? now,
    ...(label !== undefined && { label }),
    ...(properties && { properties: { ...before?.properties, ...properties } }),
    ...(metrics && { metrics: { ...before?.metrics, ...figures(metrics) } }),
    ...(goal && statedGoal(action, goal)),
    updated: now,
  }
}

/**
 * The book with this moment in it. The same id again brings label, properties, metrics and goal up to date and never asks
 * a second time. With `digest` the track adds to its period's moment, once for each id. An action the playbook does not
 * have changes nothing.
 */
export function track(book: Book, playbook: Playbook, tracked: TrackedMoment, now: number): Book {
  const action = actionOf(playbook, tracked.action)
  if (!action) return book
  const digest = digestOf(action.ask)
  const period = digest && periodOf(action.ask)
  const moment = period
    ? addTrack(
        periodMoment(book, tracked.action, periodAt(book, period, tracked.at ?? now), now),
        tracked.id,
        tracked.properties?.[digest.sum],
        now,
      )
    : merged(action, book.moments[momentKey(tracked.action, tracked.id)], tracked, now)
  return prune(remember(book, playbook, moment, now), now)
}
