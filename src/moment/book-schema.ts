/**
 * The stored book as zod schemas. The browser imports only the types: what it reads from storage it repairs by itself
 * (`open-book.ts`), for zod must not be fetched on every page. All times are in ms since 1970.
 */
import * as z from 'zod/mini'

const time = z.number()
const id = z.string()
const plain = z.record(z.string(), z.unknown())
const figures = z.record(z.string(), z.number())
const band = z.enum(['missed', 'partly', 'reached'])

/** The company or workspace that the user acts for. */
export const accountSchema = z.object({
  id,
  traits: plain,
  /** When the page named it: of two devices the one that named an account last says which it is. */
  at: time,
  /** When asks of its other users were shown, as the endpoint's state told at `heard`. */
  asked: z.optional(z.array(time)),
  heard: z.optional(time),
})

export const userSchema = z.object({
  /** The vendor's id, or `anon-…` before `identify`. */
  id,
  anonymous: z.boolean(),
  traits: plain,
  /** When the user was first seen. */
  since: time,
  /**
   * What sampling and the holdout hash, so that neither is re-rolled when an anonymous user is named: the anonymous id,
   * once a moment was tracked under it. @default id
   */
  seed: z.optional(id),
  /** The kind of lesson that the user took when offered several, and when. */
  preference: z.optional(z.object({ kind: z.string(), at: time })),
  account: z.optional(accountSchema),
})

/** When it was reported: what was reported last stands. */
const updated = time

export const periodSchema = z.object({
  /** Follows from `tracks`, as `count` does: after a merge once `openPeriods` has been called. */
  sum: z.number(),
  count: z.number(),
  from: time,
  to: time,
  /** When each track happened and what it added, by its id: the same track counts once, on however many devices it is seen. */
  tracks: z.optional(z.record(id, z.object({ value: z.number(), at: time, updated }))),
  /** The figures of each metric, by the id of the track they were reported for; by an empty one, of the period itself. */
  figures: z.optional(z.record(z.string(), z.record(z.string(), z.object({ value: z.number(), at: time, updated })))),
  /** The tracks that were cancelled, and when. */
  cancelled: z.optional(z.record(id, time)),
})

/** One completed action. */
export const momentSchema = z.object({
  id,
  action: z.string(),
  at: time,
  label: z.optional(z.string()),
  properties: z.optional(plain),
  /** For a period these follow from its `digest`. */
  metrics: z.optional(figures),
  /** The id of the goal's option, or `other`. */
  goal: z.optional(z.string()),
  /** The goal in the user's own words, with `other`. */
  goalText: z.optional(z.string()),
  /** The period of `digest` or `every` that this moment stands for, and its sum (0 for `every`). */
  digest: z.optional(periodSchema),
  cancelled: z.optional(time),
  /** When this record last changed: the later state wins a merge. */
  updated: time,
})

export const askRecordSchema = z.object({
  /** The moment's key. */
  moment: z.string(),
  action: z.string(),
  /** When it becomes due. Absent while it waits for a result, or for a digest's sum. */
  due: z.optional(time),
  /** When it expires if it is never answered. Absent while it waits for a result. */
  expires: z.optional(time),
  status: z.enum(['pending', 'answered', 'dismissed', 'expired', 'withdrawn']),
  /** Each time it was shown, oldest first. Limits count these. */
  displays: z.array(time),
  /** Each "Ask me later", oldest first. */
  snoozes: z.array(time),
  /** Each "Too early to tell", oldest first. `limits.snoozes` does not count them. */
  early: z.optional(z.array(time)),
  /** When the user was asked for the goal, and when they skipped or closed that. */
  goalAsked: z.optional(time),
  goalSkipped: z.optional(time),
  /** When it was answered, dismissed, withdrawn or expired. */
  settled: z.optional(time),
  /** When the vendor's page called `ask()`: such an ask is shown past limits and delays. */
  forced: z.optional(time),
  /** When it last changed, its displays apart: of two that have come equally far the later one wins a merge. */
  updated: time,
})

export const ratingSchema = z.object({
  id,
  moment: z.string(),
  action: z.string(),
  at: time,
  /** The value as chosen: a name for `outcome` and `thumbs`, else a number. */
  value: z.union([z.string(), z.number()]),
  scale: z.string(),
  /** The value's place on its scale, 0 to 1. */
  score: z.number(),
  band,
  /** The band the measured figures give, where the action has conditions for them. */
  measuredBand: z.optional(band),
  goal: z.optional(z.string()),
  obstacles: z.optional(z.array(id)),
  strengths: z.optional(z.array(id)),
  comment: z.optional(z.string()),
  /** The lesson shown for it, or withheld. */
  lesson: z.optional(id),
  updated: time,
})

export const lessonRecordSchema = z.object({
  lesson: id,
  /** Each time it was shown, oldest first, and each time the holdout withheld it. At most the last ten are kept. */
  shown: z.array(time),
  /** Those times of `shown` at which it was withheld: the user has not seen it. */
  withheld: z.optional(z.array(time)),
  opened: z.optional(time),
  /** The ids of finished steps, units, or reached marks. */
  done: z.optional(z.array(id)),
  completed: z.optional(time),
  useful: z.optional(z.boolean()),
  /** When the user said "not for me". */
  declined: z.optional(time),
  requested: z.optional(time),
  updated: time,
})

export const commitmentSchema = z.object({
  id,
  lesson: id,
  action: z.string(),
  text: z.string(),
  at: time,
  /** In the user's own words, not the lesson's. */
  own: z.optional(z.boolean()),
  /** When the user took it back. */
  withdrawn: z.optional(time),
  /** When the user put its reminder away with "Got it". */
  noted: z.optional(time),
  reviewed: z.optional(time),
  did: z.optional(z.enum(['yes', 'partly', 'no'])),
  updated: time,
})

/** What the browser remembers of one user. */
export const bookSchema = z.object({
  version: z.literal(1),
  user: userSchema,
  /** By `momentKey(action, id)`. */
  moments: z.record(z.string(), momentSchema),
  /** At most one ask per moment, by the moment's key. */
  asks: z.record(z.string(), askRecordSchema),
  /** By the rating's own id. */
  ratings: z.record(z.string(), ratingSchema),
  /** By the lesson's id. */
  lessons: z.record(z.string(), lessonRecordSchema),
  /** By the commitment's own id. */
  commitments: z.record(z.string(), commitmentSchema),
  /** Actions the user said "Don't ask about this again" to, and when. */
  muted: z.record(z.string(), time),
  /** The latest time this browser has seen. A clock that falls far behind it has been set back (`clock.ts`). */
  clock: time,
  /** Since when, by its own new time, the clock has been behind `clock` by more than a day. */
  setBack: z.optional(time),
})
