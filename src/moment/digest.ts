/** The moments of `every` and `digest`: one for each period, counted from when the user was first seen. */
import { type Book, type Moment, momentKey, type Period } from './book'

/** The bounds of the period `time` lies in; `back` periods earlier when given. */
export function periodAt({ user }: Book, period: number, time: number, back = 0): { from: number; to: number } {
  const from = user.since + (Math.floor((time - user.since) / period) - back) * period
  return { from, to: from + period }
}

/** The moment that stands for a period, as the book has it or new. Its id is the period's start in ISO 8601. */
export function periodMoment(
  book: Book,
  action: string,
  { from, to }: { from: number; to: number },
  now: number,
): Moment {
  const id = new Date(from).toISOString()
  return (
    book.moments[momentKey(action, id)] ?? {
      id,
      action,
      at: from,
      digest: { sum: 0, count: 0, from, to },
      updated: now,
    }
  )
}

/** The period with these tracks, and its sum and count after them. */
export function withTracks(period: Period, tracks: Record<string, number>): Period {
  const values = Object.values(tracks)
  return { ...period, tracks, count: values.length, sum: values.reduce((sum, value) => sum + value, 0) }
}

/** The digest's moment with one more track; the same track again replaces what it added before. */
export function addTrack(moment: Moment, id: string, value: unknown, now: number): Moment {
  const period = moment.digest as Period
  const added = typeof value === 'number' && Number.isFinite(value) ? value : 0
  return { ...moment, digest: withTracks(period, { ...period.tracks, [id]: added }), updated: now }
}

/** The digest's moment without what this track added. */
export function withoutTrack(moment: Moment, id: string, now: number): Moment {
  const period = moment.digest as Period
  const { [id]: _, ...tracks } = period.tracks ?? {}
  return { ...moment, digest: withTracks(period, tracks), updated: now }
}
