/** The entry's timer. It has one of its own, as it shares no code with the files that it loads: one that is missing must not stop it. */

/** Browsers keep a timer's delay in 31 bits of milliseconds: 24.8 days. A longer one fires at once. */
const LONGEST = 2 ** 31 - 1

/** Runs once after `ms` milliseconds, or after 24.8 days where that is longer. Returns the cancel. */
export function delay(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, Math.min(ms, LONGEST))
  return () => clearTimeout(timer)
}
