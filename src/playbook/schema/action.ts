import * as z from 'zod/mini'
import { ask } from './ask'
import { goal } from './goal'
import { metric } from './metric'
import { type Docs, field, once, part } from './part'
import { id } from './scalars'
import { text } from './text'

export const action = once(() =>
  part(
    'Action',
    'a kind of thing a user completes',
    z.strictObject({
      name: z.optional(text),
      goal: z.optional(goal()),
      metrics: z.optional(z.record(id, metric())),
      ask: ask(),
    }),
  ),
)

export const actionDocs: () => Docs<ReturnType<typeof action>> = () => ({
  name: field('What the action is called.', 'Campaign sent'),
  goal: field('Asks what the user wants from the action, right after it.', {
    question: 'What should this campaign bring?',
    options: [{ id: 'sales', label: 'More sales' }],
  }),
  metrics: field('The measured results you report, by name.', {
    openRate: { label: 'Open rate', unit: 'percent', better: 'higher' },
  }),
  ask: field('The question about how the result turned out.', {
    question: 'Did “{{moment.label}}” bring the results you wanted?',
  }),
})
