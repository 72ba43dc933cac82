import { expect, it } from 'vitest'
import { AT_ENDPOINT, IN_BROWSER, planOf } from './plan'

const size = { session: 20, round: 5 }
const roundsOf = (seed: number, ratings = 80) => planOf(ratings, seed, size).flatMap((session) => session.rounds)

it('The same seed is the same plan, another seed another', () => {
  expect(planOf(500, 7, size)).toEqual(planOf(500, 7, size))
  expect(planOf(500, 7, size)).not.toEqual(planOf(500, 8, size))
})

it.each([1, 79, 80, 81, 1_000])('A plan of %i ratings has so many', (ratings) => {
  expect(roundsOf(1, ratings).reduce((sum, round) => sum + round.ratings, 0)).toBe(ratings)
})

it.each([1, 2, 3, 5, 100])('Eighty ratings meet every fault, by seed %i', (seed) => {
  const rounds = roundsOf(seed)
  expect(new Set(rounds.map((round) => round.endpoint))).toEqual(new Set(AT_ENDPOINT))
  expect(new Set(rounds.map((round) => round.browser))).toEqual(new Set(IN_BROWSER))
  expect(rounds.filter((round) => ['silence', 'token hangs'].includes(round.endpoint))).toHaveLength(2)
})
