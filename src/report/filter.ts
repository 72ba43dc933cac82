/** Which moments a report is about. */
import type { Belonging } from './belonging'

/** ISO 8601, a day (`2025-03-01`, in UTC) or a time with an offset; or milliseconds since 1970; or a Date. */
export type Time = string | number | Date

/**
 * A moment belongs to the time it was completed, whenever it was rated: the report of March holds what became of March.
 * It belongs to the segments and the language the user had when rating it, else when asked, else when completing it.
 */
export interface ReportFilter {
  /** Moments completed then or later. @default the beginning */
  from?: Time | undefined
  /** Moments completed before this; itself excluded, so that two months never share a moment. @default no end */
  to?: Time | undefined
  action?: string | undefined
  segment?: string | undefined
  /** As the events say it, such as `en`. */
  language?: string | undefined
}

/** What a report can be filtered by, as queries, forms and the command line name it. */
export const FILTERS = ['from', 'to', 'action', 'segment', 'language'] as const

/** As somebody wrote it, not looked at yet. */
export type GivenFilter = { [Name in (typeof FILTERS)[number]]?: string }

/** A filter that was looked at; times in ms. */
export interface Scope {
  from?: number
  to?: number
  action?: string
  segment?: string
  language?: string
}

const ISO = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/** `2025-03-01`. Of the days of a month that has fewer, `Date.parse` makes days of the next. */
export const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function parse(time: Time): number {
  if (typeof time !== 'string') return new Date(time).getTime()
  const [, day = ''] = ISO.exec(time) ?? []
  return isDay(day) ? Date.parse(time) : Number.NaN
}

function timeOf(name: 'from' | 'to', time: Time): number {
  const ms = parse(time)
  if (Number.isNaN(ms)) {
    throw new TypeError(
      `${name}: expected a day like "2025-03-01" or a time like "2025-03-01T09:30:00Z", got ${JSON.stringify(time)}`,
    )
  }
  return ms
}

/** @throws TypeError on a time that is none, a name that is no text, or a beginning that is not before the end. */
export function scopeOf({ from, to, ...names }: ReportFilter): Scope {
  const scope: Scope = {
    ...(from !== undefined && { from: timeOf('from', from) }),
    ...(to !== undefined && { to: timeOf('to', to) }),
  }
  if (scope.from !== undefined && scope.to !== undefined && scope.from >= scope.to) {
    throw new TypeError(`from: expected a time before to (${String(to)}), got ${String(from)}`)
  }
  for (const name of ['action', 'segment', 'language'] as const) {
    const value: unknown = names[name]
    if (value === undefined) continue
    if (typeof value !== 'string' || value === '') {
      throw new TypeError(`${name}: expected a name, or nothing for all, got ${JSON.stringify(value)}`)
    }
    scope[name] = value
  }
  return scope
}

/** Of what is told without an action, nothing belongs to one. */
export function isInScope(scope: Scope, action: string | undefined, { completed, heard, user }: Belonging): boolean {
  const time = completed ?? heard
  return (
    time >= (scope.from ?? -Infinity) &&
    time < (scope.to ?? Infinity) &&
    (scope.action === undefined || scope.action === action) &&
    (scope.segment === undefined || user.value.segments.includes(scope.segment)) &&
    (scope.language === undefined || scope.language === user.value.language)
  )
}
