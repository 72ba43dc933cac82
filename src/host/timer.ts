/** Timers that last as long as they are told to, and are gone once nothing waits for them. */

/** Browsers keep a timer's delay in 31 bits of milliseconds: 24.8 days. A longer one fires at once. */
const LONGEST = 2 ** 31 - 1

/** Runs once after `ms` milliseconds, however many. Returns the cancel. */
export function after(ms: number, run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST)
    timer = setTimeout(() => (left > now ? wait(left - now) : run()), now)
  }
  wait(ms)
  return () => clearTimeout(timer)
}

/** There was no answer in time. */
export class TooSlow extends Error {}

/**
 * Settles as `work` does, or rejects after `ms` milliseconds. Unlike `AbortSignal.timeout`, whose timer runs on, it leaves
 * none behind.
 */
export function withTimeout<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
