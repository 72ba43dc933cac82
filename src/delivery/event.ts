/**
 * The wire schema: CloudEvents 1.0, one truth for the sender, the receiver and the report.
 * Code that reaches the browser imports its types only; the schemas run in the receiver.
 */
import * as z from 'zod/mini'

const name = z.string().check(z.minLength(1), z.maxLength(200))
const words = z.string().check(z.maxLength(1_000))
const share = z.number().check(z.minimum(0), z.maximum(1))
const time = z.iso.datetime({ offset: true })
const band = z.enum(['missed', 'partly', 'reached'])
/** As many as a playbook may have segments, or a lesson steps: what a browser sends is not refused for its number. */
const ids = z.array(name).check(z.maxLength(1_000))
/** Whoever signs users in may make it: OpenID Connect allows 255. A key of every database holds 1,500 bytes. */
const subject = z.string().check(z.minLength(1), z.maxLength(500))

/** Every event's data carries these. */
const always = { language: z.string().check(z.minLength(1), z.maxLength(35)), segments: ids }
const ofMoment = { ...always, moment: name, action: name }
/** Lessons opened by `lesson(id)` stand on no moment. */
const perhapsMoment = { ...always, moment: z.optional(name), action: z.optional(name) }
/** The ask's key is its action and its moment's id. */
const key = z.string().check(z.minLength(1), z.maxLength(400))
const ask = z.object({ ...ofMoment, ask: key, until: z.optional(time) })
const lesson = z.object({
  ...perhapsMoment,
  lesson: name,
  kind: z.enum(['tips', 'checklist', 'article', 'video', 'webinar', 'course', 'tool', 'service']),
  rating: z.optional(name),
  progress: z.optional(share),
  /** Ids of the steps and units done, so that progress comes back on another device. */
  done: z.optional(ids),
  useful: z.optional(z.boolean()),
  /** `judged`: "not for me". */
  declined: z.optional(z.boolean()),
})
const commitment = z.object({
  ...perhapsMoment,
  lesson: name,
  text: z.string().check(z.maxLength(10_000)),
  did: z.optional(z.enum(['yes', 'partly', 'no'])),
})

/** The data of each event type. Unknown members are kept: a newer browser may say more. */
export const eventData = {
  'gainloop.user.identified': z.object({ ...always, anonymous: name }),
  'gainloop.action.completed': z.object({
    ...ofMoment,
    label: z.optional(words),
    at: time,
    properties: z.optional(z.record(z.string(), z.unknown())),
    metrics: z.optional(z.record(z.string(), z.number())),
  }),
  'gainloop.result.measured': z.object({
    ...ofMoment,
    metrics: z.record(z.string(), z.number()),
    band: z.optional(band),
  }),
  'gainloop.goal.stated': z.object({ ...ofMoment, goal: name, text: z.optional(z.string().check(z.maxLength(200))) }),
  'gainloop.ask.shown': ask,
  'gainloop.ask.snoozed': ask,
  'gainloop.ask.dismissed': ask,
  'gainloop.ask.expired': ask,
  'gainloop.rating.given': z.object({
    ...ofMoment,
    rating: name,
    value: z.union([z.string().check(z.maxLength(200)), z.number()]),
    scale: name,
    score: share,
    band,
    measuredBand: z.optional(band),
    goal: z.optional(name),
    baseline: z.optional(z.unknown()),
  }),
  'gainloop.rating.explained': z.object({
    ...ofMoment,
    rating: name,
    obstacles: z.optional(ids),
    strengths: z.optional(ids),
    comment: z.optional(words),
  }),
  'gainloop.lesson.shown': lesson,
  'gainloop.lesson.opened': lesson,
  'gainloop.lesson.progressed': lesson,
  'gainloop.lesson.completed': lesson,
  'gainloop.lesson.judged': lesson,
  'gainloop.lesson.requested': lesson,
  'gainloop.lesson.withheld': lesson,
  'gainloop.commitment.made': commitment,
  'gainloop.commitment.reviewed': commitment,
} as const

export type EventType = keyof typeof eventData
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>

/** The envelope around every event's data. */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  id: name,
  source: z.string().check(z.regex(/^\/gainloop\/[A-Za-z0-9._-]{1,100}$/)),
  type: name,
  subject,
  time,
  datacontenttype: z.literal('application/json'),
  /** When it was sent, by the clock that stamped `time`: the receiver's own time less this is that clock's error. */
  sentat: z.optional(time),
  /** Written by the receiver where it set `time` right: the `time` that it came with. */
  stamped: z.optional(time),
  /** Which attempt to deliver it this is, from 1. */
  attempt: z.optional(z.int().check(z.minimum(1))),
  data: z.record(z.string(), z.unknown()),
})

/** What every event carries beside its type and data. */
export interface EventEnvelope {
  specversion: '1.0'
  /** Unique for ever: the same id twice is the same event. */
  id: string
  /** `/gainloop/<playbook id>`. */
  source: string
  /** The user's id, or an anonymous id, which begins with `anon-`. */
  subject: string
  /** When it happened. ISO 8601. */
  time: string
  datacontenttype: 'application/json'
  /** When it was sent, by the clock that stamped `time`. */
  sentat?: string
  /** Written by a receiver that corrected `time`: the `time` the event came with. */
  stamped?: string
  /** Which attempt at delivery this is, from 1. */
  attempt?: number
}

/** One event. Without a type argument it is a union over `type`, so that comparing `type` narrows `data`. */
export type GainloopEvent<T extends EventType = EventType> = {
  [K in T]: EventEnvelope & { type: K; data: EventData<K> }
}[T]
