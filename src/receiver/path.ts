const ROUTES = ['/health', '/openapi.json', '/report', '/report.json', '/report.csv']

/**
 * The receiver's route for a URL. With a `basePath` only paths below it belong to the receiver. Without one the last part of the
 * path decides, and any other path is the endpoint itself, so that it works wherever it is mounted; but for paths with an empty segment, which are none of ours.
 */
export function routeOf(url: string, basePath?: string): string {
  const { pathname } = new URL(url)
  // A proxy that guards `/report.json` does not see it in `//report.json`.
  if (pathname.includes('//')) return '/outside'
  if (basePath === undefined) {
    const last = pathname.slice(pathname.lastIndexOf('/'))
    return ROUTES.includes(last) ? last : '/'
  }
  const base = `/${basePath}`.replace(/\/+/g, '/').replace(/\/$/, '')
  if (pathname === base || pathname === `${base}/`) return '/'
  const rest = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : ''
  // The route gets into the log, so it is never text from the request.
  return ROUTES.includes(rest) ? rest : '/outside'
}
