/** The gain: the change from the user's own starting point, shown as progress, never as a shortfall. */
import type { Book, Moment, Rating } from '../moment/book'
import { ofAction } from '../moment/records'
import type { Playbook } from '../playbook/schema'
import { ratingsOf } from './ratings'
import { scaleOf } from './scale'

export interface Gain {
  from: number
  to: number
  /** `to` − `from`, signed as the figures are: for a metric that is better lower, progress is negative. */
  change: number
  /** When the starting point was: the time of its moment, or of its rating. */
  since: number
  /** The metric the figures are of; absent when they are points or scores. */
  metric?: string | undefined
  /** The scale the ratings are on; for `outcome` and `thumbs` the figures are scores, 0 to 1. Absent when the figures were measured. */
  scale?: string | undefined
  /** False only for a metric that got worse: then say the figure and one next step. */
  better: boolean
}

/** The user's starting point with one action. */
export interface Baseline {
  /** The first rating. */
  rating?: Pick<Rating, 'at' | 'value' | 'scale' | 'score' | 'band'> | undefined
  /** The first value of each metric. */
  metrics: Record<string, number>
}

/** Moments that count, oldest first. */
const momentsOf = (book: Book, action: string): Moment[] =>
  ofAction(book.moments, action).filter(({ cancelled }) => !cancelled)

/** Where the user started with an action; undefined before there is a rating or a figure. */
export const baselineOf = (book: Book, action: string): Baseline | undefined => {
  const [rating] = ratingsOf(book, action).map(({ at, value, scale, score, band }) => ({
    at,
    value,
    scale,
    score,
    band,
  }))
  const figures = momentsOf(book, action).map(({ metrics }) => metrics)
  const metrics: Record<string, number> = Object.assign({}, ...figures.reverse())
  return rating || Object.keys(metrics).length ? { rating, metrics } : undefined
}

/** A worded answer counts by its score. */
const figureOf = ({ value, score }: Rating): number => (typeof value === 'string' ? score : value)

/**
 * What to show of a user's progress at this moment: the first metric that got better since the first figure before this moment's;
 * else the ratings on the ask's scale, if they did since the first; else the first metric that got worse (`better: false`).
 * A rating that is lower than the first is never held against the user.
 * @returns undefined without a starting point, and where nothing has changed.
 */
export const gainOf = (book: Book, playbook: Playbook, moment: Moment): Gain | undefined => {
  const action = playbook.actions[moment.action]
  if (!action) return
  const { metrics = {}, ask } = action
  const scale = scaleOf(ask)
  const gains: Gain[] = []
  const add = (since: number, from: number, to: number, metric?: string, scale?: string): void => {
    const change = to - from
    const better = change > 0 !== (metrics[metric as string]?.better === 'lower')
    // Without a figure the change is no number.
    if (change) gains.push({ from, to, change, since, better, metric, scale })
  }
  const moments = momentsOf(book, moment.action)
  for (const name in metrics) {
    const start = moments.find(({ metrics = {} }) => name in metrics)
    if (start?.metrics && start.id !== moment.id)
      add(start.at, start.metrics[name] as number, moment.metrics?.[name] as number, name)
  }
  const [worse] = gains
  const ratings = ratingsOf(book, moment.action).filter((rating) => rating.scale === scale.kind)
  const [first] = ratings
  const last = ratings.findLast((rating) => rating.moment === moment.id) ?? ratings.at(-1)
  if (first && last) add(first.at, figureOf(first), figureOf(last), scale.metric, scale.kind)
  return gains.find(({ better }) => better) ?? worse
}
