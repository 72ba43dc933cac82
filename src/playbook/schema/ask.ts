/** The question about one moment's result: when it is asked, on which scale, and with which reasons. */
import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { alternatives } from './alternatives'
import { condition } from './condition'
import { choice } from './goal'
import { limits } from './limits'
import { type Docs, field, once, part } from './part'
import { duration, id } from './scalars'
import { text } from './text'

export const digest = once(() =>
  part(
    'Digest',
    'one moment per period, with the sum of a numeric property over the period’s tracks',
    z.strictObject({ every: duration, sum: z.string().check(z.minLength(1)), atLeast: z.number() }),
  ),
)

export const digestDocs: () => Docs<ReturnType<typeof digest>> = () => ({
  every: field('The length of a period.', '1w'),
  sum: field('The numeric property to sum over the tracks of a period.', 'recipients'),
  atLeast: field('The smallest sum worth asking about.', 100),
})

export const when = once(() =>
  part(
    'When',
    'exactly one of { "after": "3d" }, { "on": "result" }, { "every": "4w" }, { "digest": … }',
    alternatives(
      '{ "after": "3d" }',
      { after: duration },
      { on: z.literal('result') },
      { every: duration },
      { digest: digest() },
    ),
  ),
)

export const whenDocs = () => ({
  after: field('How long after the action the ask becomes due. "0s" asks at once.', '1w', defaults.ask.when.after),
  on: field('The ask becomes due as soon as a result is reported.', 'result'),
  every: field('The ask becomes due once in each period, without any track call. For passive products.', '4w'),
  digest: field('The ask becomes due once in each period with enough activity. For products in constant use.', {
    every: '1w',
    sum: 'recipients',
    atLeast: 100,
  }),
})

export const scaleKind = once(() =>
  part(
    'ScaleKind',
    'a scale by name',
    z.enum(['outcome', 'attainment', 'thumbs', 'stars', 'faces', 'nps', 'ease', 'number']),
  ),
)

const scaleObject = once(() =>
  z.strictObject({
    kind: scaleKind(),
    metric: z.optional(id),
    low: z.optional(text),
    high: z.optional(text),
    labels: z.optional(z.record(z.string(), text)),
  }),
)

export const scale = once(() =>
  part('Scale', 'a scale by name, or with its own labels', z.union([scaleKind(), scaleObject()])),
)

export const scaleDocs: () => Docs<ReturnType<typeof scaleObject>> = () => ({
  kind: field('Which scale.', 'stars'),
  metric: field('The metric whose figure the user types. Required for "number".', 'openRate'),
  low: field('What the lowest point means.', 'Very hard'),
  high: field('What the highest point means.', 'Very easy'),
  labels: field('Labels of your own for the points, by value.', { yes: 'Yes, it sold well' }),
})

export const ask = once(() =>
  part(
    'Ask',
    'the question about one moment’s result',
    z.strictObject({
      question: z.optional(text),
      why: z.optional(text),
      when: z.optional(when()),
      if: z.optional(condition),
      expires: z.optional(duration),
      tooEarly: z.optional(z.array(duration).check(z.maxLength(3))),
      scale: z.optional(scale()),
      obstacles: z.optional(z.array(choice())),
      strengths: z.optional(z.array(choice())),
      comment: z.optional(z.boolean()),
      limits: z.optional(limits()),
      judge: z.optional(z.enum(['user', 'metrics'])),
    }),
  ),
)

export const askDocs: () => Docs<ReturnType<typeof ask>> = () => ({
  question: field(
    'Asks how the result turned out. With `judge: "metrics"` it may be left out: then nothing is asked, the figures are told, and a lesson follows.',
    'Did “{{moment.label}}” bring the results you wanted?',
  ),
  why: field(
    'Says why this is asked, under the question. By default the card says what the user gets for the answer.',
    'Your answer picks the next lesson.',
  ),
  when: field('When the ask becomes due.', { after: '1w' }, defaults.ask.when),
  if: field('Asks only where this holds. Evaluated again when the ask is about to be shown.', {
    'properties.recipients': { $gte: 50 },
  }),
  expires: field('How long after it became due the ask is given up.', '30d', defaults.ask.expires),
  tooEarly: field(
    'What “Too early to tell” offers: after how long the user is asked again. At most three, from the shortest on. An ask that is put off this way lives on past that time by its `expires`, and `limits.snoozes` does not count it. An empty list leaves “Too early to tell” out.',
    ['2w', '6w'],
    defaults.ask.tooEarly,
  ),
  scale: field('How users answer: a scale by name, or with its own labels.', 'stars', defaults.ask.scale),
  obstacles: field('Reasons offered after "missed" and "partly".', [
    { id: 'few-opens', label: 'Few people opened it' },
  ]),
  strengths: field('Reasons offered after "reached".', [{ id: 'subject', label: 'The subject line' }]),
  comment: field('Whether to offer an optional comment of at most 1,000 characters.', false, defaults.ask.comment),
  limits: field('Limits for this ask, over those of the playbook.', { cooldown: '7d' }),
  judge: field('Who decides the band: the user, or the metrics once they are known.', 'metrics', defaults.ask.judge),
})
