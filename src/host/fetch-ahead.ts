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
  // The page's own `fetch` may throw.
  let early = url === undefined ? undefined : (async () => fetch(url, { signal }))()
  // Whoever takes the response sees the failure.
  early?.catch(() => {})
  return (...request) => {
    const response = early ?? fetch(...request)
    early = undefined
    return response
  }
}
