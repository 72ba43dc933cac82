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

/** Worded points, from the least to the most. */
const WORDED: Partial<Record<ScaleKind, string[]>> = { outcome: ['not-yet', 'partly', 'yes'], thumbs: ['down', 'up'] }

/** Points in numbers: the first, the last, the first that is `partly`, the first that is `reached`. */
const NUMBERED: Partial<Record<ScaleKind, [number, number, number, number]>> = {
  attainment: [-2, 2, -1, 0],
  stars: [1, 5, 3, 4],
  faces: [1, 5, 3, 4],
  nps: [0, 10, 7, 9],
  ease: [1, 7, 4, 6],
}

const SCORE: Record<Band, number> = { missed: 0, partly: 0.5, reached: 1 }

/** The score where only the band is known: `number` and measured figures. */
export const scoreOf = (band: Band): number => SCORE[band]

/** The ask's scale, written out. @default outcome */
export const scaleOf = ({ scale = 'outcome' }: Ask): Scale =>
  (typeof scale === 'string' ? { kind: scale } : scale) as Scale

/**
 * The values a user can choose, in the order they are shown: the least first, but `outcome` runs yes, partly, not yet.
 * "Too early to tell" is none of them: it gives no rating. `number` has no points: the user types.
 */
export const pointsOf = (kind: ScaleKind): RatingValue[] => {
  const words = WORDED[kind]
  if (words) return kind === 'outcome' ? [...words].reverse() : [...words]
  const [first, last] = NUMBERED[kind] ?? [1, 0]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** What a value says of the result; undefined for one that is not on the ask's scale. */
export const judge = (ask: Ask, action: Action, value: RatingValue): Judgement | undefined => {
  const { kind, metric } = scaleOf(ask)
  if (kind === 'number') {
    const figure = action.metrics?.[metric as string]
    if (!figure || !Number.isFinite(value)) return
    const band = figureBand(figure, value as number)
    return { score: SCORE[band], band }
  }
  if (!pointsOf(kind).includes(value)) return
  const numbered = NUMBERED[kind]
  if (numbered) {
    const [first, last, partly, reached] = numbered
    const score = ((value as number) - first) / (last - first)
    return { score, band: (value as number) < partly ? 'missed' : (value as number) < reached ? 'partly' : 'reached' }
  }
  const words = WORDED[kind] as string[]
  const score = words.indexOf(value as string) / (words.length - 1)
  return { score, band: score === 0 ? 'missed' : score === 1 ? 'reached' : 'partly' }
}
