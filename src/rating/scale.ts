/** The scales: what can be chosen on each, and what a choice says about the result. */
import type { RatingValue } from '../moment/book'
import type { CompiledAction, CompiledScale } from '../playbook/compiled'
import { defaults } from '../playbook/defaults'
import type { Ask, Band, ScaleKind } from '../playbook/schema'
import { figureBand } from './measured'

export type Scale = CompiledScale

export interface Judgement {
  /** The value's place on its scale, 0 to 1. */
  score: number
  band: Band
}

interface Points {
  /** From the lowest to the highest. */
  values: RatingValue[]
  /** How many of them are `missed`, counted from the lowest, and how many `partly`. The others are `reached`. */
  missed: number
  partly: number
}

const SCALES: Record<Exclude<ScaleKind, 'number'>, Points> = {
  outcome: { values: ['not-yet', 'partly', 'yes'], missed: 1, partly: 1 },
  thumbs: { values: ['down', 'up'], missed: 1, partly: 0 },
  attainment: { values: [-2, -1, 0, 1, 2], missed: 1, partly: 1 },
  stars: { values: [1, 2, 3, 4, 5], missed: 2, partly: 1 },
  faces: { values: [1, 2, 3, 4, 5], missed: 2, partly: 1 },
  nps: { values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], missed: 7, partly: 2 },
  ease: { values: [1, 2, 3, 4, 5, 6, 7], missed: 3, partly: 2 },
}

const SCORES: Record<Band, number> = { missed: 0, partly: 0.5, reached: 1 }

/** The score where only the band is known: for `number` and measured figures. */
export const scoreOf = (band: Band): number => SCORES[band]

/** The scale of an ask as it was written, by name or as an object. A compiled ask has it as `scale`. */
export const scaleOf = ({ scale = defaults.ask.scale }: Pick<Ask, 'scale'>): Scale =>
  typeof scale === 'string' ? { kind: scale } : scale

/**
 * The values a user can choose, in the order they are shown: from the lowest to the highest, but for `outcome`, which runs
 * yes, partly, not yet. "Too early to tell" is none of them, since it gives no rating. `number` has none: the user types.
 */
export const pointsOf = (kind: ScaleKind): RatingValue[] => {
  if (kind === 'number') return []
  const { values } = SCALES[kind]
  return kind === 'outcome' ? [...values].reverse() : [...values]
}

/** What a value says about the result. Undefined for a value that is not on the ask's scale. */
export const judge = ({ ask, metrics }: CompiledAction, value: RatingValue): Judgement | undefined => {
  const { kind, metric } = ask.scale
  if (kind === 'number') {
    const declared = metric === undefined ? undefined : metrics[metric]
    if (!declared || typeof value !== 'number' || !Number.isFinite(value)) return undefined
    const band = figureBand(declared, value)
    return { score: scoreOf(band), band }
  }
  const { values, missed, partly } = SCALES[kind]
  const place = values.indexOf(value)
  if (place < 0) return undefined
  const band = place < missed ? 'missed' : place < missed + partly ? 'partly' : 'reached'
  return { score: place / (values.length - 1), band }
}
