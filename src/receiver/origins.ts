/** Which other origins' pages may talk to the receiver. Exact origins only: patterns are easily too wide. */

export type Origins = readonly string[] | ((origin: string) => boolean)

/** @throws TypeError if one of the strings is not an origin. */
export function originTest(origins: Origins): (origin: string) => boolean {
  if (typeof origins === 'function') return origins
  const allowed = new Set(origins.map(parseOrigin))
  return (origin) => allowed.has(origin)
}

/** The pages of an app in a web view have a scheme of their own: `capacitor://localhost`, `tauri://localhost`. */
const APP_ORIGIN = /^(?!(?:file|data|blob|javascript|about):)[a-z][a-z\d+.-]*:\/\/[a-z\d._-]+(?::\d+)?$/

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // `URL` knows no origin of such schemes; a browser sends it as it is.
  if (url?.origin === 'null' && APP_ORIGIN.test(text)) return text
  if (!url || url.origin === 'null' || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new TypeError(`Expected an origin like "https://app.example.com", got ${JSON.stringify(text)}`)
  }
  return url.origin
}

/** The host names in a list of origins. */
export const hostsOf = (origins: Origins = []): string[] =>
  typeof origins === 'function' ? [] : origins.map((origin) => new URL(origin).hostname)

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** Whether an origin is this machine, on any port: for development. */
export const isLoopback = (origin: string): boolean =>
  URL.canParse(origin) && LOOPBACK_HOSTS.includes(new URL(origin).hostname)

/**
 * Whether a page of another origin sent the request. Browsers say so in `Sec-Fetch-Site`; without it the `Origin` header is
 * compared with the request's URL, whose host may be wrong behind a proxy.
 */
export function isCrossOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.get('origin')
  return origin !== null && origin !== new URL(request.url).origin
}

/** Lets a page of an allowed origin read the response: also of an error, and its `Retry-After`. */
export function allowOrigin(headers: Headers, origin: string | null, isAllowed: (origin: string) => boolean): void {
  headers.append('vary', 'origin')
  if (origin === null || !isAllowed(origin)) return
  headers.set('access-control-allow-origin', origin)
  headers.set('access-control-expose-headers', 'Retry-After')
}

/** The response to a preflight of an allowed origin. All headers are allowed: tracing tools add theirs to every request of a page. */
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
