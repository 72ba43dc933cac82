import { expect, it } from 'vitest'
import { chaos } from '../chaos/chaos'
import { AT_ENDPOINT, IN_BROWSER } from '../chaos/plan'

/** Beside ratings: plans and their return, periods with figures. */
const DONE = ['commitment.made', 'commitment.reminded', 'commitment.reviewed', 'result.measured']

it(
  '80 ratings, with everything going wrong that can: none is lost, none is there twice, none is another user’s',
  { timeout: 300_000 },
  async () => {
    const result = await chaos({ ratings: 80, seed: 14, size: { session: 20, round: 5 }, workers: 4 })
    expect(result).toMatchObject({ ratings: 80, lost: [], duplicated: [], misattributed: [], stuck: [] })
    for (const type of DONE) expect(result.types, type).toHaveProperty([`gainloop.${type}`])
    for (const fault of [...AT_ENDPOINT, ...IN_BROWSER]) expect(result.faults, fault).toHaveProperty([fault])
  },
)
