/** What the page hands to `track`: as a moment, and as the events that say so. */
import type { TrackDetails } from '../api'
import { type Book, momentKey } from '../moment/book'
import { figures } from '../moment/result'
import { track, type TrackedMoment } from '../moment/track'
import { isPlain } from '../playbook/plain'
import { shorten } from '../playbook/shorten'
import { readTime } from '../playbook/time'
import { fault } from './fault'
import { givenId } from './given-id'
import type { Context } from './context'
import type { Draft } from './keeper'
import { upkeep } from './upkeep'

/** A fresh id where the page gives none. `0` is one. */
const momentId = (details: TrackDetails | undefined, freshId: string): string => {
  const { id } = detailsOf(details)
  return id == null || id === '' ? freshId : givenId(id, 'track: id')
}

/** Of what a page has added to `Object.prototype`, nothing was told. */
const detailsOf = (details: TrackDetails | undefined): TrackDetails => Object.assign(Object.create(null), details)

/** The longest label, in characters. */
const MAX_LABEL = 1_000

const iso = (time: number): string => new Date(time).toISOString()

/**
 * @throws {TypeError} when `details` is no object, or `at` no date
 * @throws {Fault} for what is no id
 */
export const trackedMoment = (action: string, details: TrackDetails | undefined, freshId: string, now: number) => {
  if (details && typeof details !== 'object') throw new TypeError('track: details are no object')
  const { id: _, at, label, properties, metrics, ...rest } = detailsOf(details)
  const time = +readTime(at ?? now)
  if (Number.isNaN(time)) throw new TypeError('track: at is no date')
  return {
    ...rest,
    action,
    id: momentId(details, freshId),
    at: time,
    ...(label != null && { label: shorten(`${label}`, MAX_LABEL) }),
    ...(isPlain(properties) && { properties }),
    ...(isPlain(metrics) && { metrics: figures(metrics) }),
  } satisfies TrackedMoment
}

/** As it was tracked: the endpoint hears of every track, also of one that a digest adds up. */
export const trackEvents = (book: Book, tracked: ReturnType<typeof trackedMoment>): Draft[] => {
  const { id: moment, action, at, goal, ...told } = tracked
  const { goal: stated, goalText: text } = book.moments[momentKey(action, moment)] ?? {}
  const completed = { type: 'gainloop.action.completed', data: { ...told, moment, action, at: iso(at) } } as Draft
  const given = { type: 'gainloop.goal.stated', data: { moment, action, goal: stated, text } } as Draft
  return goal && stated ? [completed, given] : [completed]
}

export interface Tracked {
  key: string
  book: Book
  /** The moment is new, and its action has a goal to ask for. */
  wantsGoal: boolean
}

/**
 * Writes the moment down, in one write with all that the passing of time has done to the book.
 * @param calledAt when the page called `track`: consent may have come later
 * @throws {Fault} for an action that the playbook does not have, and for what is no id
 */
export async function trackMoment(
  { playbook, keeper, host }: Pick<Context, 'playbook' | 'keeper' | 'host'>,
  action: string,
  details: TrackDetails | undefined,
  calledAt: number,
): Promise<Tracked> {
  const { actions } = playbook
  if (!Object.hasOwn(actions, action))
    throw fault('unknown-action', `no action "${action}"`, { near: [action, Object.keys(actions)] })
  const id = momentId(details, host.id())
  const key = momentKey(action, id)
  const { known, book } = await keeper.commit((before, now) => {
    const known = before.moments[key]
    // A moment that is tracked again was completed when it was first. Never before the user was first seen, which may be
    // by this very write: periods are counted from there.
    const tracked = trackedMoment(action, details, id, known?.at ?? Math.max(calledAt, before.user.since))
    const after = track(before, playbook, tracked, now)
    const kept = upkeep(playbook, after, now)
    return {
      book: kept.book,
      events: [...trackEvents(after, tracked), ...(kept.events ?? [])],
      value: { known: !!known, book: kept.book },
    }
  })
  return { key, book, wantsGoal: !known && !!actions[action]?.goal }
}
