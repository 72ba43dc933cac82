/** Which other origins' pages may talk to the receiver. Exact origins, no patterns: a pattern is how the wrong ones get in. */

export type Origins = readonly string[] | ((origin: string) => boolean)

/** @throws TypeError on a string that is not an origin, when the receiver is made. */
export function originTest(origins: Origins): (origin: string) => boolean {
  if (typeof origins === 'function') return origins
  const allowed = new Set(origins.map(parseOrigin))
  return (origin) => allowed.has(origin)
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.origin === 'null' || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new TypeError(`Expected an origin like "https://app.example.com", got ${JSON.stringify(text)}`)
  }
  return url.origin
}

/** Pages served from this machine, whatever the port: for trying things out. */
export const isLoopback = (origin: string): boolean =>
  URL.canParse(origin) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(origin).hostname)

/** A page of another origin asks. Browsers say so in `Sec-Fetch-Site`; behind a proxy the request's own URL may be the wrong host. */
export function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  return origin !== null && origin !== new URL(request.url).origin
}

/** Lets the page read an answer, a refusal and its `Retry-After` included. */
export function allowOrigin(headers: Headers, origin: string | null, allowed: (origin: string) => boolean): void {
  headers.append('vary', 'origin')
  if (origin === null || !allowed(origin)) return
  headers.set('access-control-allow-origin', origin)
  headers.set('access-control-expose-headers', 'Retry-After')
}

/** The answer to a preflight of an allowed origin. Headers are echoed: tracing tools add theirs to every request of a page. */
export function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        request.headers.get('access-control-request-headers') ?? 'authorization, content-type',
      'access-control-max-age': '7200',
    },
  })
}
