/** What the page hands to `track`: as a moment, and as the events that say so. */
import type { TrackDetails } from '../api'
import { carryGoalOver, wantsGoal } from '../ask/goal'
import { type Book, momentKey } from '../moment/book'
import { periodLength, type PeriodMoment, periodMoment, periodOf } from '../moment/digest'
import { figures } from '../moment/result'
import { track, type TrackedMoment } from '../moment/track'
import type { CompiledPlaybook } from '../playbook/compiled'
import { shorten } from '../playbook/shorten'
import { isPlain } from '../playbook/plain'
import { readTime } from '../playbook/time'
import { fault, leftOut } from './fault'
import type { Context } from './context'
import { canBeId, isGiven, kindOf, readId } from './ids'
import { jsonValues, textOf } from './json-values'
import type { Draft } from './keeper'
import { upkeep } from './upkeep'

const iso = (time: number): string => new Date(time).toISOString()

/** The longest label, in characters. */
const MAX_LABEL = 1_000

const isTold = (details: TrackDetails, name: string): boolean =>
  Object.hasOwn(details, name) || !(name in Object.prototype)

/** What JSON can hold of what the page gave, and what was left out. `id` and `at` have forms of their own. */
function readDetails(details: TrackDetails | undefined): { details: TrackDetails; problems: string[] } {
  if (details && typeof details !== 'object') throw new TypeError('track: details are no object')
  const problems: string[] = []
  const read = (name: keyof TrackDetails): unknown => {
    try {
      // What the page has added to `Object.prototype` was not told.
      return details && isTold(details, name) ? details[name] : undefined
    } catch (cause) {
      problems.push(`${name} can't be read: ${textOf(cause)}`)
      return undefined
    }
  }
  const json = (name: keyof TrackDetails): unknown => {
    const { value, problems: left } = jsonValues(read(name), name)
    problems.push(...left)
    return value
  }
  const readIdIfAny = (): unknown => {
    const id = read('id')
    if (!isGiven(id) || canBeId(id)) return id
    problems.push(`id is ${kindOf(id)}`)
    return undefined
  }
  const known = {
    id: readIdIfAny(),
    label: json('label'),
    at: read('at'),
    properties: json('properties'),
    metrics: json('metrics'),
    goal: json('goal'),
  }
  return { details: known as TrackDetails, problems }
}

/**
 * @throws {TypeError} when `details` is no object, or `at` no date
 * @throws {Fault} for an id that can't be kept as it is
 */
export const trackedMoment = (action: string, details: TrackDetails | undefined, freshId: string, now: number) => {
  if (details && typeof details !== 'object') throw new TypeError('track: details are no object')
  const { id, at, label, properties, metrics, goal } = details ?? {}
  const time = +readTime(at ?? now)
  if (Number.isNaN(time)) throw new TypeError('track: at is no date')
  return {
    ...(goal != null && { goal: `${goal}` }),
    action,
    id: isGiven(id) ? readId('track', id) : freshId,
    at: time,
    ...(label != null && { label: shorten(`${label}`, MAX_LABEL) }),
    ...(isPlain(properties) && { properties }),
    ...(isPlain(metrics) && { metrics: figures(metrics) }),
  } satisfies TrackedMoment
}

/** The period that is asked about instead of this track. */
const periodAround = (
  book: Book,
  playbook: CompiledPlaybook,
  { action, at }: Pick<TrackedMoment, 'action'> & { at: number },
): PeriodMoment | undefined => {
  const length = periodLength(playbook, action)
  return length === undefined ? undefined : periodMoment(book, action, length, at, at)
}

/** As it was tracked: the endpoint hears of every track, also of one that a period counts. The goal is the period's. */
export const trackEvents = (
  book: Book,
  playbook: CompiledPlaybook,
  tracked: ReturnType<typeof trackedMoment>,
): Draft[] => {
  const { id: moment, action, at, goal, ...told } = tracked
  const period = periodAround(book, playbook, tracked)
  const whole = period ?? book.moments[momentKey(action, moment)]
  const { goal: stated, goalText: text } = whole ?? {}
  const data = { ...told, moment, action, at: iso(at), ...periodOf(period) }
  const completed = { type: 'gainloop.action.completed', data } as Draft
  const given = { type: 'gainloop.goal.stated', data: { moment: whole?.id, action, goal: stated, text } } as Draft
  return goal && stated ? [completed, given] : [completed]
}

/** When this moment was first tracked, if it was: as a moment, or as a track of a period. */
const trackedAt = ({ moments }: Book, action: string, id: string): number | undefined =>
  moments[momentKey(action, id)]?.at ??
  Object.values(moments).find((moment) => moment.action === action && moment.digest?.tracks?.[id])?.digest?.tracks?.[id]
    ?.at

export interface Tracked {
  key: string
  book: Book
  /** The moment is new, and its goal is to be asked for. */
  wantsGoal: boolean
}

/**
 * Writes the moment down, in one write with all that the passing of time has done to the book.
 * @param calledAt when the page called `track`: consent may have come later
 * @throws {Fault} for an action that the playbook does not have
 */
export async function trackMoment(
  { playbook, keeper, host, facts, report }: Pick<Context, 'playbook' | 'keeper' | 'host' | 'facts' | 'report'>,
  action: string,
  given: TrackDetails | undefined,
  calledAt: number,
): Promise<Tracked> {
  const { actions } = playbook
  if (!Object.hasOwn(actions, action))
    throw fault('unknown-action', `no action "${action}"`, { near: [action, Object.keys(actions)] })
  const { details, problems } = readDetails(given)
  if (problems[0]) report(leftOut(`track ${action}`, problems))
  const id = isGiven(details.id) ? readId('track', details.id) : host.id()
  const key = momentKey(action, id)
  return keeper.commit((before, now) => {
    const known = before.moments[key]
    // A moment that is tracked again was completed when it was first. Never before the user was first seen, which may be
    // by this very write: periods are counted from there.
    const first = trackedAt(before, action, id)
    const told = trackedMoment(action, details, id, first ?? Math.max(calledAt, before.user.since))
    // Its period counts it already: another time would have it counted in another period too.
    const isCounted = first !== undefined && periodLength(playbook, action) !== undefined
    const tracked = isCounted ? { ...told, at: first } : told
    const after = track(before, playbook, tracked, now)
    const kept = upkeep(playbook, after, now)
    const ask = kept.book.asks[key]
    const asksGoal = !known && !!ask && wantsGoal(ask, { playbook, book: kept.book, facts: facts(kept.book), now })
    const book = known || asksGoal ? kept.book : carryGoalOver(kept.book, key, now)
    return {
      book,
      events: [...trackEvents(after, playbook, tracked), ...(kept.events ?? [])],
      value: { key, book, wantsGoal: asksGoal },
    }
  })
}
