/** A user completed an action: the moment is written down and its ask scheduled. */
import type { CompiledAction, CompiledPlaybook } from '../playbook/compiled'
import { shorten } from '../playbook/shorten'
import { type Book, type Moment, momentKey } from './book'
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

/** The longest goal in the user's own words, in characters. */
const MAX_GOAL = 200

/** A goal as the vendor gave it: the id of an option, else the user's own words. */
const statedGoal = ({ goal: declared }: CompiledAction, goal: string): Pick<Moment, 'goal' | 'goalText'> =>
  declared?.options.some(({ id }) => id === goal)
    ? { goal, goalText: undefined }
    : { goal: 'other', goalText: shorten(goal, MAX_GOAL) }

/**
 * The book with this moment in it. The same id again updates label, properties, metrics and goal, and never asks a second
 * time. With `digest` the track is counted in its period's moment, once for each id. An action the playbook does not have
 * changes nothing.
 */
export function track(book: Book, playbook: CompiledPlaybook, tracked: TrackedMoment, now: number): Book {
  const action = playbook.actions[tracked.action]
  if (!action) return book
  const before = book.moments[momentKey(tracked.action, tracked.id)]
  const { goal, ...details } = tracked
  const moment = {
    at: now,
    ...before,
    ...details,
    properties: { ...before?.properties, ...details.properties },
    metrics: { ...before?.metrics, ...figures(details.metrics) },
    ...(goal && statedGoal(action, goal)),
    updated: now,
  }
  return prune(remember(book, playbook, moment, now))
}
