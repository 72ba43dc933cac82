import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { type Docs, field, once, part } from './part'
import { filled, id } from './scalars'
import { text } from './text'

export const choice = once(() =>
  part('Choice', 'one option the user can pick: { "id", "label" }', z.strictObject({ id, label: text })),
)

export const choiceDocs: () => Docs<ReturnType<typeof choice>> = () => ({
  id: field('Names the option in events and in a lesson’s "for".', 'few-opens'),
  label: field('What the user reads.', 'Few people opened it'),
})

export const goal = once(() =>
  part(
    'Goal',
    'what the user wants from the action, asked right after it',
    z.strictObject({ question: text, options: filled(choice()), other: z.optional(z.boolean()) }),
  ),
)

export const goalDocs: () => Docs<ReturnType<typeof goal>> = () => ({
  question: field('Asks right after the action what the user wants from it.', 'What should this campaign bring?'),
  options: field('The goals to choose from.', [{ id: 'sales', label: 'More sales' }]),
  other: field(
    'Whether users may state a goal in their own words, in at most 200 characters.',
    true,
    defaults.goal.other,
  ),
})
