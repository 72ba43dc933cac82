/** ISO 8601 without a time of day: `2026`, `2026-03`, `2026-03-09`. */
const DATE_ONLY = /^\d{4}(-\d\d){0,2}$/

/**
 * A point in time as people write it. A date alone means that day where the user is, which is not the day that `Date` makes of
 * it: that is midnight UTC, the evening before in New York.
 * @returns an invalid date for what is none
 */
export function readTime(value: Date | string | number): Date {
  const date = new Date(value)
  if (typeof value !== 'string' || !DATE_ONLY.test(value)) return date
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
}
