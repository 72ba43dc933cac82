/** The gain: the change from the user's own starting point, shown as progress, never as a shortfall. */
import type { Book, Moment, Rating, RatingValue } from '../moment/book'
import { ofAction } from '../moment/records'
import type { CompiledAction, CompiledPlaybook } from '../playbook/compiled'

export interface Gain {
  from: number
  to: number
  /** `to` − `from`, signed as the figures are: for a metric that is better lower, progress is negative. */
  change: number
  /** When the user started: the time of the first moment, or of the first rating. */
  since: number
  /** The metric of the figures. Absent when they are points or scores. */
  metric?: string | undefined
  /** The scale of the ratings. For `outcome` and `thumbs` the figures are scores, 0 to 1. Absent when the figures were measured. */
  scale?: string | undefined
  /** False only for a metric that got worse. The card then shows the figure and one next step. */
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

/** Where the user started with an action. Undefined before there is a rating or a figure. */
export const baselineOf = (book: Book, action: string): Baseline | undefined => {
  const [rating] = ofAction(book.ratings, action).map(({ at, value, scale, score, band }) => ({
    at,
    value,
    scale,
    score,
    band,
  }))
  const figures = momentsOf(book, action).map(({ metrics }) => metrics)
  // The earliest figure of each metric wins.
  const metrics: Record<string, number> = Object.assign({}, ...figures.reverse())
  return rating || Object.keys(metrics).length > 0 ? { rating, metrics } : undefined
}

/** A named value counts by its score. */
const figureOf = ({ value, score }: Rating): number => (typeof value === 'string' ? score : value)

/** What texts say of a gain. */
export type Change = Pick<Gain, 'from' | 'to' | 'change' | 'since'>

/** The change of each metric since its first figure before this moment's. */
const metricGains = (book: Book, { metrics }: CompiledAction, moment: Moment): Gain[] => {
  const moments = momentsOf(book, moment.action)
  return Object.entries(metrics).flatMap(([metric, { better }]): Gain[] => {
    const first = moments.find(({ metrics: figures = {} }) => metric in figures)
    const from = first?.metrics?.[metric]
    const to = moment.metrics?.[metric]
    if (first === undefined || first.id === moment.id || from === undefined || to === undefined) return []
    const change = to - from
    return change ? [{ from, to, change, since: first.at, better: change > 0 === (better === 'higher'), metric }] : []
  })
}

/** The first rating on the ask's scale, and this moment's or the latest. */
const ratingsCompared = (
  book: Book,
  { ask }: Pick<CompiledAction, 'ask'>,
  moment: Moment,
): { first: Rating; last: Rating } | undefined => {
  const ratings = ofAction(book.ratings, moment.action).filter(({ scale }) => scale === ask.scale.kind)
  const [first] = ratings
  const last = ratings.findLast((rating) => rating.moment === moment.id) ?? ratings.at(-1)
  return first && last && { first, last }
}

/** The change of the ratings on the ask's scale since the first of them. */
const ratingGain = (book: Book, { ask, metrics }: CompiledAction, moment: Moment): Gain | undefined => {
  const compared = ratingsCompared(book, { ask }, moment)
  if (!compared) return undefined
  const { kind, metric } = ask.scale
  const { first, last } = compared
  const from = figureOf(first)
  const to = figureOf(last)
  const change = to - from
  const isLowerBetter = metric !== undefined && metrics[metric]?.better === 'lower'
  return change
    ? { from, to, change, since: first.at, better: change > 0 !== isLowerBetter, metric, scale: kind }
    : undefined
}

/**
 * What to show of a user's progress at this moment: the first metric that got better since the first figure before this
 * moment's, else the ratings on the ask's scale, if they got better since the first, else the first metric that got worse
 * (`better: false`). A rating that is lower than the first is never shown as a loss.
 * @returns undefined without a starting point, and where nothing has changed
 */
export const gainOf = (book: Book, playbook: CompiledPlaybook, moment: Moment): Gain | undefined => {
  const action = playbook.actions[moment.action]
  if (!action) return undefined
  const measured = metricGains(book, action, moment)
  const rated = ratingGain(book, action, moment)
  const gains = rated ? [...measured, rated] : measured
  return gains.find(({ better }) => better) ?? measured[0]
}

const asChange = ({ from, to, change, since }: Gain): Change => ({ from, to, change, since })

/** The gains of a moment by name: of each metric, and of the user's own answers. */
export interface Gains {
  metrics: Record<string, Change>
  /** From the first rating on the ask's scale to the latest, in the values that were chosen. */
  rating: { from: RatingValue; to: RatingValue; since: number } | undefined
  /** Of the action's first metric; of the answers' scores where the action has no metrics. */
  first: Change | undefined
}

/** Every gain that texts can speak of at this moment. One that is missing has no starting point, or nothing has changed. */
export const gainsOf = (book: Book, playbook: CompiledPlaybook, moment: Moment): Gains | undefined => {
  const action = playbook.actions[moment.action]
  if (!action) return undefined
  const measured = metricGains(book, action, moment)
  const metrics = Object.fromEntries(measured.map((gain) => [gain.metric, asChange(gain)]))
  const [first] = Object.keys(action.metrics)
  const rated = ratingGain(book, action, moment)
  const compared = ratingsCompared(book, action, moment)
  return {
    metrics,
    rating: rated && compared && { from: compared.first.value, to: compared.last.value, since: compared.first.at },
    first: first === undefined ? rated && asChange(rated) : metrics[first],
  }
}
