/** The scales of CONTRACT 3: what can be chosen on each, and what a choice says of the result. */
import type { RatingValue } from '../moment/book'
import type { Action, Ask, Band, ScaleKind, Text } from '../playbook/schema'
import { figureBand } from './measured'

export { measuredBand } from './measured'

export interface Scale {
  kind: ScaleKind
  /** `number`: the metric whose figure the user types. */
  metric?: string
  /** What the least and the most mean. */
  low?: Text
  high?: Text
  /** By point, as `String(value)`. */
  labels?: Record<string, Text>
}

export interface Judgement {
  /** The value's place on its scale, 0 to 1. */
  score: number
  band: Band
}

const BANDS: Band[] = ['missed', 'partly', 'reached']
const FIVE = [1, 2, 3, 4, 5]

/** The points from the least to the most; how many are `missed`; how many are not `reached`. */
const SCALES: Record<ScaleKind, [points: RatingValue[], missed: number, short: number]> = {
  outcome: [['not-yet', 'partly', 'yes'], 1, 2],
  thumbs: [['down', 'up'], 1, 1],
  attainment: [[-2, -1, 0, 1, 2], 1, 2],
  stars: [FIVE, 2, 3],
  faces: [FIVE, 2, 3],
  nps: [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 7, 9],
  ease: [[...FIVE, 6, 7], 3, 5],
  number: [[], 0, 0],
}

/** The score where only the band is known: `number` and measured figures. */
export const scoreOf = (band: Band): number => BANDS.indexOf(band) / 2

/** The ask's scale, written out. @default outcome */
export const scaleOf = ({ scale = 'outcome' }: Ask): Scale =>
  (typeof scale === 'string' ? { kind: scale } : scale) as Scale

/**
 * The values a user can choose, in the order they are shown: the least first, but `outcome` runs yes, partly, not yet.
 * "Too early to tell" is none of them: it gives no rating. `number` has no points: the user types.
 */
export const pointsOf = (kind: ScaleKind): RatingValue[] => {
  const points = [...SCALES[kind][0]]
  return kind === 'outcome' ? points.reverse() : points
}

/** What a value says of the result; undefined for one that is not on the ask's scale. */
export const judge = (ask: Ask, action: Action, value: RatingValue): Judgement | undefined => {
  const { kind, metric } = scaleOf(ask)
  const figure = action.metrics?.[metric as string]
  if (kind === 'number' && figure && Number.isFinite(value)) {
    const band = figureBand(figure, value as number)
    return { score: scoreOf(band), band }
  }
  const [points, missed, short] = SCALES[kind]
  const place = points.indexOf(value)
  if (place < 0) return
  return { score: place / (points.length - 1), band: BANDS[place < missed ? 0 : place < short ? 1 : 2] as Band }
}
