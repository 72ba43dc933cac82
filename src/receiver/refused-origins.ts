/** Names the origins that are refused in the log, for whoever has forgotten one. */
import type { Log } from './log'

/** How many origins are named. Anybody can make up more, and fill the log with them. */
const MAX_ORIGINS = 20
const LONGEST_ORIGIN = 200

/** Returns a function that logs an origin the first time it is refused. */
export function refusedOrigins(log: Log): (origin: string) => void {
  const named = new Set<string>()
  return (origin) => {
    if (named.has(origin) || named.size === MAX_ORIGINS || origin.length > LONGEST_ORIGIN) return
    named.add(origin)
    log({
      ...{ level: 'warn', event: 'origin-refused', origin },
      hint: 'A page of this origin tried to post. If it is yours, add exactly this origin to "origins" (serve: --origin)',
    })
  }
}
