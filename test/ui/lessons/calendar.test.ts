import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFile } from '../../../src/ui/lessons/calendar'

const NOW = Date.UTC(2027, 2, 5, 9, 12, 7, 345)
const clinic = {
  id: 'campaign-clinic',
  title: 'Campaign clinic',
  url: 'https://app.example/webinars/clinic',
  starts: '2027-03-09T16:00:00+01:00',
  ends: '2027-03-09T15:45:00Z',
}
const fileOf = (change: Partial<typeof clinic> = {}) => calendarFile({ ...clinic, ...change }, NOW)

/** The file as a calendar reads it: lines unfolded, by name; texts without their escapes. */
const read = (file: string): Record<string, string> => {
  const lines = file.replaceAll('\r\n ', '').split('\r\n').filter(Boolean)
  const unescaped = (text: string) =>
    text.replace(/\\([\\;,nN])/g, (_, mark: string) => (/n/i.test(mark) ? '\n' : mark))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), unescaped(line.slice(line.indexOf(':') + 1))]),
  )
}

describe('A calendar file', () => {
  test('holds what RFC 5545 asks of one', () => {
    expect(fileOf().split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Gainloop//EN',
      'BEGIN:VEVENT',
      'UID:campaign-clinic-2027-03-09T16:00:00+01:00@gainloop',
      'DTSTAMP:20270305T091207Z',
      'DTSTART:20270309T150000Z',
      'DTEND:20270309T154500Z',
      'SUMMARY:Campaign clinic',
      'LOCATION:https://app.example/webinars/clinic',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  test('escapes what has a meaning in it', () => {
    expect(fileOf({ title: 'Fixes; big, small \\ both' })).toContain('SUMMARY:Fixes\\; big\\, small \\\\ both\r\n')
  })

  test('lets no title begin a line of its own', () => {
    const file = fileOf({ title: 'Clinic\r\nATTENDEE:mailto:x@x.example\nEND:VEVENT' })
    expect(file.split('\r\n').filter((line) => /^(ATTENDEE|END:VEVENT)/.test(line))).toEqual(['END:VEVENT'])
    expect(read(file).SUMMARY).toBe('Clinic\nATTENDEE:mailto:x@x.example\nEND:VEVENT')
  })

  test('stays the same appointment when it is made again, and is another at another time', () => {
    expect(read(fileOf({ title: 'Renamed' })).UID).toBe(read(fileOf()).UID)
    expect(read(fileOf({ starts: '2027-04-09T16:00:00+01:00' })).UID).not.toBe(read(fileOf()).UID)
  })

  test('folds any line to 75 octets, between characters, and unfolds to what it was', () => {
    const any = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '漢', '🎬', 'ع', ',', '\\'), maxLength: 300 })
    fc.assert(
      fc.property(any, (title) => {
        const file = fileOf({ title })
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(file).not.toContain('\ufffd')
        expect(read(file).SUMMARY).toBe(title)
      }),
    )
  })
})
