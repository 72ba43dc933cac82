/**
 * The playbook, version 1, as zod schemas: the one place that says what a playbook may hold.
 * Types are inferred from them, the published JSON Schema and the browser's shape table are made from them.
 * What a schema cannot say (references, coverage of languages, paths in texts) is in `rules.ts`.
 */
import * as z from 'zod/mini'

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/
const ACTION = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/
const DURATION = /^\d{1,6}[smhdw]$/
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** What the parts are called and what they are: in the published JSON Schema, in the browser's table and in every problem. */
export const parts = z.registry<{ id: string; description: string }>()

const part = <T extends z.ZodMiniType>(id: string, description: string, schema: T): T => {
  parts.add(schema, { id, description })
  return schema
}

const pattern = (regex: RegExp) => z.string().check(z.regex(regex))

const id = part('Id', 'an id like "spring-sale" (letters, digits, ".", "_", "-")', pattern(ID))
const actionName = part('ActionName', 'an action name like "campaign.sent"', pattern(ACTION))
const duration = part('Duration', 'a duration like "3d"', pattern(DURATION))
const date = part('Date', 'a date with time and offset like "2027-03-09T15:00:00Z"', pattern(DATE))
const language = part('Language', 'a language tag like "en" or "pt-BR"', pattern(LANGUAGE))
const share = z.number().check(z.minimum(0), z.maximum(1))
const count = z.int().check(z.minimum(0))
const words = z.string().check(z.minLength(1), z.maxLength(10_000))

/** One language's string chosen by plural category of the number at `by` (CLDR categories, as `Intl.PluralRules` names them). */
const plural = part(
  'PluralText',
  'one language’s string by plural category of the number at "by"',
  z.strictObject({
    by: z.string().check(z.minLength(1)),
    zero: z.optional(words),
    one: z.optional(words),
    two: z.optional(words),
    few: z.optional(words),
    many: z.optional(words),
    other: words,
  }),
)

/** A string, the same in every language, or an object from language to string. */
const text = part(
  'Text',
  'a text, or an object from language to text',
  z.union([words, z.record(language, z.union([words, plural]))]),
)

const address = z.string().check(z.minLength(1), z.maxLength(2_000))
/** `https:`, `mailto:` or a same-site path; or an object from language to one of them. */
const url = part(
  'Url',
  'an https: or mailto: URL or a same-site path, or an object from language to one',
  z.union([address, z.record(language, address)]),
)

/** A MongoDB-style query; its operators and roots are checked by `condition.ts`. */
const condition = part(
  'Condition',
  'a MongoDB-style condition such as { "traits.plan": "pro" }',
  z.record(z.string(), z.unknown()),
)

/** Operators on one value, without a path: `{ "$gte": 0.25 }`. */
const operators = part('Operators', 'operators such as { "$gte": 0.25 }', z.record(z.string(), z.unknown()))

const choice = part('Choice', 'one option the user can pick: { "id", "label" }', z.strictObject({ id, label: text }))

const goal = part(
  'Goal',
  'what the user wants from the action, asked right after it',
  z.strictObject({
    question: text,
    options: z.array(choice).check(z.minLength(1)),
    other: z.optional(z.boolean()),
  }),
)

const metric = part(
  'Metric',
  'a measured result of a moment',
  z.strictObject({
    label: text,
    unit: z.enum(['number', 'percent', 'currency', 'duration']),
    currency: z.optional(part('Currency', 'a currency code like "EUR"', pattern(/^[A-Z]{3}$/))),
    better: z.enum(['higher', 'lower']),
    reached: z.optional(operators),
    missed: z.optional(operators),
  }),
)

const digest = part(
  'Digest',
  'one moment per period, summing a numeric property over its tracks',
  z.strictObject({ every: duration, sum: z.string().check(z.minLength(1)), atLeast: z.number() }),
)

/** When an ask becomes due: exactly one of four triggers. */
const when = part(
  'When',
  'exactly one of { "after": "3d" }, { "on": "result" }, { "every": "4w" }, { "digest": … }',
  z.union([
    z.strictObject({ after: duration }),
    z.strictObject({ on: z.literal('result') }),
    z.strictObject({ every: duration }),
    z.strictObject({ digest }),
  ]),
)

const scaleKind = part(
  'ScaleKind',
  'a scale',
  z.enum(['outcome', 'attainment', 'thumbs', 'stars', 'faces', 'nps', 'ease', 'number']),
)
const scale = part(
  'Scale',
  'a scale by name, or with its own labels',
  z.union([
    scaleKind,
    z.strictObject({
      kind: scaleKind,
      metric: z.optional(id),
      low: z.optional(text),
      high: z.optional(text),
      labels: z.optional(z.record(z.string(), text)),
    }),
  ]),
)

const limits = part(
  'Limits',
  'how often a user may be asked',
  z.strictObject({
    cooldown: z.optional(duration),
    sameAction: z.optional(z.strictObject({ answered: z.optional(duration), dismissed: z.optional(duration) })),
    perSession: z.optional(count),
    per30Days: z.optional(count),
    perYear: z.optional(count),
    quiet: z.optional(duration),
    snooze: z.optional(duration),
    snoozes: z.optional(count),
    displays: z.optional(z.int().check(z.minimum(1))),
    giveUp: z.optional(z.strictObject({ dismissals: z.int().check(z.minimum(1)), for: duration })),
    sample: z.optional(share),
  }),
)

const ask = part(
  'Ask',
  'the question about one moment’s result',
  z.strictObject({
    question: text,
    when: z.optional(when),
    if: z.optional(condition),
    expires: z.optional(duration),
    scale: z.optional(scale),
    obstacles: z.optional(z.array(choice)),
    strengths: z.optional(z.array(choice)),
    comment: z.optional(z.boolean()),
    limits: z.optional(limits),
    judge: z.optional(z.enum(['user', 'metrics'])),
  }),
)

const action = part(
  'Action',
  'a kind of thing a user completes',
  z.strictObject({
    name: z.optional(text),
    goal: z.optional(goal),
    metrics: z.optional(z.record(id, metric)),
    ask,
  }),
)

const block = part(
  'Block',
  'a paragraph, list, quote or image',
  z.union([
    z.strictObject({ p: text }),
    z.strictObject({ list: z.array(text).check(z.minLength(1)) }),
    z.strictObject({ quote: text }),
    z.strictObject({ image: url, alt: text }),
  ]),
)

const band = part('Band', 'how the result turned out', z.enum(['missed', 'partly', 'reached']))

const lessonFor = part(
  'LessonFor',
  'whom a lesson is for; a list left out means any',
  z.strictObject({
    actions: z.optional(z.array(z.string())),
    bands: z.optional(z.array(band)),
    obstacles: z.optional(z.array(z.string())),
    strengths: z.optional(z.array(z.string())),
    goals: z.optional(z.array(z.string())),
    segments: z.optional(z.array(z.string())),
    if: z.optional(condition),
  }),
)

const lessonBase = {
  id,
  title: text,
  why: z.optional(text),
  minutes: z.optional(z.number().check(z.positive())),
  level: z.optional(z.int().check(z.minimum(1), z.maximum(3))),
  for: lessonFor,
  commit: z.optional(text),
  after: z.optional(z.array(z.string())),
  from: z.optional(date),
  until: z.optional(date),
  repeat: z.optional(duration),
  weight: z.optional(z.number()),
}

const step = part('Step', 'one step of a checklist', z.strictObject({ id, text, url: z.optional(url) }))

const unit = part(
  'Unit',
  'one unit of a course',
  z.strictObject({ id, title: text, url, minutes: z.optional(z.number().check(z.positive())) }),
)

const lesson = part(
  'Lesson',
  'one thing to do, read, watch or attend for a better result next time',
  z.discriminatedUnion('kind', [
    z.strictObject({ ...lessonBase, kind: z.literal('tips'), points: z.array(text).check(z.minLength(1)) }),
    z.strictObject({
      ...lessonBase,
      kind: z.literal('checklist'),
      steps: z.array(step).check(z.minLength(1)),
    }),
    z.strictObject({
      ...lessonBase,
      kind: z.literal('article'),
      body: z.array(block).check(z.minLength(1)),
      url: z.optional(url),
    }),
    z.strictObject({
      ...lessonBase,
      kind: z.literal('video'),
      provider: z.enum(['youtube', 'vimeo', 'wistia', 'loom', 'file']),
      ref: address,
      poster: z.optional(url),
      captions: z.optional(url),
      transcript: text,
    }),
    z.strictObject({
      ...lessonBase,
      kind: z.literal('webinar'),
      starts: date,
      ends: date,
      url,
      host: z.optional(text),
    }),
    z.strictObject({
      ...lessonBase,
      kind: z.literal('course'),
      units: z.array(unit).check(z.minLength(1)),
    }),
    z.strictObject({ ...lessonBase, kind: z.literal('tool'), url, label: text }),
    z.strictObject({
      ...lessonBase,
      kind: z.literal('service'),
      offer: text,
      price: z.optional(text),
      url: z.optional(url),
    }),
  ]),
)

const color = part('Color', 'a colour like "#0b6e4f"', pattern(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/))
const colors = part(
  'Colors',
  'the colours of one theme',
  z.strictObject({
    accent: z.optional(color),
    background: z.optional(color),
    text: z.optional(color),
  }),
)

const theme = part(
  'Theme',
  'how the card looks',
  z.strictObject({
    light: z.optional(colors),
    dark: z.optional(colors),
    /** Corner radius of the card in CSS px. */
    radius: z.optional(z.number().check(z.minimum(0), z.maximum(40))),
    font: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    density: z.optional(z.enum(['cozy', 'compact'])),
    position: z.optional(z.enum(['bottom-end', 'bottom-start', 'top-end', 'top-start'])),
  }),
)

export const playbookSchema = z.strictObject({
  $schema: z.optional(z.string()),
  version: z.literal(1),
  id,
  name: z.optional(text),
  languages: z.optional(z.array(language).check(z.minLength(1))),
  segments: z.optional(z.record(id, condition)),
  limits: z.optional(limits),
  theme: z.optional(theme),
  texts: z.optional(z.record(z.string(), text)),
  experiments: z.optional(z.strictObject({ holdout: z.optional(share) })),
  actions: z.record(actionName, action),
  lessons: z.array(lesson),
})

export type Playbook = z.infer<typeof playbookSchema>
export type Text = z.infer<typeof text>
export type PluralText = z.infer<typeof plural>
export type Url = z.infer<typeof url>
export type Condition = z.infer<typeof condition>
export type Choice = z.infer<typeof choice>
export type Goal = z.infer<typeof goal>
export type Metric = z.infer<typeof metric>
export type When = z.infer<typeof when>
export type ScaleKind = z.infer<typeof scaleKind>
export type Scale = z.infer<typeof scale>
export type Limits = z.infer<typeof limits>
export type Ask = z.infer<typeof ask>
export type Action = z.infer<typeof action>
export type Block = z.infer<typeof block>
export type Band = z.infer<typeof band>
export type LessonFor = z.infer<typeof lessonFor>
export type Lesson = z.infer<typeof lesson>
export type LessonKind = Lesson['kind']
export type LessonOf<K extends LessonKind> = Extract<Lesson, { kind: K }>
export type Theme = z.infer<typeof theme>

/** `T` with every literal widened: what TypeScript infers for a JSON file. */
type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends object
        ? { [K in keyof T]: Widened<T[K]> }
        : T

/** A playbook as `import playbook from './playbook.json'` types it. It is checked when it is read. */
export type PlaybookInput = Playbook | Widened<Playbook>
