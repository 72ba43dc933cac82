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

/** What was waited for did not come in time. */
export class NoAnswer extends Error {}

/**
 * Settles as `work` does, or rejects with `NoAnswer` after `ms` milliseconds, or with the signal's reason once it is aborted. Unlike
 * `AbortSignal.timeout`, whose timer runs on, it leaves no timer behind.
 * @param clock sets the timer @default the page's
 */
export function withTimeout<T>(ms: number, work: Promise<T>, clock = after, signal?: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (run: () => void): void => {
      cancel()
      signal?.removeEventListener('abort', abort)
      run()
    }
    const abort = (): void => settle(() => reject(signal?.reason as Error))
    const cancel = clock(ms, () => settle(() => reject(new NoAnswer(`no answer within ${ms} ms`))))
    signal?.addEventListener('abort', abort)
    if (signal?.aborted) abort()
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error as Error)),
    )
  })
}
