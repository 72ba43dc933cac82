/** Calls again and again; returns what ends it. */
export type Every = (milliseconds: number, run: () => void) => () => void

/** A process that has nothing else to do may end. */
export const every: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds)
  // Node's alone.
  ;(timer as { unref?: () => void }).unref?.()
  return () => clearInterval(timer)
}
