/** `GET /report.json` and `/report.csv`: how the results of all users turned out. */
import { csvOf } from '../report/csv'
import { FILTERS, type GivenFilter, scopeOf } from '../report/filter'
import type { SuccessGap } from '../report/shape'
import { successGap } from '../report/success-gap'
import { type Bearer, bearerOf, refuseReport, type Verify } from './authorize'
import { type Log, nameOf } from './log'
import { isForeign } from './origins'
import { problem, unavailable } from './problem'
import type { Store } from './store'

export interface ReportContext {
  store: Store
  verify: Verify | undefined
  log: Log
}

/** What a query or a form says of each filter. A field left empty is none. A + in a URL is a space: that of an offset is meant. */
export function givenIn(query: URLSearchParams): GivenFilter {
  const given: GivenFilter = {}
  for (const name of FILTERS) {
    const value = query.get(name)
    if (value) given[name] = name === 'from' || name === 'to' ? value.replace(' ', '+') : value
  }
  return given
}

/** @throws TypeError on a query that can not be meant; a mistyped name must not give a report over everything. */
function filterOf(query: URLSearchParams): GivenFilter {
  for (const name of query.keys()) {
    if (!FILTERS.some((each) => each === name))
      throw new TypeError(`${name}: the report is filtered by ${FILTERS.join(', ')}`)
    if (query.getAll(name).length > 1) throw new TypeError(`${name}: expected once, got twice`)
  }
  const filter = givenIn(query)
  scopeOf(filter)
  return filter
}

/** The report asked for, or why it is not given. */
export async function reportFor(
  request: Request,
  bearer: Bearer | Response,
  query: URLSearchParams,
  context: Pick<ReportContext, 'store' | 'log'>,
): Promise<SuccessGap | Response> {
  if (bearer instanceof Response) return bearer
  const refused = refuseReport(bearer, isForeign(request))
  if (refused) return refused
  let filter: GivenFilter
  try {
    filter = filterOf(query)
  } catch (error) {
    return problem(400, 'filter', (error as TypeError).message)
  }
  try {
    return await successGap(context.store, filter)
  } catch (error) {
    context.log({ level: 'error', event: 'store-failed', error: nameOf(error) })
    return unavailable()
  }
}

export async function getReport(request: Request, context: ReportContext, kind: 'json' | 'csv'): Promise<Response> {
  const bearer = await bearerOf(request.headers, context.verify)
  const report = await reportFor(request, bearer, new URL(request.url).searchParams, context)
  if (report instanceof Response) return report
  if (kind === 'json') return Response.json(report)
  return new Response(csvOf(report), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="gainloop-report.csv"',
    },
  })
}
