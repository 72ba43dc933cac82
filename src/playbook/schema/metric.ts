import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { operators } from './condition'
import { type Docs, field, once, part } from './part'
import { currency } from './scalars'
import { text } from './text'

export const metric = once(() =>
  part(
    'Metric',
    'a measured result of a moment',
    z.strictObject({
      label: text,
      unit: z.enum(['number', 'percent', 'currency', 'duration']),
      currency: z.optional(currency),
      better: z.enum(['higher', 'lower']),
      reached: z.optional(operators),
      missed: z.optional(operators),
      from: z.optional(z.enum(['sum', 'count'])),
      fold: z.optional(z.enum(['last', 'sum', 'mean'])),
    }),
  ),
)

export const metricDocs: () => Docs<ReturnType<typeof metric>> = () => ({
  label: field('What the figure is called.', 'Open rate'),
  unit: field('What the figure counts. A percentage is 0 to 1, a duration is in seconds.', 'percent'),
  currency: field('The currency by ISO 4217. Required for the unit "currency".', 'EUR'),
  better: field('Which way is better.', 'higher'),
  reached: field('When the figure alone says that the result was reached.', { $gte: 0.25 }),
  missed: field('When the figure alone says that the result was missed.', { $lt: 0.1 }),
  from: field('With `digest`: the figure is the period’s own sum, or how many tracks it has. You report none.', 'sum'),
  fold: field(
    'What becomes of this metric where several tracks of a period report it: the figure of the last of them, the sum, or the mean.',
    'mean',
    defaults.metric.fold,
  ),
})
