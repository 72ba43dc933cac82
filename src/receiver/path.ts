const routes = ['/health', '/openapi.json', '/report', '/report.json', '/report.csv']

/**
 * Where in the receiver a URL points. With `basePath` only what lies below it is ours. Without one the last part of the path
 * decides and everything else is the endpoint itself, so that any place a vendor mounts it at works.
 */
export function routeOf(url: string, basePath?: string): string {
  const { pathname } = new URL(url)
  if (basePath === undefined) {
    const last = pathname.slice(pathname.lastIndexOf('/'))
    return routes.includes(last) ? last : '/'
  }
  const base = `/${basePath}`.replace(/\/+/g, '/').replace(/\/$/, '')
  if (pathname === base || pathname === `${base}/`) return '/'
  // Nothing but our own names: what a visitor puts there must not get into the log.
  const rest = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : ''
  return routes.includes(rest) ? rest : '/outside'
}
