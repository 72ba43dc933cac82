/** How far away a time is, in words. */

const MINUTE = 60_000
const DAY = 86_400_000

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/**
 * "in 25 minutes", "in 5 hours", "tomorrow", "in 12 days"; once the time has come, "now". Days are calendar days where the
 * user is: tomorrow is "tomorrow", be it 2 hours away or 40.
 */
export const timeUntil = (at: number, now: number, language: string): string => {
  const format = (count: number, unit: Intl.RelativeTimeFormatUnit): string =>
    new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(count, unit)
  const minutes = (at - now) / MINUTE
  if (minutes <= 0) return format(0, 'second')
  // Rounded, because a day on which clocks change is an hour longer or shorter.
  const days = Math.round((midnight(at) - midnight(now)) / DAY)
  if (days > 0) return format(days, 'day')
  return minutes > 90 ? format(Math.round(minutes / 60), 'hour') : format(Math.ceil(minutes), 'minute')
}
