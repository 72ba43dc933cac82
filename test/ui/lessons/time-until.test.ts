import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timeUntil } from '../../../src/ui/lessons/time-until'

const { TZ } = process.env
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin'
})
afterAll(() => {
  if (TZ === undefined) delete process.env.TZ
  else process.env.TZ = TZ
})

const words = (now: string, at: string, language = 'en') => timeUntil(Date.parse(at), Date.parse(now), language)

describe('How soon a session is', () => {
  test.each([
    ['half a minute away is a minute', '2027-03-09T15:59:30+01:00', '2027-03-09T16:00:00+01:00', 'in 1 minute'],
    ['up to an hour and a half is minutes', '2027-03-09T14:30:00+01:00', '2027-03-09T16:00:00+01:00', 'in 90 minutes'],
    ['later on the same day is hours', '2027-03-09T08:00:00+01:00', '2027-03-09T16:00:00+01:00', 'in 8 hours'],
    ['the next day is tomorrow', '2027-03-08T23:59:00+01:00', '2027-03-09T00:30:00+01:00', 'tomorrow'],
    ['the next day’s evening is tomorrow, too', '2027-03-08T00:10:00+01:00', '2027-03-09T23:00:00+01:00', 'tomorrow'],
    ['the day after counts by the calendar', '2027-03-07T23:00:00+01:00', '2027-03-09T01:00:00+01:00', 'in 2 days'],
    ['a day of 23 hours is a day', '2027-03-27T12:00:00+01:00', '2027-03-29T12:00:00+02:00', 'in 2 days'],
    ['a day of 25 hours is a day', '2027-10-30T12:00:00+02:00', '2027-11-01T12:00:00+01:00', 'in 2 days'],
    ['months away is days', '2027-01-09T16:00:00+01:00', '2027-03-09T16:00:00+01:00', 'in 59 days'],
    ['begun is now', '2027-03-09T16:00:00+01:00', '2027-03-09T16:00:00+01:00', 'now'],
    ['begun yesterday is now, too', '2027-03-10T00:10:00+01:00', '2027-03-09T23:50:00+01:00', 'now'],
  ])('%s', (_, now, at, said) => expect(words(now, at)).toBe(said))

  test.each([
    ['de', 'übermorgen'],
    ['ar', 'بعد الغد'],
    ['ja', '明後日'],
  ])('is said in %s', (language, said) => {
    expect(words('2027-03-07T12:00:00+01:00', '2027-03-09T16:00:00+01:00', language)).toBe(said)
  })
})
