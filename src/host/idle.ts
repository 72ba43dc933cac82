/** Work that can wait until the page has nothing better to do. */

/** For browsers without `requestIdleCallback` (Safari): after this, in ms. */
const LATER = 200

/** Runs once, when the page is idle. Returns the cancel. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const request = requestIdleCallback(run)
    return () => cancelIdleCallback(request)
  }
  const timer = setTimeout(run, LATER)
  return () => clearTimeout(timer)
}
