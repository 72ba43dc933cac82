/** How far away a time is, in words. */

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/**
 * "in 25 minutes", "in 5 hours", "tomorrow", "in 12 days"; once it has come, "now". Days are the calendar's where the user is:
 * what is tomorrow is tomorrow, be it 2 hours away or 40.
 */
export const soon = (at: number, now: number, language: string): string => {
  const say = (count: number, unit: Intl.RelativeTimeFormatUnit): string =>
    new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(count, unit)
  const minutes = Math.max(0, (at - now) / 60_000)
  // A day on which clocks change is an hour longer or shorter.
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000)
  if (days > 0) return say(days, 'day')
  if (minutes > 90) return say(Math.round(minutes / 60), 'hour')
  return say(Math.ceil(minutes), minutes ? 'minute' : 'second')
}
