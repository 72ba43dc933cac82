import { afterEach, describe, expect, test, vi } from 'vitest'
import { plainText } from '../../src/playbook/text'
import { readTime } from '../../src/playbook/time'
import { trackedMoment } from '../../src/loop/track-moment'

afterEach(() => vi.unstubAllEnvs())

describe.each(['America/New_York', 'Pacific/Honolulu', 'UTC', 'Europe/Berlin', 'Pacific/Auckland'])(
  'A date alone, in %s',
  (zone) => {
    test.each([
      ['2026-11-29', [2026, 10, 29]],
      ['2026-03-01', [2026, 2, 1]],
      ['2026-11', [2026, 10, 1]],
      ['2026', [2026, 0, 1]],
    ])('%s is that day there', (given, day) => {
      vi.stubEnv('TZ', zone)
      const date = readTime(given)
      expect([date.getFullYear(), date.getMonth(), date.getDate()]).toEqual(day)
      expect([date.getHours(), date.getMinutes()]).toEqual([0, 0])
    })

    test('says the same as the time of a moment and as one of its properties', () => {
      vi.stubEnv('TZ', zone)
      const given = '2026-11-29'
      const moment = trackedMoment('sent', { at: given, properties: { day: given } }, 'c', 0)
      const context = { language: 'en', fallback: 'en', values: { moment } }
      expect(plainText('{{moment.at}}, {{moment.properties.day|date}}', context)).toBe(
        'November 29, 2026, November 29, 2026',
      )
    })

    test('leaves every other way to write a time alone', () => {
      vi.stubEnv('TZ', zone)
      const time = '2026-11-29T10:00:00+02:00'
      for (const given of [time, new Date(time), Date.parse(time)]) expect(+readTime(given)).toBe(Date.parse(time))
      expect(readTime('soon')).toBeInstanceOf(Date)
      expect(+readTime('soon')).toBeNaN()
    })
  },
)
