/** Measured results of a moment or a period, reported by the vendor. */
import type { CompiledAction, CompiledPlaybook } from '../playbook/compiled'
import type { Book, Moment } from './book'
import { isPeriodMoment, periodLength, periodMoment } from './digest'
import { withFigures } from './period-figures'
import { remember } from './remember'

/** The finite numbers among what was reported. */
export const figures = (metrics: Record<string, unknown> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter((entry): entry is [string, number] => Number.isFinite(entry[1])))

/** What `result` was called with. */
export interface Result {
  /** The id of a moment, or of a track that its period counts; else an action with `every` or `digest`. */
  target: string
  metrics: Record<string, unknown>
  /** For an action: the period that holds this time. */
  at: number
}

/** A moment that a result was added to. `track`: the figures are those of this track of its period. */
export interface Measured {
  moment: Moment
  track?: string
}

const withMetrics = (moment: Moment, metrics: Record<string, number>, now: number): Moment =>
  isPeriodMoment(moment)
    ? { ...moment, digest: withFigures(moment.digest, metrics, now), updated: now }
    : { ...moment, metrics: { ...moment.metrics, ...metrics }, updated: now }

/** The moments of this id. */
const byId = (book: Book, { target }: Result, metrics: Record<string, number>, now: number): Measured[] =>
  Object.values(book.moments)
    .filter(({ id, cancelled }) => id === target && !cancelled)
    .map((moment) => ({ moment: withMetrics(moment, metrics, now) }))

/** The periods that count a track of this id. */
const byTrack = (book: Book, { target }: Result, metrics: Record<string, number>, now: number): Measured[] =>
  Object.values(book.moments)
    .filter(isPeriodMoment)
    .flatMap((moment) => {
      const track = moment.digest.tracks?.[target]
      if (!track || moment.cancelled) return []
      const digest = withFigures(moment.digest, metrics, now, { id: target, at: track.at })
      return [{ moment: { ...moment, digest, updated: now }, track: target }]
    })

/** The period of this action that holds the time. */
function byAction(
  book: Book,
  playbook: CompiledPlaybook,
  { target, at }: Result,
  metrics: Record<string, number>,
  now: number,
): Measured[] {
  const length = periodLength(playbook, target)
  if (length === undefined) return []
  const period = periodMoment(book, target, length, at, now)
  return period.cancelled ? [] : [{ moment: withMetrics(period, metrics, now) }]
}

/**
 * Adds figures to the moment, track or period that the result is of. That may make its ask due, or decide its band. Where
 * several actions have a moment of this id, those that declare one of the figures get them, or all of them when none does.
 * @returns the new book, and the moments with their figures: none if nothing of this name is known, or it was cancelled
 */
export function addResult(
  book: Book,
  playbook: CompiledPlaybook,
  result: Result,
  now: number,
): { book: Book; measured: Measured[] } {
  const added = figures(result.metrics)
  const ofId = byId(book, result, added, now)
  const ofTrack = ofId.length > 0 ? ofId : byTrack(book, result, added, now)
  const found = ofTrack.length > 0 ? ofTrack : byAction(book, playbook, result, added, now)
  const declares = ({ moment: { action } }: Measured): boolean => {
    const { metrics = {} }: Partial<CompiledAction> = playbook.actions[action] ?? {}
    return Object.keys(metrics).some((name) => name in added)
  }
  const declaring = found.filter(declares)
  const measured = declaring.length > 0 ? declaring : found
  const next = measured.reduce((before, { moment }) => remember(before, playbook, moment, now), book)
  // As they stand in the book: a period's metrics follow from what was just added.
  const asRemembered = measured.map((one) => ({
    ...one,
    moment:
      Object.values(next.moments).find(({ action, id }) => action === one.moment.action && id === one.moment.id) ??
      one.moment,
  }))
  return { book: next, measured: asRemembered }
}
