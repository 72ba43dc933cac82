import * as z from 'zod/mini'
import { ask } from './ask'
import { goal } from './goal'
import { metric } from './metric'
import { type Docs, field, once, part } from './part'
import { id } from './scalars'
import { text } from './text'

interface Told {
  metrics?: Record<string, { reached?: unknown; missed?: unknown }> | undefined
  ask: { question?: unknown; judge?: string | undefined }
}

/** Only figures that decide can do without a question: else nothing is asked, and nothing can be told. */
const questionOrFigures: z.core.CheckFn<Told> = ({ value: { metrics = {}, ask }, issues }) => {
  if (ask.question !== undefined) return
  const decides = Object.values(metrics).some(({ reached, missed }) => reached ?? missed)
  if (ask.judge === 'metrics' && decides) return
  const message =
    ask.judge === 'metrics' ? 'a text, or a metric with "reached" or "missed" that decides without one' : 'a text'
  const path = ['ask', 'question']
  issues.push({
    ...{ code: 'custom', path, input: undefined, message, continue: true },
    params: { code: 'missing-field' },
  })
}

export const action = once(() =>
  part(
    'Action',
    'a kind of thing a user completes',
    z
      .strictObject({
        name: z.optional(text),
        goal: z.optional(goal()),
        metrics: z.optional(z.record(id, metric())),
        ask: ask(),
      })
      .check(questionOrFigures),
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
