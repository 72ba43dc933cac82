/** Users of whom each answers up to twelve times, and some of whom succeed more often than others. */
import type { StoredEvent } from '../../../src/receiver/store'
import { storedEvent } from '../../receiver/events'
import type { Random } from './random'

const USERS = 60
const ANSWERS = 12

/** The share of all moments that are reached. */
export const TRUE_SHARE = 0.45

export const severalAnswers = (random: Random): StoredEvent[] =>
  Array.from({ length: USERS }, (_, user) => {
    const mine = random.share() * 2 * TRUE_SHARE
    return Array.from({ length: ANSWERS }, (_, n) =>
      storedEvent('rating.given', {
        subject: `u_${user}`,
        data: { moment: `c_${n}`, rating: `r_${n}`, band: random.chance(mine) ? 'reached' : 'missed' },
      }),
    )
  }).flat()
