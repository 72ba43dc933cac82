/** Work that can wait until the page has nothing better to do. */

/** For browsers without `requestIdleCallback` (Safari): after this, in ms. */
const LATER = 200

/**
 * Runs once, when the page is idle. Returns the cancel.
 * @param timeout the longest to wait, in ms @default as long as it takes
 */
export function whenIdle(run: () => void, timeout?: number): () => void {
  if (typeof requestIdleCallback === 'function') {
    const request = requestIdleCallback(run, timeout === undefined ? {} : { timeout })
    return () => cancelIdleCallback(request)
  }
  const timer = setTimeout(run, LATER)
  return () => clearTimeout(timer)
}
