/** When an ask comes back, in words. */

const HOUR = 3_600_000
const DAY = 24 * HOUR

const UNITS = [
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** A stretch of time from now on, such as "in 4 weeks", in the largest unit that fits it without a rest. */
export function fromNow(wait: number, language: string): string {
  const [unit, length] = UNITS.find(([, length]) => wait >= length && wait % length === 0) ?? ['second', 1_000]
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.round(wait / length), unit)
}

/** A day, such as "Thursday, 3 December", with the year where it is another one; or undefined for a time within a day from now. */
export function dayOf(time: number, now: number, language: string): string | undefined {
  if (time - now < DAY) return undefined
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(time)
}

/** A time within a day from now, such as "in 4 hours". */
export function soon(time: number, now: number, language: string): string {
  const wait = Math.max(0, time - now)
  const [, length] = UNITS.find(([unit, length]) => unit !== 'week' && wait >= length) ?? ['second', 1_000]
  return fromNow(Math.max(1, Math.round(wait / length)) * length, language)
}
