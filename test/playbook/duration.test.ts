import { expect, test } from 'vitest'
import { milliseconds } from '../../src/playbook/duration'

test.each([
  ['0s', 0],
  ['30s', 30_000],
  ['10m', 600_000],
  ['4h', 14_400_000],
  ['3d', 259_200_000],
  ['2w', 1_209_600_000],
  ['999999w', 604_799_395_200_000],
])('%s is %i milliseconds', (duration, expected) => {
  expect(milliseconds(duration)).toBe(expected)
})

test.each(['', 'd', '3', '3 days', '3y', 'xd'])('%j is no duration, and no number of milliseconds', (duration) => {
  expect(milliseconds(duration) || Number.NaN).toBeNaN()
})
