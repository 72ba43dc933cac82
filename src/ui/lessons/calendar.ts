/** A webinar as a calendar file (RFC 5545), to be opened by whatever calendar the user keeps. */

interface Appointment {
  /** With `starts` the same for ever: added twice, it is one appointment. */
  id: string
  title: string
  /** Absolute address. */
  url: string
  /** ISO 8601. */
  starts: string
  ends: string
}

/** TEXT: what has a meaning in a calendar file is escaped, and no line ends early. */
const text = (words: string): string => words.replace(/[\\;,]/g, '\\$&').replace(/[\0-\x1f\x7f]+/g, '\\n')

/** UTC: right in every zone, without describing any. */
const time = (at: string | number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

/** @param now milliseconds since 1970 */
export const calendarFile = ({ id, title, url, starts, ends }: Appointment, now: number): string =>
  `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Gainloop//EN
BEGIN:VEVENT
UID:${id}-${starts}@gainloop
DTSTAMP:${time(now)}
DTSTART:${time(starts)}
DTEND:${time(ends)}
SUMMARY:${text(title)}
LOCATION:${text(url)}
END:VEVENT
END:VCALENDAR
`
    // At most 75 octets a line: 18 times four ASCII characters, or one of any four octets, and the space that goes on.
    .replace(/(?:(?=([ -~]{4}|.))\1){18}(?=.)/gu, '$&\n ')
    .replaceAll('\n', '\r\n')
