import { expect, test } from 'vitest'
import { dayOf, fromNow, soon } from '../../src/ui/until'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.parse('2026-12-01T12:00:00Z')

test.each([
  [7 * DAY, 'en', 'in 1 week'],
  [28 * DAY, 'en', 'in 4 weeks'],
  [10 * DAY, 'en', 'in 10 days'],
  [36 * HOUR, 'en', 'in 36 hours'],
  [90_000, 'en', 'in 90 seconds'],
  [28 * DAY, 'de', 'in 4 Wochen'],
  [7 * DAY, 'ja', '1 週間後'],
])('%i ms in %s: %s', (wait, language, expected) => {
  expect(fromNow(wait, language)).toBe(expected)
})

test('A day is told with its year only where that is another one', () => {
  expect(dayOf(NOW + 2 * DAY, NOW, 'en-GB')).toBe('Thursday 3 December')
  expect(dayOf(NOW + 40 * DAY, NOW, 'en-GB')).toBe('Sunday, 10 January 2027')
})

test('A time within a day is told in hours or minutes, rounded', () => {
  expect(dayOf(NOW + 4 * HOUR, NOW, 'en')).toBeUndefined()
  expect(soon(NOW + 4 * HOUR - 5_000, NOW, 'en')).toBe('in 4 hours')
  expect(soon(NOW + 10 * 60_000, NOW, 'en')).toBe('in 10 minutes')
  expect(soon(NOW - 5, NOW, 'en')).toBe('in 1 second')
})
