/** The answer a user would give for a band. */
import type { RatingValue } from '../moment/book'
import type { CompiledAction } from '../playbook/compiled'
import type { Band, Metric } from '../playbook/schema'
import { judge, pointsOf } from '../rating/scale'

export const BANDS: readonly Band[] = ['missed', 'partly', 'reached']

const numbersIn = (condition: unknown): number[] => {
  if (typeof condition === 'number') return [condition]
  return condition && typeof condition === 'object' ? Object.values(condition).flatMap(numbersIn) : []
}

/** Figures at, beside and between those that the metric's conditions name. */
const figuresOf = ({ reached, missed }: Partial<Metric> = {}): number[] => {
  const limits = numbersIn([reached, missed]).sort((a, b) => a - b)
  return limits.flatMap((limit, index) => [
    limit,
    (limit + (limits[index + 1] ?? limit)) / 2,
    limit - Math.abs(limit) - 1,
    limit + Math.abs(limit) + 1,
  ])
}

/** A value that gives the band on the action's scale; undefined where none does (`thumbs` has no `partly`). */
export const answerFor = (action: CompiledAction, band: Band): RatingValue | undefined => {
  const { kind, metric = '' } = action.ask.scale
  const values = kind === 'number' ? figuresOf(action.metrics[metric]?.source) : pointsOf(kind)
  return values.find((value) => judge(action, value)?.band === band)
}
