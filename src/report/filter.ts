/** Which moments a report is about. */
import type { CountedAt } from './attribution'

/**
 * A day such as `"2025-03-01"` (midnight UTC), a time with an offset such as `"2025-03-01T09:30:00+01:00"`, milliseconds since
 * 1970, or a `Date`.
 */
export type Time = string | number | Date

/**
 * A moment counts in the period in which it was completed, however late it was rated: the report of March says how the moments
 * of March turned out. The moment of a period (`every`, `digest`) is completed when its period ends. Its segments and language are those the user had when rating it; if it was not rated, when asked; if they
 * were not asked, when completing it.
 */
export interface ReportFilter {
  /** Only moments completed at this time or later. @default no beginning */
  from?: Time | undefined
  /** Only moments completed before this time, so that two adjacent periods never share a moment. @default no end */
  to?: Time | undefined
  /** Only this action, such as `"campaign.sent"`. @default all actions */
  action?: string | undefined
  /** Only users in this segment of the playbook. @default all users */
  segment?: string | undefined
  /** Only users of this language, as the events name it, such as `"en"`. @default all languages */
  language?: string | undefined
}

/** The names of the filters in queries, forms and on the command line. */
export const FILTERS = ['from', 'to', 'action', 'segment', 'language'] as const

/** A filter as somebody typed it, not yet checked. */
export type RawFilter = { [Name in (typeof FILTERS)[number]]?: string }

/** A checked filter. Times are in ms since 1970. */
export interface ParsedFilter {
  from?: number
  to?: number
  action?: string
  segment?: string
  language?: string
}

const ISO = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/** Whether the text is a day that exists, such as `2025-03-01`. `Date.parse` alone turns 30 February into 2 March. */
export const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function parseTime(time: Time): number {
  if (typeof time !== 'string') return new Date(time).getTime()
  const [, day = ''] = ISO.exec(time) ?? []
  return isDay(day) ? Date.parse(time) : Number.NaN
}

function timeOf(name: 'from' | 'to', time: Time): number {
  const ms = parseTime(time)
  if (Number.isNaN(ms)) {
    throw new TypeError(
      `${name}: expected a day like "2025-03-01" or a time like "2025-03-01T09:30:00Z", got ${JSON.stringify(time)}`,
    )
  }
  return ms
}

/** @throws TypeError if a time is malformed, a name is not a string or is empty, or `from` is not before `to`. */
export function parseFilter({ from, to, ...names }: ReportFilter): ParsedFilter {
  const filter: ParsedFilter = {
    ...(from !== undefined && { from: timeOf('from', from) }),
    ...(to !== undefined && { to: timeOf('to', to) }),
  }
  if (filter.from !== undefined && filter.to !== undefined && filter.from >= filter.to) {
    throw new TypeError(`from: expected a time before to (${String(to)}), got ${String(from)}`)
  }
  for (const name of ['action', 'segment', 'language'] as const) {
    const value: unknown = names[name]
    if (value === undefined) continue
    if (typeof value !== 'string' || value === '') {
      throw new TypeError(`${name}: expected a name, or nothing for all, got ${JSON.stringify(value)}`)
    }
    filter[name] = value
  }
  return filter
}

/** @param action undefined for what belongs to no action, which no filter by action lets through. */
export function matchesFilter(filter: ParsedFilter, action: string | undefined, { at, user }: CountedAt): boolean {
  return (
    at >= (filter.from ?? -Infinity) &&
    at < (filter.to ?? Infinity) &&
    (filter.action === undefined || filter.action === action) &&
    (filter.segment === undefined || user.value.segments.includes(filter.segment)) &&
    (filter.language === undefined || filter.language === user.value.language)
  )
}
