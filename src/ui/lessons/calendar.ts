/** A webinar as a calendar file (RFC 5545), for whatever calendar the user keeps. */

interface Appointment {
  /** Together with `starts` it identifies the appointment: a file added twice is one appointment. */
  id: string
  title: string
  /** Absolute URL. */
  url: string
  /** ISO 8601. */
  starts: string
  ends: string
}

/** A TEXT value: special characters are escaped, and no line ends early. */
const escapeText = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/[\0-\x1f\x7f]+/g, '\\n')

/** In UTC, which is right in every time zone without describing any. */
const utcTime = (at: string | number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

/** The longest line a file may hold, in octets without the line break. */
const LINE_LENGTH = 75

/** A longer line goes on after a line break and a space, between two characters. */
const fold = (line: string): string => {
  const encoder = new TextEncoder()
  let folded = ''
  let octets = 0
  for (const character of line) {
    const length = encoder.encode(character).length
    if (octets + length > LINE_LENGTH) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += length
  }
  return folded
}

/** @param now milliseconds since 1970 */
export const calendarFile = ({ id, title, url, starts, ends }: Appointment, now: number): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gainloop//EN',
    'BEGIN:VEVENT',
    `UID:${id}-${starts}@gainloop`,
    `DTSTAMP:${utcTime(now)}`,
    `DTSTART:${utcTime(starts)}`,
    `DTEND:${utcTime(ends)}`,
    `SUMMARY:${escapeText(title)}`,
    `LOCATION:${escapeText(url)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('')
