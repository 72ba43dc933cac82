/**
 * The wire schema: CloudEvents 1.0, one truth for the sender, the receiver and the report.
 * Code that reaches the browser imports its types only; the schemas run in the receiver.
 */
import * as z from 'zod/mini'

/** What the fields mean, for the JSON Schema and the reference. */
export const eventDocs = z.registry<{ description: string; examples: unknown[] }>()

/** The schema as a field of its own, with what it means. */
const field = <T extends z.ZodMiniType>(schema: T, description: string, example: unknown): T => {
  const own = schema.clone() as T
  eventDocs.add(own, { description, examples: [example] })
  return own
}

const name = z.string().check(z.minLength(1), z.maxLength(200))
const words = z.string().check(z.maxLength(1_000))
const share = z.number().check(z.minimum(0), z.maximum(1))
const time = z.iso.datetime({ offset: true })
const band = z.enum(['missed', 'partly', 'reached'])
const figures = z.record(z.string(), z.number())
/** Enough for all segments of a playbook and all steps of a lesson: a browser's event must not be refused for their number. */
const ids = z.array(name).check(z.maxLength(1_000))
/** OpenID Connect allows a subject of 255 characters; the key of an index holds 1,500 bytes in every database. */
const subject = z.string().check(z.minLength(1), z.maxLength(500))

const NOON = '2027-03-09T12:00:00Z'

/** Every event's data carries these. */
const always = {
  language: field(z.string().check(z.minLength(1), z.maxLength(35)), 'The language of the card, by BCP 47.', 'en'),
  segments: field(ids, 'The names of the segments the user is in.', ['novice']),
  account: field(
    z.optional(name),
    'The id of the account (company, workspace) that the user acts for, where `identify` named one.',
    'acme',
  ),
}
/** A vendor's ids may be as long as a subject. */
const momentId = subject
/** An ask's key: its action's name, a space, its moment's id. */
const askKey = z.string().check(z.minLength(1), z.maxLength(701))
const moment = field(momentId, 'The id of the moment.', 'c_42')
const action = field(name, 'The name of the action.', 'campaign.sent')
const ofMoment = { ...always, moment, action }
/** A lesson opened by `lesson(id)` belongs to no moment. */
const perhapsMoment = {
  ...always,
  moment: field(z.optional(momentId), 'The id of the moment. Absent for a lesson opened by `lesson(id)`.', 'c_42'),
  action: field(z.optional(name), 'The name of the action, with `moment`.', 'campaign.sent'),
}
const rating = field(name, 'The id of the rating.', 'r_7f3a')
const lessonId = field(name, 'The id of the lesson.', 'subject-lines')
const goal = 'The id of the goal’s option, or "other".'

const period = field(
  z.optional(z.object({ from: time, to: time })),
  'The period of `every` or `digest` that the moment stands for, its end excluded. Absent for a moment that was tracked.',
  { from: '2027-03-01T00:00:00Z', to: '2027-03-08T00:00:00Z' },
)

const ask = z.object({
  ...ofMoment,
  ask: field(askKey, 'The ask’s key: its action and its moment’s id.', 'campaign.sent c_42'),
  until: field(z.optional(time), 'Shown: when the ask expires. Snoozed: when it becomes due again.', NOON),
  early: field(z.optional(z.boolean()), 'Snoozed: by “Too early to tell”, at one of the ask’s `tooEarly` times.', true),
  period,
})

const kinds = z.enum(['tips', 'checklist', 'article', 'video', 'webinar', 'course', 'tool', 'service', 'example'])

const lesson = z.object({
  ...perhapsMoment,
  lesson: lessonId,
  kind: field(kinds, 'The kind of the lesson.', 'tips'),
  rating: field(z.optional(name), 'The id of the rating the lesson was shown for.', 'r_7f3a'),
  choice: field(
    z.optional(z.int().check(z.minimum(1))),
    'Shown for a rating: 1 for the lesson that was chosen, 2 and more after "Show me another" or "Not for me". The lift counts the first only.',
    1,
  ),
  progress: field(z.optional(share), 'The share of the lesson that is done, 0 to 1.', 0.5),
  done: field(z.optional(ids), 'The ids of the steps and units done, so that progress comes back on another device.', [
    'write-subject',
  ]),
  useful: field(z.optional(z.boolean()), 'The answer to "Was this useful?".', true),
  declined: field(z.optional(z.boolean()), 'Whether the user said "Not for me".', true),
})

const commitment = z.object({
  ...perhapsMoment,
  lesson: lessonId,
  text: field(
    z.string().check(z.maxLength(10_000)),
    'What the user planned.',
    'Next time I’ll write the subject line last.',
  ),
  own: field(z.optional(z.boolean()), 'Whether the plan is in the user’s own words, not the lesson’s.', true),
  did: field(z.optional(z.enum(['yes', 'partly', 'no'])), 'Whether the user did what they had planned.', 'yes'),
})

/** The data of each event type. Unknown members are kept: a newer browser may send more. */
export const eventData = {
  'gainloop.user.identified': z.object({
    ...always,
    anonymous: field(name, 'The anonymous id the user had before.', 'anon-5d1c'),
  }),
  'gainloop.action.completed': z.object({
    ...ofMoment,
    label: field(z.optional(words), 'What the user calls the moment.', 'Spring sale'),
    at: field(time, 'When the action was completed.', NOON),
    properties: field(z.optional(z.record(z.string(), z.unknown())), 'The properties given to `track`.', {
      recipients: 1800,
    }),
    metrics: field(z.optional(figures), 'The measured results given to `track`.', { openRate: 0.31 }),
    period: field(
      z.optional(z.object({ from: time, to: time })),
      'For an action with `every` or `digest`: the period this was tracked in, which is asked about instead.',
      { from: '2027-03-01T00:00:00Z', to: '2027-03-08T00:00:00Z' },
    ),
  }),
  'gainloop.action.cancelled': z.object(ofMoment),
  'gainloop.result.measured': z.object({
    ...ofMoment,
    metrics: field(figures, 'The measured results.', { openRate: 0.31 }),
    band: field(z.optional(band), 'The band the figures give, where the metrics have conditions.', 'reached'),
    period,
  }),
  'gainloop.goal.stated': z.object({
    ...ofMoment,
    goal: field(name, goal, 'sales'),
    text: field(
      z.optional(z.string().check(z.maxLength(200))),
      'The goal in the user’s own words, with "other".',
      'Fill the workshop',
    ),
  }),
  'gainloop.ask.shown': ask,
  'gainloop.ask.snoozed': ask,
  'gainloop.ask.dismissed': ask,
  'gainloop.ask.expired': ask,
  'gainloop.rating.given': z.object({
    ...ofMoment,
    rating,
    value: field(
      z.union([z.string().check(z.maxLength(200)), z.number()]),
      'The value as chosen: a name for "outcome" and "thumbs", else a number.',
      'yes',
    ),
    scale: field(name, 'The scale by name.', 'outcome'),
    score: field(share, 'The value’s place on its scale, 0 to 1.', 1),
    band: field(band, 'How the result turned out, by the user.', 'reached'),
    measuredBand: field(z.optional(band), 'How the result turned out, by the measured figures.', 'reached'),
    goal: field(z.optional(name), goal, 'sales'),
    baseline: field(z.optional(z.unknown()), 'The user’s own starting point, which the gain is measured from.', {
      openRate: 0.18,
    }),
  }),
  'gainloop.rating.explained': z.object({
    ...ofMoment,
    rating,
    obstacles: field(z.optional(ids), 'The ids of the obstacles chosen.', ['few-opens']),
    strengths: field(z.optional(ids), 'The ids of the strengths chosen.', ['subject']),
    comment: field(z.optional(words), 'What the user added.', 'The list was old.'),
  }),
  'gainloop.lesson.shown': lesson,
  'gainloop.lesson.opened': lesson,
  'gainloop.lesson.progressed': lesson,
  'gainloop.lesson.completed': lesson,
  'gainloop.lesson.judged': lesson,
  'gainloop.lesson.requested': lesson,
  'gainloop.lesson.withheld': lesson,
  'gainloop.preference.stated': z.object({
    ...perhapsMoment,
    kind: field(kinds, 'The kind of lesson that the user took where there were several.', 'video'),
  }),
  'gainloop.commitment.made': commitment,
  'gainloop.commitment.reviewed': commitment,
  'gainloop.commitment.withdrawn': commitment,
  'gainloop.commitment.reminded': commitment,
  'gainloop.commitment.unreminded': commitment,
} as const

export type EventType = keyof typeof eventData
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>

/** The envelope around every event's data. */
export const envelope = z.object({
  specversion: field(z.literal('1.0'), 'The version of CloudEvents.', '1.0'),
  id: field(name, 'Unique for ever: the same id twice is the same event.', '0193f2a0-6c1e-7c3a-9d52-3f1f6a0b7c11'),
  source: field(
    z.string().check(z.regex(/^\/gainloop\/[A-Za-z0-9._-]{1,100}$/)),
    'The playbook, as /gainloop/<id>.',
    '/gainloop/postcard',
  ),
  type: field(name, 'What happened.', 'gainloop.rating.given'),
  subject: field(subject, 'The user’s id, or an anonymous id, which begins with anon-.', 'u_81'),
  time: field(time, 'When it happened.', NOON),
  datacontenttype: field(z.literal('application/json'), 'The type of `data`.', 'application/json'),
  sentat: field(
    z.optional(time),
    'When it was sent, by the clock that stamped `time`. Its difference to the receiver’s clock is that clock’s error.',
    NOON,
  ),
  stamped: field(
    z.optional(time),
    'Written by a receiver that corrected `time`: the `time` the event came with.',
    NOON,
  ),
  originalid: field(
    z.optional(name),
    'Written by a receiver that gave the first answer by a link its one `id`: the `id` the event came with.',
    '0193f2a0-6c1e-7c3a-9d52-3f1f6a0b7c11',
  ),
  attempt: field(z.optional(z.int().check(z.minimum(1))), 'Which attempt at delivery this is, from 1.', 1),
  data: field(z.record(z.string(), z.unknown()), 'What is said of it; by type.', { language: 'en', segments: [] }),
})

/** One event. With no type argument: one of any type, told apart by `type`. */
export type GainloopEvent<T extends EventType = EventType> = {
  [K in T]: Omit<z.infer<typeof envelope>, 'type' | 'data'> & { type: K; data: EventData<K> }
}[T]
