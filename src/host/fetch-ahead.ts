import type { Fetch } from './host'

/**
 * A `fetch` whose first response was asked for already, so that the playbook arrives together with the code that reads it.
 * @param fetch the vendor's @default the page's
 * @param url what is asked for now. Undefined: nothing is
 */
export function fetchAhead(
  fetch: Fetch = (...request) => globalThis.fetch(...request),
  url: string | undefined,
  signal: AbortSignal,
): Fetch {
  const life = new AbortController()
  signal.addEventListener('abort', () => life.abort(), { once: true })
  // The page's own `fetch` may throw.
  let early = url === undefined ? undefined : (async () => fetch(url, { signal: life.signal }))()
  // Whoever takes the response sees the failure.
  early?.catch(() => {})
  return (address, init) => {
    if (!early) return fetch(address, init)
    const response = early
    early = undefined
    // Whoever gives it up gives up the request: Chromium would let the next one for the same address wait for it.
    init.signal?.addEventListener('abort', () => life.abort(), { once: true })
    return response
  }
}
