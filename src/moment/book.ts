/**
 * The book: what the browser remembers of one user. It is plain JSON, and every time in it is in milliseconds since 1970 by
 * the browser's clock. There is one book per storage. `reset()` starts an empty one.
 */
import type { Band } from '../playbook/schema'

export interface Book {
  version: 1
  user: User
  /** By `momentKey(action, id)`. */
  moments: Record<string, Moment>
  /** At most one ask per moment, by the moment's key. */
  asks: Record<string, AskRecord>
  /** By the rating's own id. */
  ratings: Record<string, Rating>
  /** By the lesson's id. */
  lessons: Record<string, LessonRecord>
  /** By the commitment's own id. */
  commitments: Record<string, Commitment>
  /** Actions the user chose "Don't ask about this again" for, and when. */
  muted: Record<string, number>
  /** The latest time this browser has seen. A clock that falls far behind it has been set back, see `clock.ts`. */
  clock: number
  /** Since when, by its own time, the clock has been more than a day behind `clock`. */
  setBack?: number | undefined
}

export interface User {
  /** The vendor's id, or `anon-…` before `identify`. */
  id: string
  anonymous: boolean
  traits: Record<string, unknown>
  /** When the user was first seen. */
  since: number
  /**
   * What sampling and the holdout hash, so that an anonymous user who gets a name is not sampled again: the anonymous id,
   * once a moment was tracked under it. @default id
   */
  seed?: string | undefined
}

/** One completed action. */
export interface Moment {
  id: string
  action: string
  at: number
  label?: string
  properties?: Record<string, unknown>
  metrics?: Record<string, number>
  /** The id of the goal's option, or `other`. */
  goal?: string
  /** The goal in the user's own words, with `other`. */
  goalText?: string | undefined
  /** The period of `digest` or `every` that this moment stands for, and its sum (0 for `every`). */
  digest?: Period
  cancelled?: number
  /** When this record last changed. The later state wins a merge. */
  updated: number
}

export interface Period {
  /** `sum` and `count` follow `tracks`. After a merge they are brought up to date by `openPeriods`. */
  sum: number
  count: number
  from: number
  to: number
  /** What each track added, by its id: the same track counts once, on however many devices it is seen. */
  tracks?: Record<string, number>
}

export type AskStatus = 'pending' | 'answered' | 'dismissed' | 'expired' | 'withdrawn'

export interface AskRecord {
  /** The moment's key. */
  moment: string
  action: string
  /** When it becomes due. Absent while it waits for a result, or for a digest's sum. */
  due?: number | undefined
  /** When it expires if it is not answered. Absent while it waits for a result. */
  expires?: number | undefined
  status: AskStatus
  /** Each time it was shown, oldest first. Limits count these. */
  displays: number[]
  /** Each "Ask me later" and "Too early to tell", oldest first. */
  snoozes: number[]
  /** When it was answered, dismissed, withdrawn or expired. */
  settled?: number
  /** When the vendor's page called `ask()` for it: it is shown past limits and delays. */
  forced?: number
  /** When it last changed, its displays apart. The later of two records with the same status wins a merge. */
  updated: number
}

/** The value as chosen: a name for `outcome` and `thumbs`, else a number. */
export type RatingValue = string | number

export interface Rating {
  id: string
  moment: string
  action: string
  at: number
  value: RatingValue
  scale: string
  /** The value's place on its scale, 0 to 1. */
  score: number
  band: Band
  /** The band of the measured figures, where the action has conditions for them. */
  measuredBand?: Band
  goal?: string
  obstacles?: string[]
  strengths?: string[]
  comment?: string
  /** The lesson shown for it. */
  lesson?: string
  updated: number
}

export interface LessonRecord {
  lesson: string
  /** Each time it was shown, oldest first. At most the last ten. */
  shown: number[]
  opened?: number
  /** Ids of finished steps and units, or marks reached. */
  done?: string[]
  completed?: number
  useful?: boolean
  /** When the user chose "Not for me". */
  declined?: number
  requested?: number
  updated: number
}

export interface Commitment {
  id: string
  lesson: string
  action: string
  text: string
  at: number
  reviewed?: number
  did?: 'yes' | 'partly' | 'no'
  updated: number
}

/** Unique over actions, so that campaign 42 and list 42 are two moments. */
export const momentKey = (action: string, id: string): string => `${action} ${id}`

/** What sampling and the holdout hash. */
export const seedOf = (user: User): string => user.seed ?? user.id

/** A book in which nothing is written yet. @param anonymous @default true */
export const emptyBook = (userId: string, now: number, anonymous = true): Book => ({
  version: 1,
  user: { id: userId, anonymous, traits: {}, since: now },
  moments: {},
  asks: {},
  ratings: {},
  lessons: {},
  commitments: {},
  muted: {},
  clock: now,
})
