/** Calls `run` at an interval; returns a function that stops it. */
export type Every = (milliseconds: number, run: () => void) => () => void

/** Does not keep a process alive that has nothing else to do. */
export const every: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds)
  // `unref` exists in Node only.
  ;(timer as { unref?: () => void }).unref?.()
  return () => clearInterval(timer)
}
