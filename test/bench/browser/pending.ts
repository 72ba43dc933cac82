/** Counts, in the page, what its scripts have set going and what has not come to its end. */
export interface Pending {
  /** Timers that are set and neither cleared nor run, `AbortSignal.timeout` among them. */
  timers: number
  intervals: number
  /** Animation frames and idle callbacks asked for. */
  frames: number
}

type Schedule = (run: (...args: unknown[]) => void, ...rest: unknown[]) => unknown
type Cancel = (id: unknown) => void

/** @returns what is pending now */
export function countPending(): () => Pending {
  const timers = new Set<unknown>()
  const intervals = new Set<unknown>()
  const frames = new Set<unknown>()

  /** Puts a function of ours in the place of the page's own. */
  const replace = <T extends object>(name: keyof typeof globalThis, replacement: (real: T) => T): void => {
    const real = globalThis[name] as unknown as T
    // Sentry asks a function for its text, and takes a function from a new iframe where it is not the browser's own.
    const toString = () => `function ${name}() { [native code] }`
    Object.assign(globalThis, { [name]: Object.assign(replacement(real), { toString }) })
  }
  const counted = (name: keyof typeof globalThis, waiting: Set<unknown>, again = false): void =>
    replace<Schedule>(name, (real) => (run, ...rest) => {
      const id = real.call(
        globalThis,
        (...args) => {
          if (!again) waiting.delete(id)
          run(...args)
        },
        ...rest,
      )
      waiting.add(id)
      return id
    })
  const cancelled = (name: keyof typeof globalThis, ...waiting: Set<unknown>[]): void =>
    replace<Cancel>(name, (real) => (id) => {
      for (const set of waiting) set.delete(id)
      real.call(globalThis, id)
    })

  counted('setTimeout', timers)
  counted('setInterval', intervals, true)
  counted('requestAnimationFrame', frames)
  counted('requestIdleCallback', frames)
  // Either clears what the other set.
  cancelled('clearTimeout', timers, intervals)
  cancelled('clearInterval', timers, intervals)
  cancelled('cancelAnimationFrame', frames)
  cancelled('cancelIdleCallback', frames)

  const { timeout } = AbortSignal
  AbortSignal.timeout = (delay) => {
    const signal = timeout.call(AbortSignal, delay)
    timers.add(signal)
    signal.addEventListener('abort', () => timers.delete(signal))
    return signal
  }
  return () => ({ timers: timers.size, intervals: intervals.size, frames: frames.size })
}
