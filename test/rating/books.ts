/** Books for cases: `bookOf({ ratings: [rating(1, 'missed')] })`, days counted from `START`. */
import type { Book, Moment, Rating } from '../../src/moment/book'
import { momentKey } from '../../src/moment/book'
import type { Band } from '../../src/playbook/schema'

export const DAY = 86_400_000
export const START = Date.parse('2027-01-01T00:00:00Z')

export const rating = (day: number, band: Band, more: Partial<Rating> = {}): Rating => ({
  id: `r${day}`,
  moment: `m${day}`,
  action: 'send',
  at: START + day * DAY,
  value: { missed: 'not-yet', partly: 'partly', reached: 'yes' }[band],
  scale: 'outcome',
  score: { missed: 0, partly: 0.5, reached: 1 }[band],
  band,
  updated: START + day * DAY,
  ...more,
})

export const moment = (day: number, metrics?: Record<string, number>, more: Partial<Moment> = {}): Moment => ({
  id: `m${day}`,
  action: 'send',
  at: START + day * DAY,
  ...(metrics && { metrics }),
  updated: START + day * DAY,
  ...more,
})

export const bookOf = ({
  ratings = [],
  moments = [],
  ...rest
}: Partial<Omit<Book, 'ratings' | 'moments'>> & { ratings?: Rating[]; moments?: Moment[] } = {}): Book => ({
  version: 1,
  user: { id: 'u1', anonymous: false, traits: {}, since: START },
  moments: Object.fromEntries(moments.map((m) => [momentKey(m.action, m.id), m])),
  asks: {},
  ratings: Object.fromEntries(ratings.map((r) => [r.id, r])),
  lessons: {},
  commitments: {},
  muted: {},
  clock: START,
  ...rest,
})

/** Freezes all the way down, so that a transition that writes into its argument throws. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) frozen(inner)
    Object.freeze(value)
  }
  return value
}
