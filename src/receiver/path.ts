const ROUTES = ['/health', '/openapi.json', '/report', '/report.json', '/report.csv']
/** Those of the pages that links lead to, where there are such pages. */
const ASK_ROUTES = ['/ask', '/ask.json', '/ask.js']

/**
 * The receiver's route for a URL. With a `basePath` only paths below it belong to the receiver. Without one the last part of the
 * path decides, and any other path is the endpoint itself, so that it works wherever it is mounted; but for paths with an empty segment, which are none of ours.
 */
export function routeOf(url: string, basePath?: string, hasAsk = false): string {
  const routes = hasAsk ? [...ROUTES, ...ASK_ROUTES] : ROUTES
  const { pathname } = new URL(url)
  // A proxy that guards `/report.json` does not see it in `//report.json`.
  if (pathname.includes('//')) return '/outside'
  if (basePath === undefined) {
    const last = pathname.slice(pathname.lastIndexOf('/'))
    return routes.includes(last) ? last : '/'
  }
  const base = `/${basePath}`.replace(/\/+/g, '/').replace(/\/$/, '')
  if (pathname === base || pathname === `${base}/`) return '/'
  const rest = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : ''
  // The route gets into the log, so it is never text from the request.
  return routes.includes(rest) ? rest : '/outside'
}
