/** The moments of `every` and `digest`: one for each period, counted from when the user was first seen. */
import { type Book, type Moment, momentKey, type Period } from './book'

export type PeriodMoment = Moment & { digest: Period }

const isPeriodMoment = (moment: Moment | undefined): moment is PeriodMoment => moment?.digest !== undefined

/**
 * The moment for the period that contains `time`: the one in the book, or a new one. Its id is the period's start in ISO 8601.
 * @param length of a period, in milliseconds
 */
export function periodMoment(book: Book, action: string, length: number, time: number, now: number): PeriodMoment {
  const { since } = book.user
  const from = since + Math.floor((time - since) / length) * length
  const id = new Date(from).toISOString()
  const known = book.moments[momentKey(action, id)]
  if (isPeriodMoment(known)) return known
  return { id, action, at: from, digest: { sum: 0, count: 0, from, to: from + length }, updated: now }
}

const isTime = (time: unknown): boolean => typeof time === 'number' && !Number.isNaN(+new Date(time))

/** A period as events carry it. Nothing for a moment that was tracked, or a period that another program has damaged. */
export const periodOf = (moment: Pick<Moment, 'digest'> | undefined): { period?: { from: string; to: string } } => {
  const { from, to } = moment?.digest ?? {}
  if (!isTime(from) || !isTime(to)) return {}
  return { period: { from: new Date(from as number).toISOString(), to: new Date(to as number).toISOString() } }
}

/** The moment with its digest's sum and count brought up to its tracks. */
export function summed(moment: Moment): Moment {
  const { digest } = moment
  if (!digest?.tracks) return moment
  const values = Object.values(digest.tracks)
  const count = values.length
  const sum = values.reduce((total, value) => total + value, 0)
  return sum === digest.sum && count === digest.count ? moment : { ...moment, digest: { ...digest, sum, count } }
}
