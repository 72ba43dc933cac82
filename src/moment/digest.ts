/** The moments of `every` and `digest`: one for each period, counted from when the user was first seen. */
import { type Book, type Moment, momentKey } from './book'

/** The moment that stands for the period `time` lies in, as the book has it or new. Its id is the period's start in ISO 8601. */
export function periodMoment(book: Book, action: string, period: number, time: number, now: number): Moment {
  const { since } = book.user
  const from = since + Math.floor((time - since) / period) * period
  const id = new Date(from).toISOString()
  const digest = { sum: 0, count: 0, from, to: from + period }
  return book.moments[momentKey(action, id)] ?? { id, action, at: from, digest, updated: now }
}

/** The moment with its digest's sum and count brought up to its tracks. */
export function summed(moment: Moment): Moment {
  const { digest } = moment
  if (!digest?.tracks) return moment
  const values = Object.values(digest.tracks)
  const count = values.length
  const sum = values.reduce((all, value) => all + value, 0)
  return sum === digest.sum && count === digest.count ? moment : { ...moment, digest: { ...digest, sum, count } }
}
