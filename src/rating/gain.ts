/** The gain: the change from the user's own starting point, shown as progress, never as a shortfall. */
import type { Book, Moment } from '../moment/book'
import type { Action, Playbook } from '../playbook/schema'
import { ratingsOf } from './ratings'
import { scaleOf } from './scale'

export interface Gain {
  from: number
  to: number
  /** `to` − `from`, signed as the figures are: for a metric that is better lower, progress is negative. */
  change: number
  /** When the starting point was: the time of its moment, or of its rating. */
  since: number
  /** The metric the figures are of; absent when they are ratings. */
  metric?: string
  /** The scale the ratings are on; for `outcome` and `thumbs` the figures are scores, 0 to 1. */
  scale?: string
  /** False only for a metric that got worse: then say the figure and one next step. */
  better: boolean
}

/** The user's starting point with one action. */
export interface Baseline {
  /** The first rating. */
  rating?: { at: number; value: string | number; scale: string; score: number; band: string }
  /** The first value of each metric. */
  metrics?: Record<string, number>
}

interface Figure {
  at: number
  value: number
}

/** Moments that count, oldest first. */
const momentsOf = (book: Book, action: string): Moment[] =>
  Object.values(book.moments)
    .filter((moment) => moment.action === action && moment.cancelled === undefined)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

/** Where the user started with an action; undefined before there is a rating or a figure. */
export const baselineOf = (book: Book, action: string): Baseline | undefined => {
  const [first] = ratingsOf(book, action)
  const metrics: Record<string, number> = Object.assign(
    {},
    ...momentsOf(book, action)
      .reverse()
      .map((m) => m.metrics),
  )
  const measured = Object.keys(metrics).length > 0
  if (!first && !measured) return undefined
  const { at, value, scale, score, band } = first ?? {}
  return {
    ...(first && { rating: { at, value, scale, score, band } as NonNullable<Baseline['rating']> }),
    ...(measured && { metrics }),
  }
}

const gainBetween = (from: Figure, to: Figure, lowerIsBetter = false): Gain => {
  const change = to.value - from.value
  return { from: from.value, to: to.value, change, since: from.at, better: lowerIsBetter ? change < 0 : change > 0 }
}

/** Each metric's figure of this moment against the first one before it, in playbook order; unchanged figures are left out. */
const measuredGains = (book: Book, action: Action, moment: Moment): Gain[] => {
  const earlier = momentsOf(book, moment.action).filter(({ id, at }) => id !== moment.id && at <= moment.at)
  return Object.entries(action.metrics ?? {}).flatMap(([name, { better }]) => {
    const to = moment.metrics?.[name]
    const first = earlier.find(({ metrics }) => typeof metrics?.[name] === 'number')
    const from = first?.metrics?.[name]
    if (!first || from === undefined || typeof to !== 'number' || to === from) return []
    return [
      { ...gainBetween({ at: first.at, value: from }, { at: moment.at, value: to }, better === 'lower'), metric: name },
    ]
  })
}

/** The latest rating against the first one on the ask's scale; undefined unless it is better. */
const ratedGain = (book: Book, action: Action, moment: Moment): Gain | undefined => {
  const { kind, metric } = scaleOf(action.ask)
  const ratings = ratingsOf(book, moment.action).filter(({ scale }) => scale === kind)
  const [from] = ratings
  const to = ratings.findLast((rating) => rating.moment === moment.id) ?? ratings.at(-1)
  if (!from || !to) return undefined
  const worded = typeof from.value === 'string'
  const figure = ({ at, value, score }: typeof from): Figure => ({ at, value: worded ? score : Number(value) })
  const typed = metric === undefined ? undefined : action.metrics?.[metric]
  const gain = gainBetween(figure(from), figure(to), typed?.better === 'lower')
  return gain.better ? { ...gain, ...(typed ? { metric: metric as string } : { scale: kind }) } : undefined
}

/**
 * What to show of a user's progress at this moment: the first metric that got better; else the ratings, if they did; else the
 * first metric that got worse (`better: false`). A rating that is lower than the first is never held against the user.
 * @returns undefined without a starting point, and where nothing has changed.
 */
export const gainOf = (book: Book, playbook: Playbook, moment: Moment): Gain | undefined => {
  const action = playbook.actions[moment.action]
  if (!action) return undefined
  const measured = measuredGains(book, action, moment)
  return measured.find(({ better }) => better) ?? ratedGain(book, action, moment) ?? measured[0]
}
