/** What the page hands to `track`, as a moment and as the event that tells of it. */
import { type Book, momentKey } from '../moment/book'
import { figures } from '../moment/result'
import type { TrackedMoment } from '../moment/track'
import type { TrackDetails } from '../api'
import { isPlain } from '../playbook/plain'
import type { Draft } from './keeper'

/** A moment's id as it is kept, whatever the vendor has for one. */
export const idOf = (id: unknown): string => `${id as string}`.slice(0, 200)

const iso = (time: number): string => new Date(time).toISOString()

/** @throws {TypeError} when `at` is no date. */
export const trackedMoment = (action: string, details: TrackDetails | undefined, freshId: string, now: number) => {
  if (details && typeof details !== 'object') throw new TypeError('track: details are no object')
  const { id, at, label, properties, metrics, ...rest } = details ?? {}
  const time = +new Date(at ?? now)
  if (Number.isNaN(time)) throw new TypeError('track: at is no date')
  return {
    ...rest,
    action,
    id: idOf(id || freshId),
    at: time,
    ...(label != null && { label: `${label}`.slice(0, 1_000) }),
    ...(isPlain(properties) && { properties }),
    ...(isPlain(metrics) && { metrics: figures(metrics) }),
  } satisfies TrackedMoment
}

/** As it was tracked: what a digest makes of it is the browser's business, each track is the vendor's. */
export const trackEvents = (book: Book, tracked: ReturnType<typeof trackedMoment>): Draft[] => {
  const { id: moment, action, at, goal, ...told } = tracked
  const { goal: stated, goalText: text } = book.moments[momentKey(action, moment)] ?? {}
  const completed = { type: 'gainloop.action.completed', data: { ...told, moment, action, at: iso(at) } } as Draft
  const given = { type: 'gainloop.goal.stated', data: { moment, action, goal: stated, text } } as Draft
  return goal && stated ? [completed, given] : [completed]
}
