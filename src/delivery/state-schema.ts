/** What `GET endpoint?subject=…` answers: the book's records as lists. Made by the receiver, merged by the browser. */
import * as z from 'zod/mini'
import {
  askRecordSchema,
  commitmentSchema,
  lessonRecordSchema,
  momentSchema,
  ratingSchema,
  userSchema,
} from '../moment/book-schema'
import { isPlain } from '../playbook/plain'

const time = z.number()

const records = {
  /** By `momentKey`. */
  moments: momentSchema,
  /** By their ids. */
  ratings: ratingSchema,
  /** By the lesson's id. */
  lessons: lessonRecordSchema,
  /** By their ids. */
  commitments: commitmentSchema,
  /** By the moment's key. */
  asks: askRecordSchema,
}

export const stateSchema = z.object({
  /** The receiver's clock. All times are in ms since 1970. */
  now: time,
  moments: z.array(records.moments),
  ratings: z.array(records.ratings),
  lessons: z.array(records.lessons),
  commitments: z.array(records.commitments),
  asks: z.array(records.asks),
  /** Actions the user said "Don't ask about this again" to, and when. */
  muted: z.record(z.string(), time),
  /** When other users of the account were asked: times alone, never who, or what they answered. Only for a token of that account. */
  account: z.optional(z.object({ id: z.string(), asked: z.array(time) })),
  /** The kind of lesson that the user took when offered several, and when. */
  preference: userSchema.shape.preference,
  /** What sampling and the holdout hash on every device: the first anonymous id that was joined. Absent when there was none. */
  seed: z.optional(z.string()),
})

export type State = z.infer<typeof stateSchema>

/**
 * What can be used of an answer: records that are not as the schema says are left out, fields it does not know are kept.
 * Whatever was sent, this never throws; at worst the state is empty.
 */
export const readState = (answer: unknown): State => {
  const given = plainOrEmpty(answer)
  const usable = <K extends keyof typeof records>(part: K): State[K] => {
    const list: unknown = given[part]
    return Array.isArray(list) ? list.filter((record) => records[part].safeParse(record).success) : ([] as State[K])
  }
  const muted = Object.entries(plainOrEmpty(given.muted)).flatMap(([action, at]) =>
    typeof at === 'number' ? [[action, at] as const] : [],
  )
  const account = stateSchema.shape.account.safeParse(given.account)
  const preference = userSchema.shape.preference.safeParse(given.preference)
  return {
    now: typeof given.now === 'number' ? given.now : 0,
    moments: usable('moments'),
    ratings: usable('ratings'),
    lessons: usable('lessons'),
    commitments: usable('commitments'),
    asks: usable('asks'),
    muted: Object.fromEntries(muted),
    ...(account.success && { account: account.data }),
    ...(preference.success && { preference: preference.data }),
    ...(typeof given.seed === 'string' && { seed: given.seed }),
  }
}

const plainOrEmpty = (value: unknown): Record<string, unknown> => (isPlain(value) ? value : {})
