/**
 * The playbook, version 1. Types are inferred from these schemas; the JSON Schema, the reference, every problem and the
 * browser's validation are made from them. What a schema can't say (references between parts, the languages of a text) is in
 * `check/`.
 */
import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { isPlain } from '../plain'
import type { Path } from '../mistake'
import { action } from './action'
import { condition } from './condition'
import { lesson, lessonSchemaFor } from './lesson'
import { limits } from './limits'
import { type Docs, field, once, part, parts } from './part'
import { actionName, filled, id, language, share } from './scalars'
import { text } from './text'
import { theme } from './theme'

/** What a lesson can list of an answer. */
const match = z.enum(['reasons', 'segments', 'goals', 'bands'])

export const experiments = once(() =>
  part(
    'Experiments',
    'what is tried out on a share of the users',
    z.strictObject({ holdout: z.optional(share()), reminders: z.optional(share()) }),
  ),
)

export const experimentsDocs: () => Docs<ReturnType<typeof experiments>> = () => ({
  holdout: field(
    'The share of users, 0 to 1, who are shown no lesson, so that the lift of lessons can be measured.',
    0.1,
    defaults.experiments.holdout,
  ),
  reminders: field(
    'The share of users, 0 to 1, whom `begin` reminds of no plan, so that it can be seen whether reminders help.',
    0.1,
    defaults.experiments.reminders,
  ),
})

const named = <T extends z.ZodMiniType>(of: T) =>
  z
    .record(actionName, of)
    .check(
      z.refine((actions) => Object.keys(actions).length > 0, {
        error: 'at least one action',
        params: { code: 'empty' },
      }),
    )
    .register(parts, { minProperties: 1 })

/** The playbook without its actions and lessons, which can be many: they are read one by one. */
const frame = once(() =>
  z.strictObject({
    $schema: z.optional(z.string()),
    version: z.literal(1),
    id,
    name: z.optional(text),
    languages: z.optional(filled(language)),
    segments: z.optional(z.record(id, condition)),
    limits: z.optional(limits()),
    theme: z.optional(theme()),
    texts: z.optional(z.record(z.string(), text)),
    prefer: z.optional(z.array(match)),
    experiments: z.optional(experiments()),
    address: z.optional(z.enum(['formal', 'informal'])),
    actions: named(z.unknown()),
    lessons: z.array(z.unknown()),
  }),
)

export const playbookSchema = once(() => z.extend(frame(), { actions: named(action()), lessons: z.array(lesson()) }))

export const playbookDocs: () => Docs<ReturnType<typeof playbookSchema>> = () => ({
  $schema: field('Where this schema is, for your editor.', './node_modules/gainloop/dist/playbook.schema.json'),
  version: field('The version of the playbook format.', 1),
  id: field('Names the playbook in every event, as /gainloop/<id>.', 'postcard'),
  name: field('What the card is called. Left out: the id.', 'Postcard'),
  languages: field('The languages of every text. The first is the default.', ['en', 'de'], defaults.languages),
  segments: field('Kinds of users, each by a condition. A user may be in several.', {
    novice: { 'traits.campaignsSent': { $lt: 3 } },
  }),
  limits: field('How often a user may be asked.', { cooldown: '7d' }, defaults.limits),
  theme: field('How the card looks.', { light: { accent: '#0b6e4f' } }, defaults.theme),
  texts: field('Texts of your own for the strings of the interface.', { later: 'Not now' }),
  prefer: field(
    'Which match counts first when a lesson is chosen: the reasons, segments, goals or bands it lists. What is left out follows.',
    ['goals', 'reasons'],
    defaults.prefer,
  ),
  experiments: field('What is tried out on a share of the users.', { holdout: 0.1 }, defaults.experiments),
  address: field(
    'How the card’s own words address the user, in languages that have both. Left out: as good products in each language do.',
    'formal',
  ),
  actions: field('The actions after which users are asked, by name.', {
    'campaign.sent': { ask: { question: 'Did “{{moment.label}}” bring the results you wanted?' } },
  }),
  lessons: field('The lessons. Where nothing else decides, the first one that fits is shown.', [
    { id: 'next-time', kind: 'tips', title: 'Get more out of the next one', points: ['…'], for: {} },
  ]),
})

/** One piece of a playbook, with the schema to hold it against. */
export interface Piece {
  path: Path
  schema: () => z.ZodMiniType
  value: unknown
}

/** The pieces in which a playbook is read: its frame, then each action, then each lesson. */
export function* piecesOf(playbook: unknown): Generator<Piece> {
  yield { path: [], schema: frame, value: playbook }
  const { actions, lessons } = isPlain(playbook) ? playbook : {}
  for (const [name, value] of isPlain(actions) ? Object.entries(actions) : [])
    yield { path: ['actions', name], schema: action, value }
  for (const [index, value] of Array.isArray(lessons) ? lessons.entries() : [])
    yield { path: ['lessons', index], schema: () => lessonSchemaFor(value), value }
}
